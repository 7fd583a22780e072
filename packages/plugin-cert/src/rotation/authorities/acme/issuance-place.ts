import type { AcmeAuthoritySettings, ExternalAccountSettings } from '../../../settings/authorities-shape.ts';
import type { SigningRequest } from '../authority.ts';
import type { LookedAt } from '../before-asking.ts';
import type { Http } from '../http.ts';
import type { AuthorityPorts } from '../ports.ts';
import { Waits } from '../stopped.ts';
import type { Hooks } from './hook.ts';
import type { Ledger } from './ledger.ts';
import type { Progress } from './progress.ts';

/** What an order at one directory stands on. */
export interface IssuancePlace {
  /** Name of the authority. */
  readonly name: string;
  /** Address of the directory: the authority's own, or that of its test system. */
  readonly address: string;
  readonly eab?: ExternalAccountSettings;
  readonly settings: AcmeAuthoritySettings;
  readonly ports: AuthorityPorts;
  readonly http: Http;
  readonly ledger: Ledger;
  readonly progress: Progress;
  readonly hooks: Hooks;
  readonly notes: string[];
  readonly asked: SigningRequest;
  readonly looked: LookedAt;
  /** What comes out is thrown away: nothing is replaced by it, and nothing of it is told. */
  readonly isTrial: boolean;
}

/** Milliseconds between two times that a set of names is sent to be certified. */
export const hour = 3_600_000;

/** Thrown while a set of names rests. */
export function resting(until: Date): Waits {
  return new Waits(
    'These names were sent to be certified less than an hour ago; between two times lies an hour at least.',
    until,
  );
}

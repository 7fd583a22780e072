import { FoundInPlace } from '@cert-health/core';
import type { PlaceId, Source } from '@cert-health/core';
import { OrgApiError } from './api.ts';
import type { Asking } from './asking.ts';
import { gapOf } from './gap.ts';
import type { ReadComponents } from './metadata-reader.ts';
import { refusalOf } from './session-policy.ts';
import type { GovernedObject } from './session-policy.ts';

type Taken = Pick<ReadComponents, 'components' | 'gaps'> & { readonly hidden?: number };

/** Gathers what is found in one place by asking the org, and what keeps it from being all. */
export class Found extends FoundInPlace {
  readonly #org: { readonly username: string };

  constructor(place: PlaceId | Pick<Source, 'id' | 'label'>, org: { readonly username: string }) {
    super(place);
    this.#org = org;
  }

  /**
   * Asks the org for one part of the place; an answer that is an error leaves a gap, and what else was found stays.
   *
   * @param what What is asked for, as it stands after "may not read".
   */
  async attempt<T>(what: string, permission: string, ask: () => Promise<T>): Promise<T | undefined> {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof OrgApiError)) throw error;
      this.gap(gapOf(error, what, permission, this.#org));
      return undefined;
    }
  }

  /** The same for what a policy for session security may close. */
  async attemptGoverned<T>(asking: Asking, object: GovernedObject, ask: () => Promise<T>): Promise<T | undefined> {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof OrgApiError)) throw error;
      this.gap(await refusalOf(error, asking, object));
      return undefined;
    }
  }

  /** Takes over what the Metadata API gave and what it did not give. */
  take({ components, gaps, hidden = 0 }: Taken): ReadComponents['components'] {
    this.gap(...gaps);
    if (hidden > 0) this.note(`${hidden} of installed packages, which the org does not show.`);
    return components;
  }
}

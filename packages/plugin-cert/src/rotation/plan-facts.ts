import type { Connection } from '@salesforce/core';
import type { Inventory } from '@cert-health/core';
import type { AuthoritySettings } from '../settings/authorities-shape.ts';
import { openAuthority } from './authorities/open-authority.ts';
import { ownPorts } from './authorities/own-ports.ts';
import { knownOf } from './known/known-of.ts';
import type { PastRotation } from './known/past-rotations.ts';
import type { PlansRequest } from './make-plans.ts';
import { readRootLists } from './root-lists.ts';
import type { RootLists, RotationNetwork } from './root-lists.ts';
import type { RotationOfFile } from './rotation-settings.ts';
import { signingFacts } from './signing-facts.ts';

export interface PlanFactsRequest {
  readonly inventory: Inventory;
  readonly settings: RotationOfFile;
  /** Only this one is planned. */
  readonly certificate?: string | undefined;
  readonly at: Date;
  /** The plan is as of another day than today. */
  readonly asOf: boolean;
  readonly network: RotationNetwork;
  readonly connection: Connection | undefined;
  /** Rotations that are kept, wherever that is. */
  readonly rotations: readonly PastRotation[];
}

/**
 * What authorities, journals and lists of roots add to plans. Authorities are asked at once, and only about certificates that the
 * settings mean; lists are read when a plan wants them.
 */
export async function planFacts(request: PlanFactsRequest): Promise<Pick<PlansRequest, 'known' | 'signing'>> {
  const { settings, network, connection } = request;
  const { authorities, base, folder } = settings;
  const ports = ownPorts({ settingsFolder: base, rotationFolder: folder });
  const notAsked = whyNotAsked(request);
  const { of: known, adviceOn } = await knownOf({
    ...request,
    notAsked,
    memory: ports.shared,
    open: (name) => openAuthority(name, authorities.get(name) as AuthoritySettings, ports),
  });
  const lists = new Map<string | undefined, Promise<RootLists>>();
  const listsFor = (trust: string | undefined): Promise<RootLists> => {
    const read = lists.get(trust) ?? readRootLists({ instanceUrl: connection?.instanceUrl, network, trust, base });
    lists.set(trust, read);
    return read;
  };
  return {
    known,
    async signing(planned) {
      const { authority, trust } = planned.entry;
      const own = authority === undefined ? undefined : authorities.get(authority);
      if (!own) return undefined;
      const advice = adviceOn(planned.subject.holding);
      return signingFacts(planned, own, { advice, notAsked, lists: await listsFor(trust) });
    },
  };
}

/** Why authorities are not asked, a clause; undefined: they are. */
function whyNotAsked({ network, asOf }: PlanFactsRequest): string | undefined {
  if (network === 'none') return '--network none';
  return asOf ? 'what it will want on another day nobody can ask' : undefined;
}

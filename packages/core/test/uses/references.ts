import type { Holding, Inventory, OrgIdentity, Reference, Source } from '@cert-health/core';
import { buildUseMap } from '@cert-health/core';

/** What the tests of resolution hold and refer to. */
export const org: OrgIdentity = {
  id: '00D5g000000abcDEAQ',
  instanceUrl: 'https://acme.my.salesforce.com',
  username: 'admin@acme.example',
  isSandbox: false,
};

export function read(id: string): Source {
  return { id, label: id, status: 'read', items: 1, detail: 'Read.' };
}

/** The list of key pairs of an org, read. */
export const listRead = read('org.certificates');

export function keyPair(name: string, other: Partial<Holding> = {}): Holding {
  return { source: 'org.certificates', name, label: name, kind: 'keyPair', certificates: [], ...other };
}

/** A named credential that shows a client certificate, unless told otherwise. */
export function reference(target: string | undefined, other: Partial<Reference> = {}): Reference {
  return {
    source: 'org.named-credentials',
    name: 'Partner_API',
    field: 'NamedCredential.certificate',
    ...(target === undefined ? {} : { target }),
    ...other,
  };
}

export function inventory(some: Partial<Inventory>): Inventory {
  return { org: null, sources: [listRead], holdings: [], references: [], ...some };
}

/** Names of the holdings that one reference leads to, and how. */
export function led(
  one: Reference,
  holdings: readonly Holding[],
): { to: string[]; by: string | undefined; ambiguous: boolean } {
  const { uses, others } = buildUseMap(inventory({ holdings, references: [one] }));
  const entries = [...uses, ...others];
  return {
    to: entries.flatMap(({ holding }) => holding?.name ?? []),
    by: entries[0]?.match,
    ambiguous: entries.some((entry) => entry.ambiguous),
  };
}

import type { NotChecked } from '../findings/index.ts';
import type { CertificatePermission, Inventory } from '../inventory/index.ts';

/** Which active users of the org hold a permission, where that is known. */
export type PermissionHolders = { readonly kind: 'known'; readonly usernames: readonly string[] } | UnknownHolders;

/** What lets a user see permission sets and their assignments; where it was tried, the source says what was missing. */
const TO_READ = 'View Setup and Configuration';

export interface UnknownHolders {
  readonly kind: 'unknown';
  readonly reason: string;
  /** What would let it be read, where a permission is what is missing. */
  readonly permission?: string;
}

/**
 * What permission sets and profiles of the org say. Those of a project are left out: it need not hold all of them, and it
 * never tells to whom they are assigned.
 *
 * @param label what people call the permission
 */
export function holdersOf(inventory: Inventory, permission: CertificatePermission, label: string): PermissionHolders {
  const ofOrg = inventory.permissionGrants?.filter(({ source }) => source.startsWith('org.'));
  const source = inventory.sources.find(({ id }) => /^org\.[\w-]*permission/.test(id));
  const needed = source ? source.permission : TO_READ;
  const unknown = (reason: string): PermissionHolders => ({
    kind: 'unknown',
    reason,
    ...(needed === undefined ? {} : { permission: needed }),
  });
  if (source?.status === 'unavailable') return { kind: 'known', usernames: [] };
  if (!ofOrg || (source ? source.status !== 'read' : ofOrg.length === 0)) {
    return unknown(source && source.status !== 'read' ? source.detail : `It was not read who holds "${label}".`);
  }
  const grants = ofOrg.filter((grant) => grant.permission === permission);
  const usernames = grants.flatMap(({ holders }) => (holders ?? []).map(({ username }) => username));
  const untold = grants.some(({ grantedBy, holders }) => holders === undefined && grantedBy.length > 0);
  if (untold && usernames.length === 0) {
    return unknown(`It was not read to whom "${label}" is assigned.`);
  }
  return { kind: 'known', usernames: [...new Set(usernames)].sort() };
}

/** The same, as what could not be checked. */
export function unknownHolders({ reason, permission }: UnknownHolders): Omit<NotChecked, 'check'> {
  return { reason, ...(permission === undefined ? {} : { permission }) };
}

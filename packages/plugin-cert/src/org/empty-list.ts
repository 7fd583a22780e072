import type { Gap } from '@cert-health/core';
import type { Found } from './found.ts';
import { mayNotRead } from './asking.ts';
import type { HideableObject } from './asking.ts';
import type { OrgReader } from './place-reader.ts';

/** A list that a query gives. */
export interface HideableList extends HideableObject {
  /** The metadata type that lists the same. */
  readonly type?: string;
  /** The org describes the object to this user, which it does not to one who may not see it. */
  readonly described?: boolean;
}

/**
 * An empty list is believed only where something else says so too: rows that a user may not see are left out without a
 * word. Asked for only when a list came empty.
 */
export async function confirmEmpty(
  { api, metadata, permissions, grants }: OrgReader,
  { what, permission, fields, type, described }: HideableList,
  found: Found,
): Promise<void> {
  const holds = await permissions.holds(...fields);
  if (holds === false) {
    return found.gap({ status: 'denied', detail: mayNotRead(api, what, permission), permission });
  }
  const listed = type === undefined ? undefined : await metadata.countOf(type);
  if (listed !== undefined && listed > 0) {
    const detail = `The org gives an empty list of ${what}, although its Metadata API lists ${listed}; look in Setup what ${api.username} may not see.`;
    return found.gap({ status: 'failed', detail });
  }
  if (listed === 0) return;
  // Somebody holds permissions in every org: whoever was told of nobody is told of nothing.
  const { permissionGrants } = await grants;
  if (permissionGrants && (holds === true || described === true)) return;
  const detail = `The org gives an empty list of ${what}, and nothing else tells whether it has none or ${api.username} lacks the permission "${permission}"; look in Setup.`;
  found.gap({ status: 'failed', detail });
}

/** Components that are listed without what they consist of. */
export function withoutParameters(names: readonly string[]): Gap {
  const more = names.length > 3 ? ` and ${names.length - 3} more` : '';
  const detail = `The org gives no parameters of ${names.slice(0, 3).join(', ')}${more}, so what they name is not known; look in Setup.`;
  return { status: 'failed', detail };
}

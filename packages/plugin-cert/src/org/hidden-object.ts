import type { OrgApi } from './api.ts';
import { OrgApiError } from './api.ts';
import type { Found } from './found.ts';

/** An object that an org may not have, and that not every user may see. */
export interface HideableObject {
  /** What it is called in a sentence: "keys for Shield Platform Encryption". */
  readonly what: string;
  /** Label of the permission with which it is seen. */
  readonly permission: string;
  /** The permission's field, such as `PermissionsManageEncryptionKeys`. */
  readonly field: string;
}

/**
 * Says why an object is not shown: an org without the feature and a user without the permission get the same answer,
 * and only the user's own permissions tell one from the other (Object Reference, UserPermissionAccess).
 */
export async function explainHidden(api: OrgApi, { what, permission, field }: HideableObject, found: Found) {
  const holds = await userHolds(api, field);
  if (holds === true)
    return found.unavailable(`This org has no ${what}: it shows none to ${api.username}, who could see them.`);
  const detail =
    holds === false
      ? `${api.username} may not read ${what}; give that user the permission "${permission}" and run again.`
      : `This org shows no ${what}: it has none, or ${api.username} lacks the permission "${permission}"; look in Setup.`;
  found.gap({ status: 'denied', detail, permission });
}

/** Undefined: the org does not say. */
async function userHolds(api: OrgApi, field: string): Promise<boolean | undefined> {
  try {
    const [row] = await api.query<Record<string, unknown>>(`SELECT ${field} FROM UserPermissionAccess LIMIT 1`);
    const value = row?.[field];
    return typeof value === 'boolean' ? value : undefined;
  } catch (error) {
    if (!(error instanceof OrgApiError)) throw error;
    return undefined;
  }
}

import type { OrgApi } from './api.ts';
import type { OwnPermissions, PermissionField } from './own-permissions.ts';

/** Who asks an org, and what that user may do there. */
export interface Asking {
  readonly api: OrgApi;
  readonly permissions: OwnPermissions;
}

/** An object that an org may not have, and that not every user may see. */
export interface HideableObject {
  /** What it is called in a sentence: "keys for Shield Platform Encryption". */
  readonly what: string;
  /** Label of the permission with which it is seen. */
  readonly permission: string;
  /** The permission's field, and that of others which are enough too. */
  readonly fields: readonly PermissionField[];
}

export function mayNotRead(org: { readonly username: string }, what: string, permission: string): string {
  return `${org.username} may not read ${what}; give that user the permission "${permission}" and run again.`;
}

import { mayNotRead } from './asking.ts';
import type { Asking, HideableObject } from './asking.ts';
import type { Found } from './found.ts';

/**
 * Says why an object is not shown: an org without the feature and a user without the permission get the same answer,
 * and only the user's own permissions tell one from the other (Object Reference, UserPermissionAccess).
 */
export async function explainHidden(
  { api, permissions }: Asking,
  { what, permission, fields }: HideableObject,
  found: Found,
): Promise<void> {
  const holds = await permissions.holds(...fields);
  if (holds === true)
    return found.unavailable(`This org has no ${what}: it shows none to ${api.username}, who could see them.`);
  const detail =
    holds === false
      ? mayNotRead(api, what, permission)
      : `This org shows no ${what}: it has none, or ${api.username} lacks the permission "${permission}"; look in Setup.`;
  found.gap({ status: 'denied', detail, permission });
}

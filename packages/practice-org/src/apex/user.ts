import type { Org } from '../org/org.ts';
import { recordsAt, textAt } from '../soap/xml.ts';
import type { XmlRecord } from '../soap/xml.ts';

/** Who uses the app: by the one of its permission sets that is assigned, or none. */
export const rights = ['admin', 'approver', 'viewer', 'none'] as const;
export type Rights = (typeof rights)[number];

const permissionSets: Readonly<Record<Rights, string>> = {
  admin: 'CertHealth_Admin',
  approver: 'CertHealth_Approver',
  viewer: 'CertHealth_Viewer',
  none: '',
};

/**
 * The user of the app. What they may do is what the permission sets say that were deployed with it; the APIs of
 * `/services/…` know an administrator only.
 */
export class User {
  readonly #org: Org;
  rights: Rights = 'admin';

  constructor(org: Org) {
    this.#org = org;
  }

  get customPermissions(): readonly string[] {
    return this.#granted('customPermissions', 'enabled', 'name');
  }

  /** Apex classes that may be called. */
  get classes(): readonly string[] {
    return this.#granted('classAccesses', 'enabled', 'apexClass');
  }

  /** Whether a custom permission is held. */
  has(permission: string): boolean {
    return this.customPermissions.includes(permission);
  }

  mayRead(object: string): boolean {
    return this.#granted('objectPermissions', 'allowRead', 'object').includes(object);
  }

  mayEdit(object: string): boolean {
    return this.#granted('objectPermissions', 'allowEdit', 'object').includes(object);
  }

  /** As `UserInfo.getUserName()`. */
  get username(): string {
    return this.#org.identity.username;
  }

  /** As `UserInfo.getName()`. */
  get name(): string {
    const { userId, username } = this.#org.identity;
    const account = this.#org.rows('User').find(({ Id }) => Id === userId);
    return typeof account?.['Name'] === 'string' ? account['Name'] : username;
  }

  #granted(element: string, flag: string, name: string): string[] {
    return recordsAt(this.#permissionSet, element)
      .filter((entry) => textAt(entry, flag) === 'true')
      .map((entry) => textAt(entry, name) ?? '');
  }

  get #permissionSet(): XmlRecord {
    const name = permissionSets[this.rights];
    const found = this.#org.components().find(({ type, fullName }) => type === 'PermissionSet' && fullName === name);
    return found?.values ?? {};
  }
}

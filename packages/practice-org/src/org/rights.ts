import type { ObjectSchema } from '../schema/object-schema.ts';
import { grantsOf } from './grants.ts';
import type { Grants } from './grants.ts';
import type { Org } from './org.ts';
import type { Row } from './row.ts';

export type ObjectRight = 'read' | 'create' | 'edit' | 'delete';

/**
 * What a user may do: by the profile and the permission sets that are assigned.
 *
 * A profile has no rights on objects and fields that were deployed: the Metadata API gives none with a custom object or field, not to
 * administrators either. Standard objects are open to read; who may modify all data writes them.
 *
 * Source: Object Reference, PermissionSetAssignment; Salesforce Help, "Field-Level Security".
 * unverified: that "Modify All Data" opens no custom object for `as user`.
 */
export class Rights {
  readonly #grants: readonly Grants[];
  /** Rows that carry system permissions: the profile's and those of permission sets. */
  readonly #holders: readonly Row[];

  constructor(org: Org, user: string) {
    const profileId = org.table('User').find(user)?.['ProfileId'];
    const sets = org.table('PermissionSet');
    const assigned = org
      .table('PermissionSetAssignment')
      .where('AssigneeId', user, true)
      .flatMap(({ PermissionSetId: id }): Row[] => {
        const set = typeof id === 'string' ? sets.find(id) : undefined;
        return set === undefined ? [] : [set];
      });
    const profile = typeof profileId === 'string' ? org.table('Profile').find(profileId) : undefined;
    const own = typeof profileId === 'string' ? sets.where('ProfileId', profileId, true) : [];
    this.#holders = [...(profile === undefined ? [] : [profile]), ...own, ...assigned];
    const names = new Set(assigned.map(({ Name }) => Name));
    this.#grants = org
      .permissionSets()
      .filter(({ fullName }) => names.has(fullName))
      .map(grantsOf);
  }

  /** A permission of the system: `ViewSetup`. */
  has(permission: string): boolean {
    return this.#holders.some((row) => row[`Permissions${permission}`] === true);
  }

  /** All permissions of the system that are held. */
  get permissions(): string[] {
    return [
      ...new Set(
        this.#holders.flatMap((row) =>
          Object.keys(row).filter((field) => field.startsWith('Permissions') && row[field] === true),
        ),
      ),
    ];
  }

  can(action: ObjectRight, object: string): boolean {
    const name = object.toLowerCase().replace(/__history$/, '__c');
    if (name.endsWith('__mdt')) return action === 'read' && (this.#any('metadataTypes', name) || this.#administers);
    if (name.endsWith('__c')) return this.#any('objects', `${action} ${name}`);
    return action === 'read' || this.#administers;
  }

  /** Fields that every record must have cannot be taken away; standard fields go with their object. */
  canField(action: 'read' | 'edit', object: ObjectSchema, field: string): boolean {
    const rights: readonly ObjectRight[] = action === 'read' ? ['read'] : ['create', 'edit'];
    if (!rights.some((right) => this.can(right, object.name))) return false;
    const isOpen =
      !field.endsWith('__c') || object.name.endsWith('__mdt') || object.details?.[field]?.isRequired === true;
    return isOpen || this.#any('fields', `${action} ${object.name}.${field}`.toLowerCase());
  }

  hasCustomPermission(name: string): boolean {
    return this.#any('customPermissions', name.toLowerCase());
  }

  /** Source: Salesforce Help, "Author Apex": who has it may run every class. */
  canUseClass(name: string): boolean {
    return this.has('AuthorApex') || this.has('ModifyAllData') || this.#any('classes', name.toLowerCase());
  }

  get #administers(): boolean {
    return this.has('ModifyAllData');
  }

  #any(kind: keyof Grants, name: string): boolean {
    return this.#grants.some((grants) => grants[kind].has(name));
  }
}

/** The one row of UserPermissionAccess. Source: Object Reference, UserPermissionAccess: of the running user. */
export function permissionAccessRow(rights: Rights): Row {
  return { Id: '000000000000000AAA', ...Object.fromEntries(rights.permissions.map((name) => [name, true])) };
}

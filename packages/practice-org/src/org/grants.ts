import type { XmlRecord } from '../xml/xml.ts';
import { recordsAt, textAt } from '../xml/xml.ts';
import type { Component } from './component.ts';
import { flag } from './rows/configuration.ts';

/** What a permission set gives. Names are in lower case, as the platform compares them without case. */
export interface Grants {
  /** `read Account`, `edit Account` … */
  readonly objects: ReadonlySet<string>;
  /** `read Account.Field__c`, `edit Account.Field__c`. */
  readonly fields: ReadonlySet<string>;
  readonly customPermissions: ReadonlySet<string>;
  readonly classes: ReadonlySet<string>;
  readonly metadataTypes: ReadonlySet<string>;
}

const kept = new WeakMap<Component, Grants>();

/** Reads a permission set once. Source: Metadata API Developer Guide, PermissionSet. */
export function grantsOf(component: Component): Grants {
  let grants = kept.get(component);
  if (grants === undefined) {
    grants = read(component.values);
    kept.set(component, grants);
  }
  return grants;
}

const objectFlags = { allowRead: 'read', allowCreate: 'create', allowEdit: 'edit', allowDelete: 'delete' };

function read(values: XmlRecord): Grants {
  const named = (element: string, name: string): Set<string> =>
    new Set(
      recordsAt(values, element)
        .filter((entry) => flag(entry['enabled']))
        .map((entry) => (textAt(entry, name) ?? '').toLowerCase()),
    );
  const rights = (element: string, name: string, flags: Readonly<Record<string, string>>): Set<string> =>
    new Set(
      recordsAt(values, element).flatMap((entry) =>
        Object.entries(flags)
          .filter(([given]) => flag(entry[given]))
          .map(([, right]) => `${right} ${(textAt(entry, name) ?? '').toLowerCase()}`),
      ),
    );
  return {
    objects: rights('objectPermissions', 'object', objectFlags),
    fields: rights('fieldPermissions', 'field', { readable: 'read', editable: 'edit' }),
    customPermissions: named('customPermissions', 'name'),
    classes: named('classAccesses', 'apexClass'),
    metadataTypes: named('customMetadataTypeAccesses', 'name'),
  };
}

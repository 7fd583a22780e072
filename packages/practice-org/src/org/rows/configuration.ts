import type { Component } from '../component.ts';
import type { XmlValue } from '../../xml/xml.ts';
import type { KeyPairRecord } from '../key-pair-record.ts';
import type { Row } from '../row.ts';
import { dateTime } from '../../time/time.ts';

/** What the rows of configuration are made from. */
export interface Configuration {
  readonly components: readonly Component[];
  readonly keyPairs: readonly KeyPairRecord[];
  /** Id of a user by the username; null: there is none. Undefined: users are not at hand. */
  readonly userId?: (username: string) => string | null;
}

/** Makes the rows of an object. */
export type Rows = (configuration: Configuration) => readonly Row[];

/** Makes a row of every component of a type. */
export function rowsOf(type: string, row: (component: Component, configuration: Configuration) => Row): Rows {
  return (configuration) => ofType(configuration, type).map((component) => row(component, configuration));
}

export function ofType({ components }: Configuration, type: string): readonly Component[] {
  return components.filter((component) => component.type === type);
}

/** Id and dates of a component, and what only the Tooling API shows of it. */
export function identified(component: Component): Row {
  return {
    Id: component.id,
    CreatedDate: dateTime(component.createdDate),
    LastModifiedDate: dateTime(component.lastModifiedDate),
    ...component.tooling,
  };
}

/** The same with the names that most set-up objects have. The namespace of a package stands in a field of its own. */
export function named(component: Component, label: XmlValue = component.fullName): Row {
  const { namespace, name } = nameParts(component.fullName);
  return {
    ...identified(component),
    DeveloperName: name,
    FullName: component.fullName,
    Language: 'en_US',
    ManageableState: namespace === null ? 'unmanaged' : 'installed',
    MasterLabel: text(label),
    NamespacePrefix: namespace,
  };
}

/** `acme__Orders` of a package, or `Orders` of the org itself. */
export function nameParts(fullName: string): { readonly namespace: string | null; readonly name: string } {
  const [, namespace, name] = /^([A-Za-z]\w*?)__(?!(?:c|e|mdt)$)(\w+)$/.exec(fullName) ?? [];
  return namespace === undefined || name === undefined ? { namespace: null, name: fullName } : { namespace, name };
}

export function text(value: XmlValue): string | null {
  return typeof value === 'string' ? value : value instanceof Date ? dateTime(value) : null;
}

/** What deployed files hold is text, what the seed holds is not. */
export function flag(value: XmlValue): boolean {
  return value === true || value === 'true';
}

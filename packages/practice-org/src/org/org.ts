import type { ObjectSchema } from '../schema/object-schema.ts';
import type { Component } from './component.ts';
import { keyPairComponent } from './component.ts';
import { configurationRows, isConfiguration } from './configuration-rows.ts';
import { typedRow } from './rows/custom-metadata.ts';
import { permissionSetRow } from './rows/permission-sets.ts';
import { customObjectSchemas } from './custom-objects.ts';
import type { KeyPairRecord } from './key-pair-record.ts';
import { keyPairRow } from './key-pair-record.ts';
import type { PlantedReference } from './planted-reference.ts';
import type { IdPrefix } from './record-id.ts';
import { isIdPrefix, recordId, withPrefix } from './record-id.ts';
import type { Row } from './row.ts';
import { idOf } from './row.ts';
import type { Signer } from './signer.ts';
import { Table } from './table.ts';

/** Who the org is and who logs in. */
export interface OrgIdentity {
  readonly id: string;
  readonly name: string;
  readonly instanceName: string;
  readonly isSandbox: boolean;
  readonly userId: string;
  readonly username: string;
}

/** What a practice org starts with. */
export interface Company {
  readonly identity: OrgIdentity;
  readonly keyPairs: readonly KeyPairRecord[];
  /** Configuration other than key pairs. */
  readonly components: readonly Component[];
  /** Rows by object, for objects that are not configuration. */
  readonly rows: Readonly<Record<string, readonly Row[]>>;
  /** PEM of the roots that `/cacerts.jsp` lists. */
  readonly trustedRoots: readonly string[];
  /** Every reference to a certificate in `components` and `rows`. */
  readonly references?: readonly PlantedReference[];
  /** The authority that signs requests, for companies that have one. */
  readonly sign?: Signer;
}

/** The state of a running org; everything that requests change is here. */
export class Org {
  readonly identity: OrgIdentity;
  readonly trustedRoots: readonly string[];
  readonly references: readonly PlantedReference[];
  readonly sign: Signer | undefined;
  readonly now: () => Date;
  #keyPairs: readonly KeyPairRecord[];
  #configuration: readonly Component[];
  #tables = new Map<string, Table>();
  /** Tables that a checkpoint keeps: the next write makes a copy. */
  readonly #kept = new WeakSet<Table>();
  /** What is made from the configuration, as long as it stays the same. */
  #derived = new Map<string, Table>();
  #objects: Record<string, ObjectSchema> | undefined;
  #permissionSets: readonly Component[] | undefined;
  readonly #prefixes = new Map<string, string>();
  #ids = 10_000;

  constructor(company: Company, now: () => Date) {
    this.identity = company.identity;
    this.trustedRoots = company.trustedRoots;
    this.references = company.references ?? [];
    this.sign = company.sign;
    this.#keyPairs = company.keyPairs;
    this.#configuration = company.components;
    for (const [object, rows] of Object.entries(company.rows)) this.#tables.set(object, new Table(rows));
    this.now = now;
  }

  get keyPairs(): readonly KeyPairRecord[] {
    return this.#keyPairs;
  }

  set keyPairs(keyPairs: readonly KeyPairRecord[]) {
    this.#keyPairs = keyPairs;
    this.#forget();
  }

  /** All rows of an object. */
  rows(object: string): readonly Row[] {
    return this.table(object).rows;
  }

  /** The records of an object, to be read. */
  table(object: string): Table {
    if (!this.isDerived(object)) return this.#tables.get(object) ?? new Table();
    let table = this.#derived.get(object);
    if (table === undefined) {
      const configuration = {
        components: this.#configuration,
        keyPairs: this.#keyPairs,
        userId: (username: string) => {
          const [user] = this.table('User').where('Username', username);
          return user === undefined ? null : idOf(user);
        },
      };
      const rows = object === 'Certificate' ? this.#keyPairs.map(keyPairRow) : configurationRows(object, configuration);
      const schema = object.endsWith('__mdt') ? this.customObjects()[object] : undefined;
      table = new Table(schema === undefined ? rows : rows?.map((row) => typedRow(row, schema)));
      this.#derived.set(object, table);
    }
    return table;
  }

  /** The records of an object, to be changed. */
  writable(object: string): Table {
    let table = this.#tables.get(object) ?? new Table();
    if (this.#kept.has(table)) table = table.copy();
    this.#tables.set(object, table);
    return table;
  }

  /** Whether records of an object are made from something else, so that they cannot be written one by one. */
  isDerived(object: string): boolean {
    return object === 'Certificate' || isConfiguration(object);
  }

  /** Replaces the rows of an object. */
  setRows(object: string, rows: readonly Row[]): void {
    this.#tables.set(object, new Table(rows));
  }

  /** Remembers all records and the configuration; the function that it gives brings them back, as often as wanted. */
  checkpoint(): () => void {
    const tables = new Map(this.#tables);
    for (const table of tables.values()) this.#kept.add(table);
    const [keyPairs, configuration, derived, objects] = [
      this.#keyPairs,
      this.#configuration,
      this.#derived,
      this.#objects,
    ];
    return () => {
      this.#tables = new Map(tables);
      if (this.#configuration === configuration && this.#keyPairs === keyPairs) return;
      this.#keyPairs = keyPairs;
      this.#configuration = configuration;
      this.#derived = derived;
      this.#objects = objects;
      this.#permissionSets = undefined;
    };
  }

  /** Everything the Metadata API shows. */
  components(): readonly Component[] {
    const keyPairs = this.keyPairs.filter(({ deleted, systemManaged }) => !deleted && !systemManaged);
    return [...keyPairs.map(keyPairComponent), ...this.#configuration];
  }

  /** Permission sets as deployed. */
  permissionSets(): readonly Component[] {
    this.#permissionSets ??= this.#configuration.filter(({ type }) => type === 'PermissionSet');
    return this.#permissionSets;
  }

  /** Objects that were deployed here. */
  customObjects(): Record<string, ObjectSchema> {
    this.#objects ??= customObjectSchemas(this.#configuration, (name) => this.#prefixOf(name));
    return this.#objects;
  }

  /** Adds a component or replaces the one of its type and name; key pairs are kept elsewhere. */
  put(...components: readonly Component[]): void {
    const added = new Set(components.map(nameOf));
    this.#configuration = [...this.#configuration.filter((other) => !added.has(nameOf(other))), ...components];
    this.#forget();
    for (const component of components) {
      if (component.type !== 'PermissionSet') continue;
      const known = this.rows('PermissionSet').find(({ Name }) => Name === component.fullName);
      this.writable('PermissionSet').put(permissionSetRow(component, known));
    }
  }

  /** Deletes a component; a key pair stays visible to the Tooling API. */
  remove(component: Component): void {
    this.#configuration = this.#configuration.filter((other) => nameOf(other) !== nameOf(component));
    this.#forget();
    if (component.type !== 'Certificate') return;
    this.keyPairs = this.keyPairs.map((record) => (record.id === component.id ? { ...record, deleted: true } : record));
  }

  /** An Id that no record has yet. */
  newId(object: IdPrefix): string {
    this.#ids += 1;
    return recordId(object, this.#ids);
  }

  /** An Id for a new component: components that are records too have the Id of the record. */
  newComponentId(type: string, fullName: string): string {
    if (type === 'CustomMetadata') return this.newRecordId(`${fullName.split('.')[0] ?? ''}__mdt`);
    return this.newRecordId(type);
  }

  /** An Id that no record has yet, for a record of the object. */
  newRecordId(object: string): string {
    if (object.endsWith('__History')) return this.newId('History');
    if (isIdPrefix(object)) return this.newId(object);
    this.#ids += 1;
    return withPrefix(this.customObjects()[object]?.keyPrefix ?? '0CM', this.#ids);
  }

  /** Custom objects get the next free prefix when they are deployed, and keep it. */
  #prefixOf(object: string): string {
    const known = this.#prefixes.get(object);
    if (known !== undefined) return known;
    const first = object.endsWith('__mdt') ? 'm' : 'a';
    const number = [...this.#prefixes.values()].filter((prefix) => prefix.startsWith(first)).length;
    const prefix = first + number.toString(36).padStart(2, '0');
    this.#prefixes.set(object, prefix);
    return prefix;
  }

  #forget(): void {
    this.#derived = new Map();
    this.#objects = undefined;
    this.#permissionSets = undefined;
  }
}

function nameOf({ type, fullName }: Component): string {
  return `${type} ${fullName}`;
}

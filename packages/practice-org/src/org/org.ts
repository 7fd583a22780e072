import type { Component } from '../metadata/component.ts';
import { keyPairComponent } from '../metadata/component.ts';
import type { ObjectSchema } from '../schema/object-schema.ts';
import { configurationRows, isConfiguration } from './configuration-rows.ts';
import { customObjectSchemas } from './custom-objects.ts';
import type { KeyPairRecord } from './key-pair-record.ts';
import { keyPairRow } from './key-pair-record.ts';
import type { PlantedReference } from './planted-reference.ts';
import type { IdPrefix } from './record-id.ts';
import { recordId } from './record-id.ts';
import type { Row } from './row.ts';

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
}

/** The state of a running org; everything that requests change is here. */
export class Org {
  readonly identity: OrgIdentity;
  readonly trustedRoots: readonly string[];
  readonly references: readonly PlantedReference[];
  readonly now: () => Date;
  keyPairs: readonly KeyPairRecord[];
  #configuration: readonly Component[];
  readonly #rows: Map<string, readonly Row[]>;
  #ids = 10_000;

  constructor(company: Company, now: () => Date) {
    this.identity = company.identity;
    this.trustedRoots = company.trustedRoots;
    this.references = company.references ?? [];
    this.keyPairs = company.keyPairs;
    this.#configuration = company.components;
    this.#rows = new Map(Object.entries(company.rows));
    this.now = now;
  }

  /** All rows of an object. */
  rows(object: string): readonly Row[] {
    if (object === 'Certificate') return this.keyPairs.map(keyPairRow);
    const configuration = { components: this.#configuration, keyPairs: this.keyPairs };
    return configurationRows(object, configuration) ?? this.#rows.get(object) ?? [];
  }

  /** Whether records of an object are made from something else, so that they cannot be written one by one. */
  isDerived(object: string): boolean {
    return object === 'Certificate' || isConfiguration(object);
  }

  /** Replaces the rows of an object. */
  setRows(object: string, rows: readonly Row[]): void {
    this.#rows.set(object, rows);
  }

  /** Remembers all rows; the function that it gives brings them back. */
  checkpoint(): () => void {
    const rows = new Map(this.#rows);
    return () => {
      this.#rows.clear();
      for (const [object, kept] of rows) this.#rows.set(object, kept);
    };
  }

  /** Everything the Metadata API shows. */
  components(): readonly Component[] {
    const keyPairs = this.keyPairs.filter(({ deleted, systemManaged }) => !deleted && !systemManaged);
    return [...keyPairs.map(keyPairComponent), ...this.#configuration];
  }

  /** Objects that were deployed here. */
  customObjects(): Record<string, ObjectSchema> {
    return customObjectSchemas(this.#configuration);
  }

  /** Adds a component or replaces the one of its type and name; key pairs are kept elsewhere. */
  put(component: Component): void {
    this.#configuration = [...this.#configuration.filter((other) => !same(other, component)), component];
  }

  /** Deletes a component; a key pair stays visible to the Tooling API. */
  remove(component: Component): void {
    this.#configuration = this.#configuration.filter((other) => !same(other, component));
    if (component.type !== 'Certificate') return;
    this.keyPairs = this.keyPairs.map((record) => (record.id === component.id ? { ...record, deleted: true } : record));
  }

  /** An Id that no record has yet. */
  newId(object: IdPrefix): string {
    this.#ids += 1;
    return recordId(object, this.#ids);
  }
}

function same(left: Component, right: Component): boolean {
  return left.type === right.type && left.fullName === right.fullName;
}

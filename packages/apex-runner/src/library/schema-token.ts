import type { ApexSchema, FieldDescription, ObjectDescription } from '../org/org.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { PlatformObject } from '../values/scalar.ts';

/** `X__c.SObjectType`: an object as a value. Two of the same object are equal. */
export class SObjectTypeToken extends PlatformObject {
  readonly typeName = 'SObjectType';
  readonly object: ObjectDescription;

  constructor(object: ObjectDescription) {
    super();
    this.object = object;
  }

  override identity(): unknown {
    return `\0object ${this.object.name}`;
  }

  override text(): string {
    return this.object.name;
  }
}

/** `X__c.Field__c`: a field as a value. */
export class SObjectFieldToken extends PlatformObject {
  readonly typeName = 'SObjectField';
  readonly object: ObjectDescription;
  readonly field: FieldDescription;

  constructor(object: ObjectDescription, field: FieldDescription) {
    super();
    this.object = object;
    this.field = field;
  }

  override identity(): unknown {
    return `\0field ${this.object.name}.${this.field.name}`;
  }

  override text(): string {
    return this.field.name;
  }
}

/** The token of an object. @throws System.SObjectException for one that the org does not have */
export function objectToken(tx: Transaction, name: string): SObjectTypeToken {
  return new SObjectTypeToken(described(tx, name));
}

/** The token of a field. @throws System.SObjectException for one that the object does not have */
export function fieldToken(tx: Transaction, name: string, field: string): SObjectFieldToken {
  const object = described(tx, name);
  const found = fieldNamed(object, field) ?? tx.throw('SObjectException', `Invalid field ${field} for ${object.name}`);
  return new SObjectFieldToken(object, found);
}

/** The object that the Ids of a prefix belong to; undefined for a prefix that no object has. */
export function objectOfId(schema: ApexSchema, id: string): ObjectDescription | undefined {
  let prefixes = kept.get(schema);
  if (prefixes === undefined) {
    prefixes = new Map();
    for (const name of schema.objects) {
      const object = schema.object(name);
      const prefix = object?.keyPrefix ?? null;
      if (object !== undefined && prefix !== null && !prefixes.has(prefix)) prefixes.set(prefix, object);
    }
    kept.set(schema, prefixes);
  }
  return prefixes.get(id.slice(0, 3));
}

const kept = new WeakMap<ApexSchema, Map<string, ObjectDescription>>();

/** An object of the org. @throws System.SObjectException for one that the org does not have */
export function described(tx: Transaction, name: string): ObjectDescription {
  return tx.org.schema.object(name) ?? tx.throw('SObjectException', `Invalid sObject type: ${name}`);
}

/** A field by name without regard to case. */
export function fieldNamed(object: ObjectDescription, name: string): FieldDescription | undefined {
  const exact = object.fields.get(name);
  if (exact !== undefined) return exact;
  const wanted = name.toLowerCase();
  for (const field of object.fields.values()) if (field.name.toLowerCase() === wanted) return field;
  return undefined;
}

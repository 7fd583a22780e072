/** What Lightning components send to Apex, and what they get: JSON on one side, values on the other. */
import type { ApexType } from '../types/type.ts';
import { Decimal } from '../values/decimal.ts';
import { Blob, Double, EnumValue } from '../values/scalar.ts';
import { widen } from '../semantics/conversion.ts';
import { ApexDate, ApexDatetime, ApexTime, DAY, dateText } from '../values/time.ts';
import { typeText } from '../values/type-text.ts';
import { ApexList, ApexMap, ApexObject, ApexSet, RecordValue } from '../values/value.ts';
import type { ClassInfo, Value } from '../values/value.ts';
import type { Transaction } from '../transaction/transaction.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json | undefined };

/** A member of a class that components may read. */
export interface ComponentMember {
  readonly name: string;
  read(object: ApexObject): Value;
}

/** What a component sends does not fit the parameter. */
export class UnfitValue extends Error {
  override readonly name = 'UnfitValue';
}

/**
 * An argument as the method declares it.
 *
 * Source: Apex Developer Guide, "AuraEnabled Annotation" (supported types).
 *
 * @throws {UnfitValue} for a type that is not taken here, or a value that does not fit
 */
export function fromComponent(transaction: Transaction, given: Json | undefined, type: ApexType): Value {
  if (given === null || given === undefined) return null;
  if (type.kind === 'list' && Array.isArray(given))
    return new ApexList(
      type.of,
      (given as readonly Json[]).map((item) => fromComponent(transaction, item, type.of)),
    );
  if (type.kind === 'primitive') {
    const { name } = type;
    if (name === 'Boolean' && typeof given === 'boolean') return given;
    if (name === 'Integer' && typeof given === 'number' && Number.isInteger(given)) return given | 0;
    if (name === 'Decimal' && typeof given === 'number') return Decimal.fromText(String(given)) ?? null;
    if (name === 'Double' && typeof given === 'number') return new Double(given);
    if (name === 'String' && typeof given === 'string') return given;
    if (name === 'Id' && typeof given === 'string') return widen(transaction, given, type);
    if (name === 'Date' && typeof given === 'string' && /^\d{4}-\d\d-\d\d$/.test(given))
      return new ApexDate(Date.parse(given) / DAY);
  }
  throw new UnfitValue(`A component cannot give ${JSON.stringify(given)} for a parameter of type ${typeText(type)}.`);
}

/** What a component gets: of an object what is @AuraEnabled, of a record the fields that are set. */
export function toComponent(value: Value, membersOf: (info: ClassInfo) => readonly ComponentMember[]): Json {
  const inner = (one: Value): Json => toComponent(one, membersOf);
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Double) return value.value;
  if (value instanceof Decimal) return Number(value.toString());
  if (value instanceof ApexDate) return dateText(value);
  if (value instanceof ApexDatetime) return new Date(value.milliseconds).toISOString();
  if (value instanceof ApexTime) return value.milliseconds;
  if (value instanceof Blob) return Buffer.from(value.bytes).toString('base64');
  if (value instanceof EnumValue) return value.name;
  if (value instanceof ApexList) return value.items.map(inner);
  if (value instanceof ApexSet) return [...value.members.values()].map(inner);
  if (value instanceof ApexMap)
    return Object.fromEntries(
      [...value.entries.values()].map(({ key, value: one }) => [keyText(inner(key)), inner(one)]),
    );
  if (value instanceof RecordValue)
    return Object.fromEntries(
      [...value.fields].flatMap(([name, field]) => (field === null && name !== 'Id' ? [] : [[name, inner(field)]])),
    );
  if (value instanceof ApexObject)
    return Object.fromEntries(membersOf(value.info).map((one) => [one.name, inner(one.read(value))]));
  throw new Error(`A component cannot be given a ${value.typeName}.`);
}

/** Names in JSON are texts. */
function keyText(key: Json): string {
  return typeof key === 'object' && key !== null ? JSON.stringify(key) : String(key);
}

import type { FieldDescription, OrgValue } from '../org/org.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { Decimal } from '../values/decimal.ts';
import { toNumber, isNumber } from '../values/numbers.ts';
import { Blob, Double, EnumValue } from '../values/scalar.ts';
import { ApexDate, ApexDatetime, ApexTime, DAY, dateText, timeText } from '../values/time.ts';
import { RecordValue, type Value } from '../values/value.ts';

export type FieldType = FieldDescription['apexType'] | 'Object';

/** The type of a field, `Object` for one that holds any. */
export function fieldType({ apexType, displayType }: FieldDescription): FieldType {
  return displayType === 'ANYTYPE' ? 'Object' : apexType;
}

/**
 * A value of the org as one of Apex.
 *
 * @param scale Digits behind the point that a Decimal has at least: those of its field (unverified).
 */
export function fromOrg(value: OrgValue, type: FieldType, scale = 0): Value {
  if (value === null) return type === 'Boolean' ? false : null;
  if (typeof value === 'number') return numberOf(value, type, scale);
  if (typeof value === 'boolean') return value;
  switch (type) {
    case 'Date':
      return new ApexDate(Math.round(Date.parse(value.slice(0, 10)) / DAY));
    case 'Datetime':
      return new ApexDatetime(Date.parse(value.replace(/([+-]\d\d)(\d\d)$/, '$1:$2')));
    case 'Time':
      return new ApexTime(Date.parse(`1970-01-01T${value.replace(/Z$/, '')}Z`));
    case 'Blob':
      return new Blob(Buffer.from(value, 'base64'));
    default:
      return value;
  }
}

function numberOf(value: number, type: FieldType, scale: number): Value {
  switch (type) {
    case 'Integer':
      return value;
    case 'Long':
      return BigInt(value);
    case 'Double':
      return new Double(value);
    default:
      return decimalOf(value, scale);
  }
}

function decimalOf(value: number, scale: number): Decimal | null {
  const decimal = Number.isSafeInteger(value) ? Decimal.fromInteger(value) : Decimal.fromDouble(value);
  if (decimal === undefined || decimal.scale >= scale) return decimal ?? null;
  return new Decimal(decimal.unscaled * 10n ** BigInt(scale - decimal.scale), scale);
}

/** A value of Apex as the org takes it. @throws System.TypeException for what no field holds */
export function toOrg(tx: Transaction, value: Value): OrgValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number')
    return value;
  if (isNumber(value)) return toNumber(value);
  if (value instanceof ApexDate) return dateText(value);
  if (value instanceof ApexDatetime) return new Date(value.milliseconds).toISOString();
  if (value instanceof ApexTime) return timeText(value);
  if (value instanceof EnumValue) return value.name;
  if (value instanceof Blob) return Buffer.from(value.bytes).toString('base64');
  // A record in the place of an Id, as a bind variable.
  if (value instanceof RecordValue) return toOrg(tx, value.fields.get('Id') ?? null);
  return tx.throw('TypeException', 'A field holds no value of this type');
}

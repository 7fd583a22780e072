import { withoutLoneSurrogates } from './keys.ts';
import { recordFields } from './objects.ts';
import type { FieldType, RecordObject, RecordValue } from './objects.ts';

/** DateTime fields hold 1700 to 4000 (Object Reference, Field Types); RFC 5280's "no end", 31 Dec 9999, is beyond. */
const EARLIEST = Date.UTC(1700, 0, 1);
const LATEST = Date.UTC(4000, 11, 31);
const SECOND = 1000;

/** Values as their fields can hold them: cut, clamped, cleaned. Nothing fails by its length. */
export function fitFields(
  object: RecordObject,
  values: Readonly<Record<string, RecordValue | undefined>>,
): Record<string, RecordValue> {
  const fitted: Record<string, RecordValue> = {};
  for (const [name, value] of Object.entries(values)) {
    const type = recordFields[object][name];
    if (type && value !== undefined) fitted[name] = fitValue(type, value);
  }
  return fitted;
}

/** One value as a field of this type can hold it; an empty text is null, as Salesforce stores it. */
export function fitValue(type: FieldType, value: RecordValue): RecordValue {
  if (value === null) return null;
  switch (type.type) {
    case 'text':
      return cut(String(value).replace(/\p{Cc}+/gu, ' '), type.length);
    case 'longText':
      // Line ends and tabs are what a long text is for; other control characters cannot be stored.
      return cut(String(value).replace(/(?![\n\t])\p{Cc}/gu, ' '), type.length);
    case 'number': {
      const unit = 10 ** type.decimals;
      const most = (10 ** type.digits - 1) / unit;
      return Math.min(most, Math.max(-most, Math.round(Number(value) * unit) / unit));
    }
    case 'dateTime':
      return toMoment(String(value));
    case 'date':
      return /^\d{4}-\d\d-\d\d/.exec(String(value))?.[0] ?? null;
    case 'picklist':
    case 'checkbox':
      return value;
  }
}

/** Ends with … where something was left out. */
export function cut(text: string, length: number): string | null {
  const whole = withoutLoneSurrogates(text).trim();
  const short = whole.length <= length ? whole : `${withoutLoneSurrogates(whole.slice(0, length - 1)).trimEnd()}…`;
  return short === '' ? null : short;
}

/** Whether a text loses something when it is cut to this length. */
export function isCut(text: string, length: number): boolean {
  return withoutLoneSurrogates(text).trim().length > length;
}

function toMoment(text: string): string | null {
  const time = momentIn(text);
  return time === undefined ? null : new Date(Math.min(LATEST, Math.max(EARLIEST, time))).toISOString();
}

/**
 * Milliseconds since 1970, whole seconds as Salesforce stores them; undefined for what is no moment. REST writes the offset
 * without a colon, which not every engine reads.
 */
export function momentIn(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  const time = Date.parse(value.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(time) ? undefined : Math.floor(time / SECOND) * SECOND;
}

/** Whether a field holds a value already, in whichever way the org writes it. Both are values of that field. */
export function isSame(type: FieldType, existing: unknown, wanted: RecordValue): boolean {
  const now = existing === undefined || existing === '' ? null : existing;
  switch (type.type) {
    case 'checkbox':
      return Boolean(now) === Boolean(wanted);
    case 'dateTime':
      return momentIn(now) === momentIn(wanted);
    case 'longText':
      return comparable(now) === comparable(wanted);
    case 'text':
    case 'number':
    case 'date':
    case 'picklist':
      return now === wanted;
  }
}

/**
 * Line ends may come back as CR LF. How much of its life a certificate has used is of the day of the scan: alone it is
 * no reason to write a row again.
 */
function comparable(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return value.replaceAll('\r\n', '\n').replaceAll(/"lifetimeUsed":[\d.e+-]+/g, '"lifetimeUsed":0');
}

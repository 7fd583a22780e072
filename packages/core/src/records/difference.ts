import { isSame, fitFields, momentIn } from './field-value.ts';
import { textOf } from './existing.ts';
import { keyFields, recordFields } from './objects.ts';
import type { FieldsOf, RecordObject, RecordValue } from './objects.ts';
import type { ExistingRow, PlannedRow } from './publication.ts';

/**
 * A row that is there unchanged says "last seen" at most so many days late; its source's coverage row has the exact moment.
 * To write thousands of rows at every scan for that alone would be work for the org and for every flow on the objects.
 */
const SEEN_AGAIN_AFTER = 7 * 86_400_000;

export interface WantedRow<Object extends RecordObject> {
  readonly object: Object;
  readonly key: string;
  readonly fields: FieldsOf<Object>;
  /** Key of the certificate to refer to; null: none. Undefined: as it is. */
  readonly certificate?: string | null;
  /** The moment of the scan, for `Last_Seen_At__c`. */
  readonly seenAt?: string;
}

/** The row to write, or undefined where the org has it already. */
export function differenceOf<Object extends RecordObject>(
  wanted: WantedRow<Object>,
  existing: ExistingRow | undefined,
  keyOfCertificate: (id: string) => string | undefined,
): PlannedRow | undefined {
  const { object, key, certificate, seenAt } = wanted;
  const fields = fitFields(object, wanted.fields);
  const base = { object, key, isNew: existing === undefined };
  const named = { [keyFields[object]]: key };
  if (existing === undefined) {
    const filled = Object.entries({ ...fields, ...seenFields(seenAt) }).filter(([, value]) => value !== null);
    return { ...base, fields: { ...named, ...Object.fromEntries(filled) }, ...lookupOf(certificate) };
  }
  const changed = changedFields(object, fields, existing);
  const heldId = textOf(existing, 'Certificate__c');
  const held = heldId === null ? null : (keyOfCertificate(heldId) ?? null);
  const relinked = certificate !== undefined && certificate !== held;
  const isOther = Object.keys(changed).length > 0 || relinked;
  if (!isOther && !isSeenAgain(seenAt, existing)) return undefined;
  const unread = unreadLongTexts(object, fields, existing);
  return {
    ...base,
    fields: {
      ...named,
      ...changed,
      ...unread,
      ...(relinked && certificate === null ? { Certificate__c: null } : {}),
      ...seenFields(seenAt),
    },
    ...(relinked ? lookupOf(certificate) : {}),
  };
}

function lookupOf(certificate: string | null | undefined): Pick<PlannedRow, 'lookups'> {
  return certificate ? { lookups: { Certificate__c: certificate } } : {};
}

function seenFields(seenAt: string | undefined): Record<string, RecordValue> {
  const time = momentIn(seenAt);
  return time === undefined ? {} : { Last_Seen_At__c: new Date(time).toISOString() };
}

function changedFields(
  object: RecordObject,
  fields: Readonly<Record<string, RecordValue>>,
  existing: ExistingRow,
): Record<string, RecordValue> {
  const changed = Object.entries(fields).filter(([name, value]) => {
    const type = recordFields[object][name];
    if (type === undefined || isUnread(object, name, existing)) return false;
    return !isSame(type, existing[name], value);
  });
  return Object.fromEntries(changed);
}

/** Apex leaves out what is empty, so that a missing short field is empty and a missing long text may be either. */
function isUnread(object: RecordObject, name: string, existing: ExistingRow): boolean {
  return recordFields[object][name]?.type === 'longText' && existing[name] === undefined;
}

function unreadLongTexts(
  object: RecordObject,
  fields: Readonly<Record<string, RecordValue>>,
  existing: ExistingRow,
): Record<string, RecordValue> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => isUnread(object, name, existing)));
}

function isSeenAgain(seenAt: string | undefined, existing: ExistingRow): boolean {
  const now = momentIn(seenAt);
  if (now === undefined) return false;
  const before = momentIn(existing['Last_Seen_At__c']);
  return before === undefined || now - before >= SEEN_AGAIN_AFTER;
}

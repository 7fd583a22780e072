import type { CertificateRow, UseRow } from 'c/healthRecords';
import { useName } from 'c/wording';

/** What uses a certificate. */
export interface Users {
  /** As people know them. */
  readonly names: readonly string[];
  /** All that they go by, in small letters. */
  readonly searched: string;
}

/** What uses certificates, by the Ids of their records. */
export type Consumers = ReadonlyMap<string, Users>;

/** Fewer digits would find too much: many a word is hexadecimal. */
const FEWEST_DIGITS = 6;

/** What uses which certificate: settings of an app go by the name of the app, and are found by their own name too. */
export function consumersOf(uses: readonly UseRow[]): Consumers {
  const present = uses.filter((row) => row.Certificate__c && !row.Is_Gone__c);
  return new Map(
    [...Map.groupBy(present, (row) => row.Certificate__c ?? '')].map(([of, rows]) => [
      of,
      {
        names: [...new Set(rows.flatMap(({ Name: name, Referrer__c: referrer }) => name || (referrer ?? [])))],
        searched: rows
          .flatMap(({ Name: name, Referrer__c: referrer }) => [name, referrer ?? ''])
          .join('\n')
          .toLowerCase(),
      },
    ]),
  );
}

/** Rows do not change: what is searched of one is put together once, not with every keystroke. */
const texts = new WeakMap<CertificateRow, string>();

/** Whether a certificate is meant by what somebody typed: all words, or a fingerprint or serial number in any form. */
export function searchFor(typed: string, consumers: Consumers): (row: CertificateRow) => boolean {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const digits = digitsIn(typed);
  return (row) => {
    if (words.length === 0) return true;
    if (digits.length > 0 && numbersOf(row).some((number) => digits.some((one) => number.includes(one)))) return true;
    const users = consumers.get(row.Id)?.searched ?? '';
    const text = textOf(row);
    return words.every((word) => text.includes(word) || users.includes(word));
  };
}

/** Fingerprint and serial number as hexadecimal digits, without zeros before. */
function numbersOf({ Fingerprint__c: fingerprint = '', Serial_Number__c: serial = '' }: CertificateRow): string[] {
  return [fingerprint.toLowerCase(), bare(serial)];
}

/** Hexadecimal digits of what was typed, and those of a decimal number; none where it is no number. */
function digitsIn(typed: string): string[] {
  const plain = typed.trim().toLowerCase();
  const hex = bare(plain);
  if (!/^[0-9a-f]+$/.test(hex) || hex.length < FEWEST_DIGITS) return [];
  return /^\d+$/.test(plain) ? [hex, BigInt(plain).toString(16)] : [hex];
}

/** `0x00D8:AE 35` is `d8ae35`. */
function bare(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\s:.-]/g, '')
    .replace(/^0x/, '')
    .replace(/^0+(?=.)/, '');
}

function textOf(row: CertificateRow): string {
  const kept = texts.get(row);
  if (kept !== undefined) return kept;
  const text = [
    row.Name,
    row.Api_Name__c,
    row.Subject__c,
    row.Issuer__c,
    row.Responsible__c,
    row.Source_Label__c,
    row.Fingerprint__c,
    row.Serial_Number__c,
    ...(row.Uses__c ?? '').split(';').filter(Boolean).map(useName),
  ]
    .join('\n')
    .toLowerCase();
  texts.set(row, text);
  return text;
}

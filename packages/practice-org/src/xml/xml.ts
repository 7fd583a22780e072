import { XMLParser } from 'fast-xml-parser';

/** A value in a metadata document: undefined and null are left out, arrays repeat their element. */
export type XmlValue =
  string | number | boolean | null | undefined | Date | readonly XmlValue[] | { readonly [element: string]: XmlValue };

export type XmlRecord = Readonly<Record<string, XmlValue>>;

/** Writes one element (several for an array). Attributes are the fields of a record that begin with `@`. */
export function element(name: string, value: XmlValue): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map((item: XmlValue) => element(name, item)).join('');
  return `<${name}${attributesOf(value)}>${content(value)}</${name}>`;
}

/** Writes the elements of a record, in its order; the text between them is its field `#text`. */
export function elements(record: XmlRecord): string {
  return Object.entries(record)
    .filter(([name]) => !name.startsWith('@'))
    .map(([name, value]) => (name === '#text' ? content(value ?? '') : element(name, value)))
    .join('');
}

function attributesOf(value: XmlValue): string {
  if (typeof value !== 'object' || value === null || value instanceof Date) return '';
  return Object.entries(value)
    .filter(([name]) => name.startsWith('@'))
    .map(([name, text]) => (typeof text === 'string' ? ` ${name.slice(1)}="${escapeXml(text)}"` : ''))
    .join('');
}

function content(value: Exclude<XmlValue, null | undefined>): string {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object') return elements(value as XmlRecord);
  return escapeXml(String(value));
}

/** A body as an element carries it. */
export function inBase64(content: string | undefined): string | undefined {
  return content === undefined ? undefined : Buffer.from(content).toString('base64');
}

const named: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };

export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&${named[character] ?? ''};`);
}

const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: true,
  ignoreDeclaration: true,
  // Numeric references too; without it only the five named ones are read.
  htmlEntities: true,
});

/** Reads a document: text stays text, a repeated element becomes an array, an empty one an empty string. */
export function parseXml(text: string): XmlRecord {
  return parser.parse(text, true) as XmlRecord;
}

/** The record at `name`, empty when there is none. */
export function recordAt(record: XmlRecord, name: string): XmlRecord {
  const value = record[name];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as XmlRecord) : {};
}

/** The values at `name`: none, one or several. */
export function valuesAt(record: XmlRecord, name: string): readonly XmlValue[] {
  const value = record[name];
  return value === undefined || value === '' ? [] : Array.isArray(value) ? (value as readonly XmlValue[]) : [value];
}

export function recordsAt(record: XmlRecord, name: string): readonly XmlRecord[] {
  return valuesAt(record, name).filter(
    (value): value is XmlRecord => typeof value === 'object' && value !== null && !Array.isArray(value),
  );
}

export function textAt(record: XmlRecord, name: string): string | undefined {
  const value = record[name];
  return typeof value === 'string' ? value : undefined;
}

export function textsAt(record: XmlRecord, name: string): readonly string[] {
  return valuesAt(record, name).filter((value) => typeof value === 'string');
}

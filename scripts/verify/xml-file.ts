/** Metadata files as plain values: every element a text, a record, or a list of them. */
import { readFileSync } from 'node:fs';
import { XMLParser, XMLValidator } from 'fast-xml-parser';

export type XmlValue = string | XmlRecord | readonly (string | XmlRecord)[];

export interface XmlRecord {
  readonly [element: string]: XmlValue;
}

export interface XmlFile {
  /** Name of the root element: the metadata type. */
  readonly type: string;
  readonly root: XmlRecord;
}

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: true,
  ignoreDeclaration: true,
});

/** @throws {Error} with the place, for what is not well formed. */
export function readXml(path: string): XmlFile {
  const text = readFileSync(path, 'utf8');
  const verdict = XMLValidator.validate(text);
  if (verdict !== true) throw new Error(`${verdict.err.msg} (line ${verdict.err.line})`);
  const [[type, root] = ['', '']] = Object.entries(parser.parse(text) as XmlRecord);
  return { type, root: typeof root === 'object' && !Array.isArray(root) ? (root as XmlRecord) : {} };
}

/** The values of an element, however often it stands there. */
export function all(record: XmlRecord, element: string): readonly (string | XmlRecord)[] {
  const value = record[element];
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly (string | XmlRecord)[]) : [value as string | XmlRecord];
}

export function records(record: XmlRecord, element: string): readonly XmlRecord[] {
  return all(record, element).filter((value): value is XmlRecord => typeof value === 'object');
}

export function texts(record: XmlRecord, element: string): readonly string[] {
  return all(record, element).filter((value): value is string => typeof value === 'string' && value !== '');
}

export function text(record: XmlRecord, element: string): string | undefined {
  return texts(record, element)[0];
}

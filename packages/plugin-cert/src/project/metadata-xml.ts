import { withHarmlessQuotes } from '@cert-health/core';
import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** Raised for a file that is not the metadata it should be; the message is one sentence for people. */
export class MetadataXmlError extends Error {
  override readonly name = 'MetadataXmlError';
}

/** An element with children: child names to values. A child that occurs once stands alone, several are an array. */
export type XmlElement = { readonly [child: string]: XmlValue };
export type XmlValue = string | XmlElement | readonly XmlValue[];

/** Metadata files are a few kilobytes; far more than the largest real one. */
const maxSize = 16 * 1024 * 1024;

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: true,
  ignoreDeclaration: true,
  // Numeric references too: Salesforce writes the carriage returns of a pasted certificate as `&#xd;`.
  htmlEntities: true,
});

/**
 * Reads a metadata file. A document type declaration is refused: the only use it could have here is an entity that
 * grows or that reads another file. All values stay text.
 *
 * @param rootName Name of the element it must consist of, such as `Certificate`.
 * @throws {MetadataXmlError} when it is not such a document.
 */
export function parseMetadataXml(text: string, rootName: string): XmlElement {
  if (text.length > maxSize) throw new MetadataXmlError(`is larger than ${maxSize / 1024 / 1024} MB`);
  refuseDocumentType(text);
  const flat = flatElement(text, rootName);
  if (flat) return flat;
  const valid = XMLValidator.validate(text);
  if (valid !== true)
    throw new MetadataXmlError(`is not well-formed XML (line ${valid.err.line}: ${withHarmlessQuotes(valid.err.msg)})`);
  let document: XmlElement;
  try {
    document = parser.parse(text) as XmlElement;
  } catch (error) {
    throw new MetadataXmlError(`is not well-formed XML (${withHarmlessQuotes((error as Error).message)})`);
  }
  const root = Object.hasOwn(document, rootName) ? document[rootName] : undefined;
  if (root === undefined) throw new MetadataXmlError(`has no ${rootName} element`);
  return typeof root === 'object' && !Array.isArray(root) ? (root as XmlElement) : {};
}

/** @throws {MetadataXmlError} for entities of a file's own, which no reader here may take for text. */
export function refuseDocumentType(text: string): void {
  if (/<!DOCTYPE/i.test(text))
    throw new MetadataXmlError('declares a document type, which Salesforce metadata never does');
}

const flatDocument =
  /^\ufeff?\s*(?:<\?xml [^<>?]*\?>)?\s*<(\w+)(?: xmlns="[^"<>&]*")?>\s*((?:<(\w+)>[^<>&]*<\/\3>\s*)*)<\/\1>\s*$/;
const flatField = /<(\w+)>([^<>&]*)<\//g;

/**
 * The shape of nearly all certificate metadata: one level of fields, each once, no entities. Read directly, as the
 * parser takes 0.1 ms for each file and a project may have a thousand. Undefined: it has another shape.
 */
function flatElement(text: string, rootName: string): XmlElement | undefined {
  const [, root, body = ''] = flatDocument.exec(text) ?? [];
  if (root !== rootName) return undefined;
  const fields = [...body.matchAll(flatField)].map(
    ([, name, value]) => [name as string, (value as string).trim()] as const,
  );
  const element = Object.fromEntries(fields);
  return Object.keys(element).length === fields.length ? element : undefined;
}

/** The element that stands as a child, each of several; what is no element (a text, nothing) is left out. */
export function elementsAt(element: XmlElement, name: string): XmlElement[] {
  return childrenOf(element, name).filter((one): one is XmlElement => typeof one === 'object');
}

/** Texts reached by child names, through every element of each name, in the order of the file. Empty ones are left out. */
export function textsAt(element: XmlElement, ...path: readonly string[]): string[] {
  const holders = path.slice(0, -1).reduce((level, name) => level.flatMap((one) => elementsAt(one, name)), [element]);
  return holders
    .flatMap((holder) => childrenOf(holder, path.at(-1) ?? ''))
    .filter((value): value is string => typeof value === 'string' && value !== '');
}

/** Text of an element reached by child names; undefined when it is absent, empty, or not text. */
export function textAt(element: XmlElement, ...path: readonly string[]): string | undefined {
  let value: XmlValue | undefined = element;
  for (const name of path) {
    if (typeof value !== 'object' || Array.isArray(value)) return undefined;
    value = childOf(value as XmlElement, name);
    if (value === undefined) return undefined;
  }
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function childrenOf(parent: XmlElement, name: string): readonly XmlValue[] {
  const value = childOf(parent, name);
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly XmlValue[]) : [value];
}

function childOf(parent: XmlElement, name: string): XmlValue | undefined {
  return Object.hasOwn(parent, name) ? parent[name] : undefined;
}

import { refuse, Tag, type DerCursor } from './der.ts';
import { decodeExtension } from './extension-values.ts';
import { enterNoted, note, type Irregularities } from './irregularities.ts';
import type { Extension, Extensions } from './model.ts';
import { extensionName } from './oids.ts';

export interface DecodedExtensions {
  readonly list: readonly Extension[];
  readonly values: Extensions;
}

export const NO_EXTENSIONS: DecodedExtensions = { list: [], values: {} };

/**
 * Reads `Extensions` (RFC 5280 section 4.1.2.9): none twice. Standard ones are decoded and must be well-formed, but for those that
 * no peer reads; others are kept as they are.
 * @param wished they are what a request asks for, not what a certificate says
 */
export function readCertificateExtensions(
  cursor: DerCursor,
  irregularities: Irregularities,
  wished = false,
): DecodedExtensions {
  const list = readExtensionList(cursor, irregularities);
  const values = {};
  for (const extension of list) decodeExtension(extension, cursor.bytes, values, irregularities, wished);
  return { list, values };
}

/** Reads `Extensions` without looking into their values. */
export function readExtensionList(cursor: DerCursor, irregularities: Irregularities): Extension[] {
  const sequence = enterNoted(cursor, Tag.sequence, 'the list of extensions', irregularities);
  const list: Extension[] = [];
  const seen = new Set<string>();
  while (!sequence.done) {
    const extension = readExtension(sequence, irregularities);
    if (seen.has(extension.oid))
      refuse(
        'x509.duplicate-extension',
        `The extension ${extension.name} occurs twice.`,
        sequence.start,
        'RFC 5280 section 4.2',
      );
    seen.add(extension.oid);
    list.push(extension);
  }
  return list;
}

function readExtension(sequence: DerCursor, irregularities: Irregularities): Extension {
  const inner = sequence.enter(Tag.sequence, 'an extension');
  const oid = inner.oid('an extension');
  const name = extensionName(oid);
  let critical = false;
  if (inner.peek() === Tag.boolean) {
    critical = inner.boolean(fieldsOf(name).criticality);
    if (!critical) note(irregularities, 'not-critical-encoded', inner.start, name);
  }
  const { value: field, whole } = fieldsOf(name);
  const value = inner.octetString(field);
  inner.finish(whole);
  return { oid, name, critical, value };
}

interface ExtensionFields {
  readonly whole: string;
  readonly criticality: string;
  readonly value: string;
}

/** What the fields of the extensions in daily use are called, so that no text is made for each of millions. */
const fields = new Map<string, ExtensionFields>();
const MAX_FIELDS = 100;

function fieldsOf(name: string): ExtensionFields {
  const known = fields.get(name);
  if (known !== undefined) return known;
  const whole = `the extension ${name}`;
  const made = { whole, criticality: `the criticality of ${whole}`, value: `the value of ${whole}` };
  // Bounded, so that hostile input cannot fill the memory.
  if (fields.size < MAX_FIELDS) fields.set(name, made);
  return made;
}

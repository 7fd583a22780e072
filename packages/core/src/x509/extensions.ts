import { refuse, Tag, type DerCursor } from './der.ts';
import { decodeExtension } from './extension-values.ts';
import type { Irregularities } from './irregularities.ts';
import type { Extension, Extensions } from './model.ts';
import { extensionName } from './oids.ts';

export interface DecodedExtensions {
  readonly list: readonly Extension[];
  readonly values: Extensions;
}

export const NO_EXTENSIONS: DecodedExtensions = { list: [], values: {} };

/**
 * Reads `Extensions` (RFC 5280 section 4.1.2.9): at least one, none twice. Standard ones are decoded and must be well-formed,
 * critical or not; others are kept as they are.
 */
export function readCertificateExtensions(cursor: DerCursor, irregularities: Irregularities): DecodedExtensions {
  const list = readExtensionList(cursor);
  const values = {};
  for (const extension of list) decodeExtension(extension, cursor.bytes, values, irregularities);
  return { list, values };
}

/** Reads `Extensions` without looking into their values. */
export function readExtensionList(cursor: DerCursor): Extension[] {
  const sequence = cursor.enterFilled(Tag.sequence, 'the list of extensions');
  const list: Extension[] = [];
  const seen = new Set<string>();
  while (!sequence.done) {
    const extension = readExtension(sequence);
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

function readExtension(sequence: DerCursor): Extension {
  const inner = sequence.enter(Tag.sequence, 'an extension');
  const oid = inner.oid('an extension');
  const name = extensionName(oid);
  let critical = false;
  if (inner.peek() === Tag.boolean) {
    critical = inner.boolean('the criticality of an extension');
    if (!critical)
      refuse(
        'der.default-encoded',
        `The extension ${name} says in so many words that it is not critical, which DER forbids.`,
        inner.start,
        'X.690 section 11.5',
      );
  }
  const value = inner.octetString('the value of an extension');
  inner.finish('an extension');
  return { oid, name, critical, value };
}

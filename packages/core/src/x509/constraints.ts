import { context, refuse, Tag, type DerCursor } from './der.ts';
import { readGeneralName } from './general-name.ts';
import { note, type Irregularities } from './irregularities.ts';
import type { Extensions, GeneralSubtree, KeyUsageBit } from './model.ts';

/** In the order of their bit numbers. */
const KEY_USAGES: readonly KeyUsageBit[] = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
];

/** Longest path that can be asked for; nobody builds longer ones, and the value is exact. */
const MAX_PATH_LENGTH = 2 ** 48 - 1;

/** RFC 5280 section 4.2.1.9. */
export function readBasicConstraints(
  cursor: DerCursor,
  irregularities: Irregularities,
): NonNullable<Extensions['basicConstraints']> {
  const inner = cursor.enter(Tag.sequence, 'the basic constraints');
  let ca = false;
  if (inner.peek() === Tag.boolean) {
    ca = inner.boolean('the CA flag');
    if (!ca) note(irregularities, 'default-encoded', inner.start, 'that the certificate is no CA (basic constraints)');
  }
  const pathLength = inner.done ? undefined : inner.smallInteger('the path length', MAX_PATH_LENGTH);
  inner.finish('the basic constraints');
  if (pathLength !== undefined && !ca) note(irregularities, 'path-length-without-ca', cursor.start);
  return pathLength === undefined ? { ca } : { ca, pathLength };
}

/** RFC 5280 section 4.2.1.3. */
export function readKeyUsage(cursor: DerCursor, irregularities: Irregularities): KeyUsageBit[] {
  const bits = readNamedBits(cursor, 'the key usage', Tag.bitString, irregularities);
  if (bits.length === 0)
    refuse(
      'x509.key-usage',
      'The key usage allows nothing; at least one bit must be set.',
      cursor.start,
      'RFC 5280 section 4.2.1.3',
    );
  const usages: KeyUsageBit[] = [];
  for (const bit of bits) {
    const usage = KEY_USAGES[bit];
    if (usage !== undefined) usages.push(usage);
  }
  if (usages.length < bits.length) note(irregularities, 'key-usage-unknown-bit', cursor.start);
  return usages;
}

/**
 * Numbers of the bits that are set in a named bit list. Trailing zero bits mean nothing (X.680 section 22.7) and DER leaves them
 * out; where they are written all the same, that is noted.
 */
export function readNamedBits(cursor: DerCursor, what: string, tag: number, irregularities: Irregularities): number[] {
  const unused = cursor.bitString(what, tag);
  const { bytes, body, stop } = cursor;
  if (stop > body && (bytes[stop - 1]! & (1 << unused)) === 0)
    note(irregularities, 'trailing-zero-bits', cursor.start, what);
  const numbers: number[] = [];
  // No list has flags beyond these; a bit among the others is one that is not defined.
  const known = Math.min(stop, body + NAMED_OCTETS);
  for (let i = body; i < known; i++)
    for (let bit = 0; bit < 8; bit++) if ((bytes[i]! & (0x80 >> bit)) !== 0) numbers.push((i - body) * 8 + bit);
  if (bytes.subarray(known, stop).some((octet) => octet !== 0)) numbers.push(8 * NAMED_OCTETS);
  return numbers;
}

/** Octets of a list of flags that are looked at one by one. */
const NAMED_OCTETS = 4;

/** RFC 5280 section 4.2.1.10: permitted or excluded subtrees, at least one of the two, neither empty. */
export function readNameConstraints(
  cursor: DerCursor,
  irregularities: Irregularities,
): NonNullable<Extensions['nameConstraints']> {
  const inner = cursor.enterFilled(Tag.sequence, 'the name constraints');
  const permitted = readSubtrees(inner, context(0, true), irregularities);
  const excluded = readSubtrees(inner, context(1, true), irregularities);
  inner.finish('the name constraints');
  return { permitted, excluded };
}

function readSubtrees(cursor: DerCursor, tag: number, irregularities: Irregularities): GeneralSubtree[] {
  const list: GeneralSubtree[] = [];
  if (cursor.peek() !== tag) return list;
  const inner = cursor.enterFilled(tag, 'a list of name constraints');
  while (!inner.done) list.push(readSubtree(inner, irregularities));
  return list;
}

function readSubtree(cursor: DerCursor, irregularities: Irregularities): GeneralSubtree {
  const what = 'a name constraint';
  const inner = cursor.enter(Tag.sequence, what);
  const base = readGeneralName(inner, what, irregularities, 'constraint');
  let minimum = 0;
  if (inner.peek() === context(0)) {
    minimum = inner.smallInteger('the minimum of a name constraint', MAX_PATH_LENGTH, context(0));
    if (minimum === 0) note(irregularities, 'default-encoded', inner.start, 'the minimum 0 of a name constraint');
  }
  const maximum =
    inner.peek() === context(1)
      ? inner.smallInteger('the maximum of a name constraint', MAX_PATH_LENGTH, context(1))
      : undefined;
  inner.finish(what);
  return maximum === undefined ? { base, minimum } : { base, minimum, maximum };
}

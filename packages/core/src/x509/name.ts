import { decodeString, escapedOctets, isCharacterString } from './character-string.ts';
import { Tag, type DerCursor } from './der.ts';
import { toHex } from './hex.ts';
import { note, type Irregularities } from './irregularities.ts';
import type { Attribute, Der, Name } from './model.ts';
import { rdnKey, nameText } from './name-text.ts';
import { attributeOid } from './oids.ts';

/** Reads `Name` (RFC 5280 section 4.1.2.4), a SEQUENCE of SETs in DER order. An empty name is allowed here. */
export function readName(
  cursor: DerCursor,
  what: string,
  irregularities: Irregularities,
  tag: number = Tag.sequence,
): Name {
  const inner = cursor.enter(tag, what);
  const der = cursor.element();
  const rdns: (readonly Attribute[])[] = [];
  while (!inner.done) rdns.push(readRdn(inner, what, irregularities));
  return new DecodedName(der, rdns);
}

/** Reads the content of a `RelativeDistinguishedName`; `tag` differs where it is tagged implicitly. */
export function readRdn(
  cursor: DerCursor,
  what: string,
  irregularities: Irregularities,
  tag: number = Tag.set,
): Attribute[] {
  const set = cursor.enter(tag, what);
  if (set.done) note(irregularities, 'relative-name-empty', cursor.start, what);
  const attributes: Attribute[] = [];
  let previousStart = -1;
  let previousStop = -1;
  let ordered = true;
  while (!set.done) {
    const attribute = set.enter(Tag.sequence, what);
    if (previousStart >= 0 && compareOctets(set.bytes, previousStart, previousStop, set.start, set.stop) > 0)
      ordered = false;
    previousStart = set.start;
    previousStop = set.stop;
    attributes.push(readAttribute(attribute, what, irregularities));
    attribute.finish(what);
  }
  if (!ordered) note(irregularities, 'set-order', cursor.start, `a part of ${what} with several values`);
  return attributes;
}

function readAttribute(cursor: DerCursor, what: string, irregularities: Irregularities): Attribute {
  const oid = cursor.oid(what);
  const tag = cursor.peek();
  if (isCharacterString(tag)) {
    cursor.read(what);
    if (cursor.body === cursor.stop) note(irregularities, 'attribute-empty', cursor.start, what);
    const { bytes, body, stop } = cursor;
    const value = decodeString(tag, bytes, body, stop, what, irregularities);
    if (value !== undefined) return { oid, tag, value, bytes: cursor.content() };
    return { oid, tag, value: escapedOctets(bytes, body, stop), undecoded: true, bytes: cursor.content() };
  }
  const element = cursor.any(what);
  return { oid, tag, value: `#${toHex(element)}`, bytes: cursor.content() };
}

/** Order of SET OF members: octet by octet, the shorter one padded with zeros (X.690 section 11.6). */
export function compareOctets(bytes: Uint8Array, a: number, aEnd: number, b: number, bEnd: number): number {
  const length = Math.max(aEnd - a, bEnd - b);
  for (let i = 0; i < length; i++) {
    const left = a + i < aEnd ? bytes[a + i]! : 0;
    const right = b + i < bEnd ? bytes[b + i]! : 0;
    if (left !== right) return left - right;
  }
  return 0;
}

class DecodedName implements Name {
  readonly der: Der;
  readonly rdns: readonly (readonly Attribute[])[];
  #text: string | undefined;
  #canonical: string | undefined;
  #canonicalRdns: readonly string[] | undefined;

  constructor(der: Der, rdns: readonly (readonly Attribute[])[]) {
    this.der = der;
    this.rdns = rdns;
  }

  get text(): string {
    return (this.#text ??= nameText(this.rdns));
  }

  get canonicalRdns(): readonly string[] {
    return (this.#canonicalRdns ??= this.rdns.map(rdnKey));
  }

  get canonical(): string {
    return (this.#canonical ??= this.canonicalRdns.join(''));
  }

  get undecoded(): boolean {
    return this.rdns.some((rdn) => rdn.some(({ undecoded }) => undecoded));
  }

  get(type: string): string | undefined {
    const oid = attributeOid(type);
    for (const rdn of this.rdns) for (const attribute of rdn) if (attribute.oid === oid) return attribute.value;
    return undefined;
  }
}

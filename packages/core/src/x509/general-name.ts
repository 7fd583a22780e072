import { decodeString, escapedOctets, isCharacterString, StringTag } from './character-string.ts';
import { context, refuse, Tag, type DerCursor } from './der.ts';
import { toHex } from './hex.ts';
import { ipRangeText, ipText } from './ip-address.ts';
import { enterNoted, type Irregularities } from './irregularities.ts';
import type { GeneralName } from './model.ts';
import { readName } from './name.ts';
import { decodeOid } from './oid.ts';

/** Where a name stands: name constraints hold address ranges, everything else single addresses. */
export type GeneralNamePlace = 'name' | 'constraint';

/** Reads `GeneralNames`: a SEQUENCE of at least one GeneralName; an empty one is noted. */
export function readGeneralNames(
  cursor: DerCursor,
  what: string,
  irregularities: Irregularities,
  tag: number = Tag.sequence,
): GeneralName[] {
  const inner = enterNoted(cursor, tag, what, irregularities);
  const names: GeneralName[] = [];
  while (!inner.done) names.push(readGeneralName(inner, what, irregularities, 'name'));
  return names;
}

/**
 * Reads `GeneralName` (RFC 5280 section 4.2.1.6). `value` is the text that stands there, unchanged: a host name keeps its
 * case, an `xn--` label stays one, an embedded NUL is kept.
 */
export function readGeneralName(
  cursor: DerCursor,
  what: string,
  irregularities: Irregularities,
  place: GeneralNamePlace,
): GeneralName {
  const tag = cursor.read(what);
  const { bytes, body, stop, start } = cursor;
  const content = cursor.content();
  switch (tag) {
    case context(0, true):
      return otherName(cursor, what, irregularities);
    case context(1):
      return textName('email', cursor, what, irregularities);
    case context(2):
      return textName('dns', cursor, what, irregularities);
    case context(3, true):
      return { type: 'x400Address', value: contentHex(cursor, what), bytes: content };
    case context(4, true): {
      const inner = cursor.inside();
      const name = readName(inner, what, irregularities);
      inner.finish(what);
      const named = { type: 'directoryName', value: name.text, bytes: content, name } as const;
      return name.undecoded ? { ...named, undecoded: true } : named;
    }
    case context(5, true):
      return { type: 'ediPartyName', value: contentHex(cursor, what), bytes: content };
    case context(6):
      return textName('uri', cursor, what, irregularities);
    case context(7):
      return { type: 'ip', value: ipValue(content, what, start, place), bytes: content };
    case context(8):
      return { type: 'registeredId', value: decodeOid(bytes, body, stop, what), bytes: content };
    default:
      return refuse(
        'x509.general-name',
        `A name in ${what} is of a kind that does not exist.`,
        start,
        'RFC 5280 section 4.2.1.6',
      );
  }
}

/** An IA5String, as names of hosts, mailboxes and places are. */
function textName(
  type: 'email' | 'dns' | 'uri',
  cursor: DerCursor,
  what: string,
  irregularities: Irregularities,
): GeneralName {
  const { bytes, body, stop } = cursor;
  const value = decodeString(StringTag.ia5, bytes, body, stop, what, irregularities);
  if (value !== undefined) return { type, value, bytes: cursor.content() };
  return { type, value: escapedOctets(bytes, body, stop), undecoded: true, bytes: cursor.content() };
}

/** `OID=text`, or `OID=#hex` of the whole value when it is no text. */
function otherName(cursor: DerCursor, what: string, irregularities: Irregularities): GeneralName {
  const type = 'otherName';
  const content = cursor.content();
  const inner = cursor.inside();
  const oid = inner.oid(what);
  const wrapped = inner.enter(context(0, true), what);
  inner.finish(what);
  const tag = wrapped.peek();
  const element = wrapped.any(what);
  wrapped.finish(what);
  if (!isCharacterString(tag)) return { type, value: `${oid}=#${toHex(element)}`, bytes: content };
  const { bytes, body, stop } = wrapped;
  const text = decodeString(tag, bytes, body, stop, what, irregularities);
  if (text !== undefined) return { type, value: `${oid}=${text}`, bytes: content };
  return { type, value: `${oid}=${escapedOctets(bytes, body, stop)}`, undecoded: true, bytes: content };
}

function contentHex(cursor: DerCursor, what: string): string {
  const inner = cursor.inside();
  while (!inner.done) inner.any(what);
  return `#${toHex(cursor.content())}`;
}

function ipValue(octets: Uint8Array, what: string, offset: number, place: GeneralNamePlace): string {
  const factor = place === 'constraint' ? 2 : 1;
  const range = octets.length === 4 * factor || octets.length === 16 * factor;
  const text = !range ? undefined : place === 'constraint' ? ipRangeText(octets) : ipText(octets);
  if (text === undefined)
    refuse(
      'x509.ip-address',
      `An IP address in ${what} has ${octets.length} octets or a mask with gaps, so it stands for nothing.`,
      offset,
      place === 'constraint' ? 'RFC 5280 section 4.2.1.10' : 'RFC 5280 section 4.2.1.6',
    );
  return text;
}

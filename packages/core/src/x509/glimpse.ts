import { shownText, StringTag } from './character-string.ts';
import { context, DerCursor, Tag } from './der.ts';
import { CertificateParseError } from './errors.ts';
import type { Der, Name } from './model.ts';
import { readName } from './name.ts';

/** Names that can be told of a certificate, list or request that cannot be read as a whole. */
export interface Glimpse {
  readonly subject?: Name | undefined;
  readonly issuer?: Name | undefined;
  /** Common names that stand somewhere in it, where its fields cannot be followed: whose they are is not known. */
  readonly mentions: readonly string[];
}

/** Steps over the fields in front of the names, looking at nothing but their outline, so that what is broken elsewhere does not matter. */
export function glimpse(der: Der, kind: 'certificate' | 'request' | 'crl'): Glimpse {
  const what = 'the file';
  const found: { subject?: Name | undefined; issuer?: Name | undefined } = {};
  attempt(() => {
    const outer = new DerCursor(der);
    outer.expect(Tag.sequence, what);
    const whole = outer.inside();
    whole.expect(Tag.sequence, what);
    const signed = whole.inside();
    if (kind === 'certificate') signed.take(context(0, true), what);
    signed.take(Tag.integer, what);
    if (kind === 'request') return void (found.subject = readName(signed, what, []));
    signed.read(what);
    found.issuer = nameOrNothing(signed);
    if (kind === 'crl') return;
    signed.expect(Tag.sequence, what);
    found.subject = nameOrNothing(signed);
  });
  const followed = kind === 'crl' ? found.issuer : found.subject;
  return { ...found, mentions: followed === undefined ? commonNames(der) : [] };
}

const COMMON_NAME = [0x06, 0x03, 0x55, 0x04, 0x03];
const TEXTS: ReadonlySet<number> = new Set([StringTag.utf8, StringTag.printable, StringTag.ia5, StringTag.teletex]);
const MAX_MENTIONS = 3;
const SEARCHED = 64 * 1024;

function commonNames(der: Der): string[] {
  const names = new Set<string>();
  const end = Math.min(der.length, SEARCHED);
  for (let i = 0; i + COMMON_NAME.length + 2 < end && names.size < MAX_MENTIONS; i++) {
    if (!COMMON_NAME.every((octet, k) => der[i + k] === octet)) continue;
    const at = i + COMMON_NAME.length;
    const text = der.subarray(at + 2, at + 2 + der[at + 1]!);
    if (TEXTS.has(der[at]!) && der[at + 1]! < 0x80 && text.length > 0) names.add(shownText(der[at]!, text));
  }
  return [...names];
}

/** A name that cannot be read is stepped over, so that the one behind it still can. */
function nameOrNothing(cursor: DerCursor): Name | undefined {
  const ahead = new DerCursor(cursor.bytes, cursor.at, cursor.end);
  cursor.read('a name');
  return attempt(() => readName(ahead, 'a name', []));
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof CertificateParseError) return undefined;
    throw error;
  }
}

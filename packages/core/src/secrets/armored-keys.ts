import { base64From, behindSpace, octetsOfBase64 } from './encoded-digits.ts';
import { certaintyOfPart } from './model.ts';
import type { FoundKey, KeyForm, KeySpan } from './model.ts';
import { keyInOctets } from './octets-key.ts';

const GAP = String.raw`(?:\s{1,4}|%20|\+|\\u0020|&#32;)`;
/** `-----BEGIN RSA PRIVATE KEY-----`, `---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----`, broken over lines or in an address. */
const BEGIN = new RegExp(
  String.raw`-{4,5}${GAP}?BEGIN${GAP}((?:[A-Z0-9]{2,12}${GAP}){0,3})PRIVATE${GAP}KEY(${GAP}BLOCK)?${GAP}?-{4,5}`,
  'g',
);
const END = /-{4,5}(?:\s|%20|\+)?END[^-]{1,80}-{4,5}/;
/** A line such as `Proc-Type: 4,ENCRYPTED`. */
const HEADER = /[A-Za-z][A-Za-z0-9-]{2,30}: ?[^\n\\&%]*(?=\n|\\+[nr]|&#|%0[aAdD])/y;
const PUTTY = /PuTTY-User-Key-File-\d: ?/g;
/** What proves it unchanged, made with its password. */
const PUTTY_MAC = /Private-(?:MAC|Hash): ?[0-9a-f]*/;
const PUTTY_PRIVATE = /Private-Lines: ?\d+/;

/** Longest text of one key that is looked at. */
const LONGEST = 200_000;

/** Digits below which a block is a placeholder: the shortest key has 64. */
const FEWEST = 40;

/** Keys in PEM and what looks like it (RFC 7468, RFC 4716, OpenSSH, OpenPGP), complete or cut off. */
export function armoredKeys(text: string): KeySpan[] {
  const found: KeySpan[] = [];
  for (const begin of text.matchAll(BEGIN)) {
    const block = bodyAt(text, begin.index + begin[0].length);
    const kind = kindOf(begin[1] ?? '', begin[2] !== undefined, block.headers);
    const key = keyIn(block.digits, kind);
    if (key) found.push({ ...key, start: begin.index, end: block.end });
  }
  return found;
}

interface Block {
  readonly headers: string;
  readonly digits: string;
  readonly end: number;
}

function bodyAt(text: string, start: number): Block {
  let at = behindSpace(text, start);
  const headers: string[] = [];
  for (HEADER.lastIndex = at; headers.length < 20; HEADER.lastIndex = at) {
    const header = HEADER.exec(text)?.[0];
    if (header === undefined) break;
    headers.push(header);
    at = behindSpace(text, at + header.length);
  }
  const body = base64From(text, at);
  const rest = text.slice(start, endBefore(text, start, 'BEGIN'));
  const end = END.exec(rest);
  const whole = end ? digitsOfLines(rest.slice(0, end.index)) : '';
  return {
    headers: headers.join('\n'),
    digits: whole.length > body.digits.length ? whole : body.digits,
    end: end ? Math.max(start + end.index + end[0].length, body.end) : body.end,
  };
}

/** Where the text of one key ends at the latest: before the next begins. */
function endBefore(text: string, start: number, word: string): number {
  const next = text.slice(start, start + LONGEST).indexOf(word);
  return start + (next < 0 ? LONGEST : next);
}

/** What is left of a damaged block: runs of digits that are longer than words and names. */
function digitsOfLines(text: string): string {
  return (text.match(/[A-Za-z0-9+/]{40,}/g) ?? []).join('');
}

function kindOf(label: string, isBlock: boolean, headers: string): Pick<FoundKey, 'form' | 'protection'> {
  const form: KeyForm = isBlock ? 'pgp-key' : /OPENSSH|SSH2/.test(label) ? 'openssh-key' : 'private-key';
  const isEncrypted = /ENCRYPTED/.test(label) || /ENCRYPTED/.test(headers);
  return { form, protection: isEncrypted ? 'password' : isBlock ? 'unknown' : 'none' };
}

function keyIn(digits: string, { form, protection }: Pick<FoundKey, 'form' | 'protection'>): FoundKey | undefined {
  if (digits.length < 8) return undefined;
  const octets = octetsOfBase64(digits);
  const known = keyInOctets(octets);
  if (known) return { ...known, protection: protection === 'password' ? protection : known.protection };
  // What the old forms encrypt and what OpenPGP holds has no outline to be seen.
  const isOpaque = form === 'pgp-key' || protection === 'password';
  const certainty = certaintyOfPart({ digits: digits.length });
  return { form, protection, certainty: isOpaque && digits.length >= FEWEST ? 'certain' : certainty };
}

/** PuTTY's own files (PPK, versions 1 to 3). */
export function puttyKeys(text: string): KeySpan[] {
  return [...text.matchAll(PUTTY)].flatMap((begin): KeySpan[] => {
    const start = begin.index + begin[0].length;
    const own = text.slice(start, endBefore(text, start, 'PuTTY-User'));
    const lines = PUTTY_PRIVATE.exec(own);
    if (!lines) return [];
    const mac = PUTTY_MAC.exec(own);
    const { digits, end } = base64From(own.slice(0, mac?.index), behindSpace(own, lines.index + lines[0].length));
    const isOpen = /Encryption: ?none/.test(own.slice(0, lines.index));
    return [
      {
        form: 'putty-key',
        protection: isOpen ? 'none' : 'password',
        certainty: digits.length >= FEWEST ? 'certain' : 'trace',
        start: begin.index,
        end: start + (mac ? mac.index + mac[0].length : end),
      },
    ];
  });
}

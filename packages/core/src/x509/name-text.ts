import { isCharacterString } from './character-string.ts';
import { toHex } from './hex.ts';
import type { Attribute } from './model.ts';
import { attributeShortName } from './oids.ts';

/**
 * Text of a name by RFC 4514, with two habits of openssl that people know: encoded order (RFC 4514 reverses it) and a
 * space after the comma.
 */
export function nameText(rdns: readonly (readonly Attribute[])[]): string {
  let text = '';
  for (const rdn of rdns) {
    if (text !== '') text += ', ';
    text += rdnText(rdn);
  }
  return text;
}

export const rdnText = (rdn: readonly Attribute[]): string =>
  rdn.map((a) => `${attributeShortName(a.oid)}=${isText(a) ? escapeValue(a.value) : a.value}`).join('+');

/** What is no text, or could not be decoded, is escaped already. */
const isText = ({ tag, undecoded }: Attribute): boolean => isCharacterString(tag) && !undecoded;

/** Controls, line separators and marks that reorder text on screen: shown by code, so that a name looks like what it is. */
const HIDDEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
const SPECIAL = /["+,;<>\\]/g;
const NEEDS_ESCAPE = /^[ #]| $|["+,;<>\\]|[^\u0020-\u007e]/;

/** An attribute value by RFC 4514 section 2.4. */
export function escapeValue(value: string): string {
  if (!NEEDS_ESCAPE.test(value)) return value;
  let escaped = value.replace(SPECIAL, '\\$&').replace(/^[ #]/, '\\$&');
  if (value.length > 1) escaped = escaped.replace(/ $/, '\\ ');
  return escapeHidden(escaped);
}

/** Replaces characters that cannot be seen, or that make others look different, by `\` and the hex of their UTF-8 octets. */
export function escapeHidden(text: string): string {
  return text.replace(HIDDEN, (character) =>
    [...new TextEncoder().encode(character)]
      .map((octet) => `\\${octet.toString(16).padStart(2, '0').toUpperCase()}`)
      .join(''),
  );
}

/**
 * Key of one relative name: two are equal by RFC 5280 section 7.1 exactly when their keys are. Values are compared without
 * regard to case, white space at the ends and repeated inside, and string type; the order of a multi-valued name does not
 * count. Keys are self-delimiting, so joined keys compare whole names, and a prefix is a prefix.
 */
export function rdnKey(rdn: readonly Attribute[]): string {
  const keys = rdn.map(attributeKey);
  if (keys.length > 1) keys.sort();
  return `{${keys.join('')}}`;
}

function attributeKey(attribute: Attribute): string {
  // Octets that are no text of their type equal themselves only.
  if (attribute.undecoded) return `${attribute.oid}#${attribute.tag}:${toHex(attribute.bytes)}`;
  if (!isCharacterString(attribute.tag)) return `${attribute.oid}${attribute.value}`;
  const value = foldText(attribute.value);
  return `${attribute.oid}=${value.length}:${value}`;
}

const ASCII = /^[\u0020-\u007e]*$/;

/** Preparation of RFC 4518 as far as it matters for names: NFKC, case folding, insignificant spaces. */
function foldText(value: string): string {
  if (ASCII.test(value)) return value.toLowerCase().replace(/ {2,}/g, ' ').trim();
  const mapped = value
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ς', 'σ')
    .replace(/[\t\n\v\f\r\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g, ' ')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  return mapped.normalize('NFKC').replace(/ {2,}/g, ' ').replace(/^ | $/g, '');
}

import { findKeys } from '../secrets/index.ts';
import { looksRandom } from '../secrets/harmless-text.ts';
import { decodeBase64 } from '../x509/base64.ts';
import { isApiName } from './api-name.ts';
import { isNameWithPlaceholder } from './placeholder.ts';
import { recordIdIn } from './record-id.ts';

/** Whether a text can be the name or the record Id of a certificate: only then may it be repeated. */
export function isNameOrId(text: string): boolean {
  return canBeName(text) || recordIdIn(text) !== undefined || isNameWithPlaceholder(text);
}

/** Whether a text has the form of an API name, and is neither key, certificate nor chance. */
export function canBeName(text: string): boolean {
  return isApiName(text) && !beginsAsCertificate(text) && !looksRandom(text) && findKeys(text).length === 0;
}

/**
 * Whether a text that stands where a body belongs is the name or the record Id of a certificate instead. Short base64 looks
 * like a name too: letters and digits by chance, without an underscore.
 */
export function isNameForBody(text: string): boolean {
  if (recordIdIn(text) !== undefined) return true;
  const isByChance = text.length >= 16 && !text.includes('_') && /\d/.test(text);
  return canBeName(text) && !isByChance;
}

const SEQUENCE = 0x30;

/** In base64 without plus, slash and equals sign. Certificates are a SEQUENCE in a SEQUENCE (RFC 5280 section 4.1). */
export function beginsAsCertificate(text: string): boolean {
  if (!/^M[A-Za-z0-9+/]{11}/.test(text)) return false;
  const [tag, length = 0, ...rest] = decodeBase64(text.slice(0, 12));
  const [inner, size = 0] = rest.slice(length < 128 ? 0 : length - 128);
  return tag === SEQUENCE && inner === SEQUENCE && size > 128 && length > 128;
}

import { decodeBase64 } from '../x509/base64.ts';
import { isApiName } from './api-name.ts';
import { isNameWithPlaceholder } from './placeholder.ts';
import { recordIdIn } from './record-id.ts';

/**
 * What stands where configuration means a certificate. `target`: a name, a record Id, or a name of which a part is filled in
 * at deployment. `body`: armored, in base64, or long enough; whoever reads it sees what it is. `other`: it can be none of them.
 */
export type Written = 'target' | 'body' | 'other';

/** Tells what a text is by its shape alone. */
export function writtenAs(text: string): Written {
  if (isNameOrId(text)) return 'target';
  return text.includes('-----BEGIN') || text.length > LONGEST_NAME || isDer(text) ? 'body' : 'other';
}

/** Whether a text can be the name or the record Id of a certificate: only then may it be repeated. */
export function isNameOrId(text: string): boolean {
  return (isApiName(text) && !isDer(text)) || recordIdIn(text) !== undefined || isNameWithPlaceholder(text);
}

/**
 * Whether a text that stands where a body belongs is the name or the record Id of a certificate instead. Short base64 looks
 * like a name too: letters and digits by chance, without an underscore.
 */
export function isNameForBody(text: string): boolean {
  if (recordIdIn(text) !== undefined) return true;
  const isByChance = text.length >= 16 && !text.includes('_') && /\d/.test(text);
  return isApiName(text) && isNameOrId(text) && !isByChance;
}

/** With room for marks; no certificate in base64 is as short. */
const LONGEST_NAME = 120;

const SEQUENCE = 0x30;
const INTEGER = 0x02;

/**
 * Base64 without plus, slash and equals sign looks like a name. Certificates are a SEQUENCE in a SEQUENCE (RFC 5280 section
 * 4.1), private keys and keystores a SEQUENCE that begins with a small INTEGER, their version (RFC 5208 section 5, RFC 5915
 * section 3, RFC 8017 appendix A.1.2, RFC 7292 section 4).
 */
function isDer(text: string): boolean {
  if (!/^M[A-Za-z0-9+/]{11}/.test(text)) return false;
  const [tag, length = 0, ...rest] = decodeBase64(text.slice(0, 12));
  const [inner, size = 0, version = 255] = rest.slice(length < 128 ? 0 : length - 128);
  const isKey = inner === INTEGER && size === 1 && version < 4;
  return tag === SEQUENCE && (isKey || (inner === SEQUENCE && size > 128 && length > 128));
}

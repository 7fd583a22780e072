import { CertificateParseError } from './errors.ts';

const INVALID = 255;
const SPACE = 254;
const PADDING = 253;
const values = new Uint8Array(128).fill(INVALID);
[...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].forEach(
  (c, value) => (values[c.charCodeAt(0)] = value),
);
for (const c of ' \t\r\n\v\f') values[c.charCodeAt(0)] = SPACE;
values[61] = PADDING;

/**
 * Octets of the base64 text `text[start..end)` (RFC 4648 section 4); white space counts for nothing, as it stands or as JSON, YAML
 * and XML write it (`\n`, `&#13;`), and `\/` is a slash.
 * @throws CertificateParseError with the offset of the first character that does not belong there.
 */
export function decodeBase64(text: string, start = 0, end: number = text.length): Uint8Array {
  const out = new Uint8Array(Math.ceil(((end - start) * 3) / 4));
  let length = 0;
  let group = 0;
  let digits = 0;
  let padding = 0;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    let value = code < 128 ? values[code]! : INVALID;
    if (code === BACKSLASH || code === AMPERSAND) {
      const escape = escapeAt(text, i, end);
      if (escape === undefined) wrong('a character that base64 does not have', i);
      value = escape.value;
      i = escape.last;
    }
    if (value === SPACE) continue;
    if (value === PADDING) {
      padding++;
      continue;
    }
    if (value === INVALID) wrong('a character that base64 does not have', i);
    if (padding > 0) wrong('more text after its end', i);
    group = (group << 6) | value;
    if (++digits === 4) {
      out[length++] = group >> 16;
      out[length++] = (group >> 8) & 255;
      out[length++] = group & 255;
      group = 0;
      digits = 0;
    }
  }
  if (digits === 1 || padding > 2 || (padding > 0 && digits + padding !== 4) || (padding === 0 && digits !== 0))
    wrong('a length that base64 cannot have; it is probably cut off', end);
  if (digits === 2) out[length++] = group >> 4;
  if (digits === 3) {
    out[length++] = group >> 10;
    out[length++] = (group >> 2) & 255;
  }
  if ((digits === 2 && (group & 15) !== 0) || (digits === 3 && (group & 3) !== 0)) wrong('stray bits at its end', end);
  return out.subarray(0, length);
}

const BACKSLASH = 92;
const AMPERSAND = 38;
/** As strings of JSON and YAML (once or twice encoded) and as text of XML have them; longer ones do not occur. */
const ESCAPE = /\\{1,4}(?:([nrt])|(\/)|u00([0-7][0-9a-f]))|&#(?:13|10|9|x0*[da9]);/iy;

/** What an escape stands for, and its last character; undefined when it is none. */
function escapeAt(text: string, at: number, end: number): { value: number; last: number } | undefined {
  ESCAPE.lastIndex = at;
  const match = ESCAPE.exec(text);
  if (match === null || ESCAPE.lastIndex > end) return undefined;
  const [, , slash, hex] = match;
  const code = hex !== undefined ? parseInt(hex, 16) : slash !== undefined ? 47 : 32;
  return { value: values[code]!, last: ESCAPE.lastIndex - 1 };
}

function wrong(what: string, offset: number): never {
  throw new CertificateParseError(
    'pem.base64',
    `The base64 text has ${what}; copy the certificate again, complete and unchanged.`,
    {
      offset,
      rule: 'RFC 4648 section 4',
    },
  );
}

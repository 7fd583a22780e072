import { base64From } from './encoded-digits.ts';
import { certaintyOfPart } from './model.ts';
import type { KeySpan } from './model.ts';

const QUOTE = String.raw`(?:\\{0,4}["'\x60]|&(?:quot|apos|#3[49]|#x2[27]);)?`;
/** The member that every JSON Web Key has (RFC 7517 section 4.1), and those that are secret (RFC 7518 section 6). */
const KIND = new RegExp(String.raw`${QUOTE}\bkty${QUOTE}\s{0,20}[:=]\s{0,20}${QUOTE}(RSA|EC|OKP|oct)\b`, 'g');
const SECRET = new RegExp(
  String.raw`(?<![\w-])(d|p|q|dp|dq|qi|k)${QUOTE}\s{0,20}[:=]\s{0,20}${QUOTE}(?=[A-Za-z0-9_+/-]{16})`,
  'g',
);
/** How far the members of one key may be from its kind: those of RSA with 8192 bits have 12,000 characters. */
const REACH = 16_000;
/** Digits of the shortest secret that is worth the name: 128 bits. */
const FEWEST = 22;

/** JSON Web Keys with secret members, also escaped, in YAML, or in a set. */
export function jsonWebKeys(text: string): KeySpan[] {
  return [...text.matchAll(KIND)].flatMap((kind): KeySpan[] => {
    const object = objectAround(text, kind.index);
    const members = [...text.slice(object.start, object.end).matchAll(SECRET)].flatMap((member) => {
      // Of a symmetric key `k` is the secret, and nothing else has one.
      if ((member[1] === 'k') !== (kind[1] === 'oct')) return [];
      const start = object.start + member.index;
      const { digits, end } = base64From(text, start + member[0].length);
      return digits.length >= 16 ? [{ digits, start, end }] : [];
    });
    if (members.length === 0) return [];
    return [
      {
        form: 'json-web-key',
        protection: 'none',
        certainty: members.some(({ digits }) => digits.length >= FEWEST) ? 'certain' : 'trace',
        start: Math.min(kind.index, ...members.map(({ start }) => start)),
        end: Math.max(...members.map(({ end }) => end)),
      },
    ];
  });
}

/** The object in braces that a place is in; without braces the text around it. */
function objectAround(text: string, at: number): { readonly start: number; readonly end: number } {
  const first = Math.max(0, at - REACH);
  const before = text.slice(first, at).lastIndexOf('{');
  const after = text.slice(at, at + REACH).indexOf('}');
  return { start: before < 0 ? first : first + before, end: after < 0 ? at + REACH : at + after };
}

/** The secret number of an RSA or EC key of .NET and XKMS: `<RSAKeyValue>…<D>…</D>`. */
const XML_SECRET = /(?:<|&lt;)(?:\w+:)?(D|InverseQ|DP)(?:>|&gt;)\s*(?=[A-Za-z0-9+/])/g;

/** Keys that .NET writes as XML (W3C XKMS 2.0, RSAKeyPair). */
export function xmlKeys(text: string): KeySpan[] {
  if (!/(?:RSA|DSA|EC)Key(?:Value|Pair)/.test(text)) return [];
  return [...text.matchAll(XML_SECRET)].flatMap((member): KeySpan[] => {
    const { digits, end } = base64From(text, member.index + member[0].length);
    if (digits.length < 16) return [];
    // Each number of one key is a secret of its own, and `D` is the one that all others follow from.
    const certainty =
      member[1] === 'D' ? (digits.length >= 40 ? 'certain' : certaintyOfPart({ digits: digits.length })) : 'trace';
    return [{ form: 'xml-key', protection: 'none', certainty, start: member.index, end }];
  });
}

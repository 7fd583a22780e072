import { CertificateParseError } from './errors.ts';

/** Octets that are looked at: binary structures begin with lengths and object identifiers, so damage shows at once. */
const HEAD = 64;

/**
 * Refuses a binary file that somebody's software took for text. Where it put U+FFFD (EF BF BD) in place of octets above 7F, what
 * stood there is lost; where it wrote each of them as a character of two octets, nothing says that it is.
 * @throws CertificateParseError
 */
export function refuseSavedAsText(bytes: Uint8Array): void {
  const how = damage(bytes);
  if (how !== undefined)
    throw new CertificateParseError(
      'file.saved-as-text',
      `This is a binary file that was saved as text: ${how}. Fetch it again and transfer it as binary, or as PEM.`,
      { offset: 0 },
    );
}

function damage(bytes: Uint8Array): string | undefined {
  // A length as DER has it for all but the smallest structures: no octet of it was touched.
  if (bytes[0] === 0x30 && bytes[1]! >= 0x81 && bytes[1]! <= 0x84)
    return hasNewLineEnds(bytes) ? 'line ends were changed (0A to 0D 0A), as FTP does' : undefined;
  const head = bytes.subarray(0, HEAD);
  if (!head.some((octet) => octet < 0x09)) return undefined;
  if (count(head, 0xef, 0xbf, 0xbd) > 0)
    return 'octets above 7F became the character U+FFFD (EF BF BD), so they are lost';
  // A length in several octets (30 82), the beginning of most object identifiers (2A 86 48), or the marks of JKS and JCEKS
  // (FE ED FE ED, CE CE CE CE), each octet as a character.
  if (
    (bytes[0] === 0x30 && bytes[1] === 0xc2) ||
    count(head, 0x2a, 0xc2, 0x86, 0x48) > 0 ||
    [0xc3, 0xbe, 0xc3, 0xad, 0xc3, 0xbe, 0xc3, 0xad].every((octet, i) => head[i] === octet) ||
    [0xc3, 0x8e, 0xc3, 0x8e, 0xc3, 0x8e, 0xc3, 0x8e].every((octet, i) => head[i] === octet)
  )
    return 'octets above 7F were written as characters of two octets (UTF-8)';
  return undefined;
}

/** It is longer than it says by just as much as line ends would take away. */
function hasNewLineEnds(bytes: Uint8Array): boolean {
  let end = 2 + (bytes[1]! & 0x7f);
  let length = 0;
  for (let i = 2; i < end; i++) length = length * 256 + (bytes[i] ?? 0);
  end += length;
  if (end >= bytes.length) return false;
  const behind = bytes.subarray(end);
  return behind.some((octet) => octet > 0x20) && count(bytes, 0x0d, 0x0a) === behind.length;
}

function count(bytes: Uint8Array, ...wanted: readonly number[]): number {
  let found = 0;
  for (let i = 0; i + wanted.length <= bytes.length; i++)
    if (wanted.every((octet, k) => bytes[i + k] === octet)) found++;
  return found;
}

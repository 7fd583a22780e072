const OCTETS = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, '0'));

/** Longer octets are converted piece by piece, since a string grown by millions of small additions takes much memory. */
const PIECE = 4096;

/** Lower-case hex of octets. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  const end = Math.min(bytes.length, PIECE);
  for (let i = 0; i < end; i++) text += OCTETS[bytes[i]!]!;
  if (end === bytes.length) return text;
  const pieces = [text];
  for (let i = PIECE; i < bytes.length; i += PIECE) pieces.push(toHex(bytes.subarray(i, i + PIECE)));
  return pieces.join('');
}

/**
 * Hex of the true value of an INTEGER's content octets: `-05` for minus five, `00` for zero, and no leading `00` that only
 * keeps a positive number positive.
 */
export function integerHex(content: Uint8Array): string {
  if (content.length > 0 && content[0]! >= 0x80) return `-${toHex(negate(content))}`;
  return toHex(content.length > 1 && content[0] === 0 ? content.subarray(1) : content);
}

/** Value of an INTEGER's content octets. */
export function integerValue(content: Uint8Array): bigint {
  const value = content.length === 0 ? 0n : BigInt(`0x${toHex(content)}`);
  return content.length > 0 && content[0]! >= 0x80 ? value - (1n << BigInt(8 * content.length)) : value;
}

/** Two's complement, without a leading zero octet. */
function negate(content: Uint8Array): Uint8Array {
  const positive = content.map((octet) => 255 - octet);
  for (let i = positive.length - 1; i >= 0; i--) {
    positive[i] = (positive[i]! + 1) & 255;
    if (positive[i] !== 0) break;
  }
  return positive.length > 1 && positive[0] === 0 ? positive.subarray(1) : positive;
}

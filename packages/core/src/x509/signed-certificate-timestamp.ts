import { refuse, type DerCursor } from './der.ts';
import { toHex } from './hex.ts';
import type { SignedCertificateTimestamp } from './model.ts';

const RULE = 'RFC 6962 section 3.3';
/** Version, log id, timestamp, length of extensions, signature algorithm, length of the signature. */
const SHORTEST = 1 + 32 + 8 + 2 + 2 + 2;

/**
 * Reads a `SignedCertificateTimestampList` (RFC 6962 section 3.3): an OCTET STRING that holds TLS structures. Timestamps of
 * versions after 1 are stepped over, as that section asks.
 */
export function readSignedCertificateTimestamps(cursor: DerCursor): SignedCertificateTimestamp[] {
  cursor.expect(0x04, 'the list of certificate timestamps');
  const { bytes, body, stop } = cursor;
  if (stop - body < 2 || twoOctets(bytes, body) !== stop - body - 2 || stop - body === 2) malformed(body);
  const list: SignedCertificateTimestamp[] = [];
  let at = body + 2;
  while (at < stop) {
    if (stop - at < 2) malformed(at);
    const start = at + 2;
    const end = start + twoOctets(bytes, at);
    if (end > stop || end === start) malformed(at);
    if (bytes[start] === 0) list.push(readTimestamp(bytes, start, end));
    at = end;
  }
  return list;
}

function readTimestamp(bytes: Uint8Array, start: number, end: number): SignedCertificateTimestamp {
  if (end - start < SHORTEST) malformed(start);
  const logId = toHex(bytes.subarray(start + 1, start + 33));
  let timestamp = 0;
  for (let i = start + 33; i < start + 41; i++) timestamp = timestamp * 256 + bytes[i]!;
  const signature = start + 43 + twoOctets(bytes, start + 41);
  if (signature + 4 > end || signature + 4 + twoOctets(bytes, signature + 2) !== end) malformed(start);
  // Date ends in the year 275760.
  if (timestamp > 8.64e15) malformed(start + 33);
  return { logId, timestamp: new Date(timestamp) };
}

const twoOctets = (bytes: Uint8Array, at: number): number => bytes[at]! * 256 + bytes[at + 1]!;

function malformed(offset: number): never {
  refuse('x509.signed-certificate-timestamps', 'The list of certificate timestamps is malformed.', offset, RULE);
}

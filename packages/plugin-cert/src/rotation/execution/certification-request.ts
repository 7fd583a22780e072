import { createPublicKey, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** sha256WithRSAEncryption with its NULL parameters (RFC 8017 appendix A.2.4), DER. */
const SHA256_WITH_RSA = Buffer.from('300d06092a864886f70d01010b0500', 'hex');
const SEQUENCE = 0x30;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
/** Attributes of a request: none. */
const ATTRIBUTES = 0xa0;

/**
 * A signing request without attributes, PEM.
 *
 * @param key RSA.
 * @param subject DER of the name that is asked for.
 * @source RFC 2986 section 4
 */
export function certificationRequest(key: KeyObject, subject: Uint8Array): string {
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const info = der(SEQUENCE, [der(INTEGER, [Buffer.of(0)]), subject, publicKey, der(ATTRIBUTES, [])]);
  const signature = sign('sha256', info, key);
  const request = der(SEQUENCE, [info, SHA256_WITH_RSA, der(BIT_STRING, [Buffer.of(0), signature])]);
  const lines = request.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE REQUEST-----', ...lines, '-----END CERTIFICATE REQUEST-----', ''].join('\n');
}

/** One value of DER with a definite length (X.690 section 8.1.3). */
function der(tag: number, contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.of(tag), lengthOf(content.length), content]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 0x100)) octets.unshift(rest % 0x100);
  return Buffer.of(0x80 | octets.length, ...octets);
}

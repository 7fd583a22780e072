import { openDer, Tag, type DerCursor, CertificateParseError } from '../../x509/index.ts';
import type { Der } from '../../x509/model.ts';

/**
 * An ECDSA signature as WebCrypto wants it: r and s, each as wide as a coordinate (IEEE P1363), from DER
 * (RFC 3279 section 2.2.3). Undefined when it is not strict DER or a number does not fit.
 */
export function ecdsaSignatureToRaw(signature: Der, width: number): Uint8Array | undefined {
  try {
    const numbers = openDer(signature, Tag.sequence, 'the signature');
    const raw = new Uint8Array(2 * width);
    if (!place(numbers, raw, width) || !place(numbers, raw, 2 * width)) return undefined;
    numbers.finish('the signature');
    return raw;
  } catch (error) {
    if (error instanceof CertificateParseError) return undefined;
    throw error;
  }
}

function place(numbers: DerCursor, raw: Uint8Array, end: number): boolean {
  numbers.integer('a number of the signature');
  let number = numbers.content();
  if (number[0]! >= 0x80) return false;
  if (number[0] === 0) number = number.subarray(1);
  if (number.length > raw.length / 2) return false;
  raw.set(number, end - number.length);
  return true;
}

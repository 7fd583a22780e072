import type { PublicKey } from '../../x509/index.ts';

/**
 * Whether two public keys are one key. Some software leaves out the NULL parameters of an RSA key (RFC 8017 appendix A.1),
 * so that the octets of SubjectPublicKeyInfo may differ.
 */
export function isSameKey(one: PublicKey, other: PublicKey): boolean {
  return one.algorithm.oid === other.algorithm.oid && one.curve === other.curve && sameOctets(one.bits, other.bits);
}

function sameOctets(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((octet, at) => octet === other[at]);
}

/** Kinds of keys that a server may have a certificate of, each of its own. */
export type KeyType = 'RSA' | 'ECDSA';

/**
 * Signature algorithms that only a key of that kind makes: with TLS 1.3 nothing else chooses between two certificates, and cipher
 * suites do not (RFC 8446 section 4.2.3). In the names of OpenSSL.
 */
export const signatureAlgorithmsOf: Readonly<Record<KeyType, string>> = {
  RSA: [
    ...['rsa_pss_rsae_sha256', 'rsa_pss_rsae_sha384', 'rsa_pss_rsae_sha512'],
    ...['RSA+SHA256', 'RSA+SHA384', 'RSA+SHA512'],
  ].join(':'),
  ECDSA: ['ECDSA+SHA256', 'ECDSA+SHA384', 'ECDSA+SHA512'].join(':'),
};

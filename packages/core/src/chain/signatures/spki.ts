import type { Der, PublicKey } from '../../x509/model.ts';

/** AlgorithmIdentifier of rsaEncryption with NULL (RFC 3279 section 2.3.1). */
const RSA_ENCRYPTION = Uint8Array.of(
  0x30,
  0x0d,
  0x06,
  0x09,
  0x2a,
  0x86,
  0x48,
  0x86,
  0xf7,
  0x0d,
  0x01,
  0x01,
  0x01,
  0x05,
  0x00,
);

/** SubjectPublicKeyInfo of an RSA-PSS key as a plain RSA key: WebCrypto imports no other. */
export const asPlainRsa = (key: PublicKey): Der => subjectPublicKeyInfo(RSA_ENCRYPTION, key.bits);

/** The key of a DSA certificate that leaves its parameters to its issuer (RFC 3279 section 2.3.2), with these put in. */
export function withDsaParameters(key: PublicKey, parameters: Der): PublicKey {
  const oid = key.algorithm.der.subarray(2);
  const algorithm = element(0x30, concat(oid, parameters));
  return {
    ...key,
    algorithm: { ...key.algorithm, parameters, der: algorithm },
    spki: subjectPublicKeyInfo(algorithm, key.bits),
  };
}

function subjectPublicKeyInfo(algorithm: Der, bits: Der): Der {
  return element(0x30, concat(algorithm, element(0x03, concat(Uint8Array.of(0), bits))));
}

function element(tag: number, content: Uint8Array): Uint8Array {
  const length: number[] = [];
  for (let rest = content.length; rest > 0; rest = Math.floor(rest / 256)) length.unshift(rest % 256);
  const header = content.length < 0x80 ? [tag, content.length] : [tag, 0x80 | length.length, ...length];
  return concat(Uint8Array.from(header), content);
}

function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

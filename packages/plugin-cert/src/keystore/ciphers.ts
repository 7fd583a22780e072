import { createDecipheriv } from 'node:crypto';
import { openDer, Tag } from '@cert-health/core';
import { decryptRc2Cbc } from './rc2.ts';

/** A cipher of PBES2 or of a store: how long its key is, and how it opens. */
export interface Cipher {
  readonly keyLength: number;
  /**
   * @param parameters those of its AlgorithmIdentifier, in DER
   * @returns undefined when the key does not fit, as far as that shows
   * @throws {CertificateParseError} when the parameters break their form
   */
  readonly open: (key: Uint8Array, parameters: Uint8Array, content: Uint8Array) => Uint8Array | undefined;
}

/** A block cipher in CBC mode with padding, by its name in node:crypto; its parameter is the initialization vector. */
const cbc = (name: string, keyLength: number): Cipher => ({
  keyLength,
  open: (key, parameters, content) => openCbc(name, key, octetsIn(parameters), content),
});

/** DES has gone from OpenSSL; three times the same key in its successor is the same. */
const des: Cipher = {
  keyLength: 8,
  open: (key, parameters, content) => openCbc('des-ede3-cbc', tripled(key), octetsIn(parameters), content),
};

export const tripled = (key: Uint8Array): Uint8Array => Buffer.concat([key, key, key]);

/** RFC 5084 section 3: a nonce, and the length of the tag, which stands behind the content. */
const authenticated = (name: 'aes-256-ccm' | 'aes-256-gcm'): Cipher => ({
  keyLength: 32,
  open: (key, parameters, content) => {
    const inner = openDer(parameters, Tag.sequence, 'the parameters of the cipher');
    const nonce = inner.octetString('the nonce');
    const tagLength = inner.done ? 12 : inner.smallInteger('the length of the tag', 16);
    if (content.length < tagLength) return undefined;
    const body = content.subarray(0, content.length - tagLength);
    return quietly(() => {
      const options = { authTagLength: tagLength };
      const open =
        name === 'aes-256-ccm'
          ? createDecipheriv(name, key, nonce, options)
          : createDecipheriv(name, key, nonce, options);
      open.setAuthTag(content.subarray(content.length - tagLength));
      return Buffer.concat([open.update(body), open.final()]);
    });
  },
});

/** RFC 5649: a key wrap with padding. */
const wrapped: Cipher = {
  keyLength: 32,
  open: (key, _parameters, content) =>
    quietly(() => {
      const open = createDecipheriv('id-aes256-wrap-pad', key, Buffer.from('a65959a6', 'hex'));
      return Buffer.concat([open.update(content), open.final()]);
    }),
};

/** Ciphers by their OIDs. */
export const ciphers: Readonly<Record<string, Cipher>> = {
  '2.16.840.1.101.3.4.1.2': cbc('aes-128-cbc', 16),
  '2.16.840.1.101.3.4.1.22': cbc('aes-192-cbc', 24),
  '2.16.840.1.101.3.4.1.42': cbc('aes-256-cbc', 32),
  '2.16.840.1.101.3.4.1.46': authenticated('aes-256-gcm'),
  '2.16.840.1.101.3.4.1.47': authenticated('aes-256-ccm'),
  '2.16.840.1.101.3.4.1.48': wrapped,
  '1.2.840.113549.3.7': cbc('des-ede3-cbc', 24),
  '1.3.14.3.2.7': des,
  '1.2.392.200011.61.1.1.1.2': cbc('camellia-128-cbc', 16),
  '1.2.392.200011.61.1.1.1.3': cbc('camellia-192-cbc', 24),
  '1.2.392.200011.61.1.1.1.4': cbc('camellia-256-cbc', 32),
  '1.2.410.200046.1.1.2': cbc('aria-128-cbc', 16),
  '1.2.410.200046.1.1.7': cbc('aria-192-cbc', 24),
  '1.2.410.200046.1.1.12': cbc('aria-256-cbc', 32),
};

export function openCbc(name: string, key: Uint8Array, iv: Uint8Array, content: Uint8Array): Uint8Array | undefined {
  return quietly(() => {
    const open = createDecipheriv(name, key, iv);
    return Buffer.concat([open.update(content), open.final()]);
  });
}

export function openRc2(
  key: Uint8Array,
  effectiveBits: number,
  iv: Uint8Array,
  content: Uint8Array,
): Uint8Array | undefined {
  if (iv.length !== 8 || content.length % 8 !== 0) return undefined;
  const plain = decryptRc2Cbc(key, effectiveBits, iv, content);
  const length = plain[plain.length - 1] ?? 0;
  const padded = length >= 1 && length <= 8 && plain.subarray(-length).every((octet) => octet === length);
  return padded ? plain.subarray(0, -length) : undefined;
}

/** RC4, which OpenSSL has put away: a stream, so that a wrong key shows only in what comes out. */
export function openRc4(key: Uint8Array, content: Uint8Array): Uint8Array {
  const state = Uint8Array.from({ length: 256 }, (_, i) => i);
  const swap = (a: number, b: number): void => {
    [state[a], state[b]] = [state[b] as number, state[a] as number];
  };
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + (state[i] as number) + (key[i % key.length] as number)) & 255;
    swap(i, j);
  }
  let i = 0;
  let j = 0;
  return content.map((octet) => {
    i = (i + 1) & 255;
    j = (j + (state[i] as number)) & 255;
    swap(i, j);
    return octet ^ (state[((state[i] as number) + (state[j] as number)) & 255] as number);
  });
}

/** A wrong key shows as wrong padding or a wrong tag, which OpenSSL throws. */
function quietly(open: () => Uint8Array): Uint8Array | undefined {
  try {
    return open();
  } catch {
    return undefined;
  }
}

function octetsIn(parameters: Uint8Array): Uint8Array {
  const { bytes, at, end } = openDer(parameters, Tag.octetString, 'the initialization vector');
  return bytes.subarray(at, end);
}

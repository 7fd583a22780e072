import { createCipheriv, createHash } from 'node:crypto';
import { utf16 } from '../../src/keystore/password.ts';
import { integer, nothing, octets, oid, sequence } from './der-writer.ts';

/** What is to stand in a Java keystore of a test. */
export type JavaEntry =
  | { readonly alias: string | Buffer; readonly certificate: Uint8Array; readonly type?: string }
  | {
      readonly alias: string | Buffer;
      /** PKCS#8, or whatever is to stand in its place. */
      readonly key: Uint8Array;
      readonly chain: readonly Uint8Array[];
      /** Where it is not that of the store. */
      readonly keyPassword?: string;
    }
  /** A serialized object. */
  | { readonly alias: string; readonly object: Uint8Array };

export interface JavaStore {
  readonly entries: readonly JavaEntry[];
  readonly password: string;
  readonly kind?: 'jks' | 'jceks';
  readonly version?: 1 | 2;
}

/** Writes a JKS or JCEKS file by the description of its format. */
export function javaStore({ entries, password, kind = 'jks', version = 2 }: JavaStore): Buffer {
  const certificate = (der: Uint8Array, type = 'X.509'): Buffer =>
    Buffer.concat([...(version === 2 ? [text(type)] : []), block(der)]);
  const body = Buffer.concat([
    Buffer.from(kind === 'jks' ? 'feedfeed' : 'cececece', 'hex'),
    number(version),
    number(entries.length),
    ...entries.map((entry) => {
      const head = (tag: number): Buffer => Buffer.concat([number(tag), text(entry.alias), Buffer.alloc(8)]);
      if ('object' in entry) return Buffer.concat([head(3), entry.object]);
      if ('certificate' in entry) return Buffer.concat([head(2), certificate(entry.certificate, entry.type)]);
      const seal = kind === 'jks' ? sealedForJks : sealedForJceks;
      const chain = entry.chain.map((der) => certificate(der));
      return Buffer.concat([
        head(1),
        block(seal(entry.key, entry.keyPassword ?? password)),
        number(chain.length),
        ...chain,
      ]);
    }),
  ]);
  return Buffer.concat([body, sha1(utf16(password), Buffer.from('Mighty Aphrodite'), body)]);
}

const sha1 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha1');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

export function number(value: number): Buffer {
  const octetsOfNumber = Buffer.alloc(4);
  octetsOfNumber.writeUInt32BE(value);
  return octetsOfNumber;
}

export function text(value: string | Buffer): Buffer {
  const content = Buffer.from(value as string);
  return Buffer.concat([number(content.length).subarray(2), content]);
}

export const block = (content: Uint8Array): Buffer => Buffer.concat([number(content.length), content]);

/** As sun.security.provider.KeyProtector does it. */
function sealedForJks(key: Uint8Array, password: string): Buffer {
  const secret = utf16(password);
  const salt = Buffer.alloc(20, 7);
  const sealed = Buffer.from(key);
  let stream: Buffer = salt;
  for (let at = 0; at < sealed.length; at++) {
    if (at % 20 === 0) stream = sha1(secret, stream);
    sealed[at] = (sealed[at] as number) ^ (stream[at % 20] as number);
  }
  return sequence(sequence(oid('1.3.6.1.4.1.42.2.17.1.1'), nothing), octets(salt, sealed, sha1(secret, key)));
}

/** As com.sun.crypto.provider does it: PBEWithMD5AndTripleDES. */
function sealedForJceks(key: Uint8Array, password: string): Buffer {
  const salt = Buffer.from('0123456789abcdef', 'hex');
  const rounds = 20;
  const half = (start: Buffer): Buffer => {
    let digest = start;
    for (let round = 0; round < rounds; round++) {
      digest = createHash('md5').update(digest).update(password, 'latin1').digest();
    }
    return digest;
  };
  const derived = Buffer.concat([half(salt.subarray(0, 4)), half(salt.subarray(4))]);
  const cipher = createCipheriv('des-ede3-cbc', derived.subarray(0, 24), derived.subarray(24));
  return sequence(
    sequence(oid('1.3.6.1.4.1.42.2.19.1'), sequence(octets(salt), integer(rounds))),
    octets(cipher.update(key), cipher.final()),
  );
}

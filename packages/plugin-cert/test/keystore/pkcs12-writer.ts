import { createCipheriv, createHmac, pbkdf2Sync } from 'node:crypto';
import { digests } from '../../src/keystore/digests.ts';
import { passwordOf } from '../../src/keystore/password.ts';
import { derivePkcs12Key, purpose } from '../../src/keystore/pkcs12-kdf.ts';
import { explicit, integer, nothing, octets, oid, sequence, set, tlv } from './der-writer.ts';

const data = oid('1.2.840.113549.1.7.1');
const bagType = (number: number): Buffer => oid(`1.2.840.113549.1.12.10.1.${number}`);
const rounds = 3;
const salt = Buffer.from('0011223344556677', 'hex');

/** Attributes of a bag: a name as it stands in the file, a link between key and certificate, Java's mark of trust. */
export interface BagAttributes {
  readonly name?: string | Uint8Array;
  readonly localKeyId?: string;
  readonly trusted?: boolean;
}

export const bmp = (text: string): Buffer => tlv(0x1e, Buffer.from(text, 'utf16le').swap16());

function attributesOf({ name, localKeyId, trusted }: BagAttributes): Buffer[] {
  const attribute = (type: string, value: Uint8Array): Buffer => sequence(oid(type), set(value));
  const all = [
    ...(name === undefined ? [] : [attribute('1.2.840.113549.1.9.20', typeof name === 'string' ? bmp(name) : name)]),
    ...(localKeyId === undefined ? [] : [attribute('1.2.840.113549.1.9.21', octets(Buffer.from(localKeyId)))]),
    ...(trusted ? [attribute('2.16.840.1.113894.746875.1.1', oid('2.5.29.37.0'))] : []),
  ];
  return all.length === 0 ? [] : [set(...all)];
}

export function certificateBag(der: Uint8Array, attributes: BagAttributes = {}): Buffer {
  const certificate = sequence(oid('1.2.840.113549.1.9.22.1'), explicit(0, octets(der)));
  return sequence(bagType(3), explicit(0, certificate), ...attributesOf(attributes));
}

/** A key under a password, or in the open. */
export function keyBag(pkcs8: Uint8Array, password: string | undefined, attributes: BagAttributes = {}): Buffer {
  if (password === undefined) return sequence(bagType(1), explicit(0, pkcs8), ...attributesOf(attributes));
  const { algorithm, sealed } = encrypt(pkcs8, password);
  return sequence(bagType(2), explicit(0, sequence(algorithm, octets(sealed))), ...attributesOf(attributes));
}

/** PBES2 with PBKDF2 (HMAC with SHA-256) and AES-256. */
function encrypt(plain: Uint8Array, password: string): { algorithm: Buffer; sealed: Buffer } {
  const iv = Buffer.alloc(16, 9);
  const cipher = createCipheriv('aes-256-cbc', pbkdf2Sync(password, salt, rounds, 32, 'sha256'), iv);
  const derivation = sequence(
    oid('1.2.840.113549.1.5.12'),
    sequence(octets(salt), integer(rounds), sequence(oid('1.2.840.113549.2.9'), nothing)),
  );
  const encryption = sequence(oid('2.16.840.1.101.3.4.1.42'), octets(iv));
  const algorithm = sequence(oid('1.2.840.113549.1.5.13'), sequence(derivation, encryption));
  return { algorithm, sealed: Buffer.concat([cipher.update(plain), cipher.final()]) };
}

export const openPart = (...bags: readonly Uint8Array[]): Buffer =>
  sequence(data, explicit(0, octets(sequence(...bags))));

export function encryptedPart(password: string, ...bags: readonly Uint8Array[]): Buffer {
  const { algorithm, sealed } = encrypt(sequence(...bags), password);
  const info = sequence(data, algorithm, tlv(0x80, sealed));
  return sequence(oid('1.2.840.113549.1.7.6'), explicit(0, sequence(integer(0), info)));
}

/** The proof of integrity: none, that of PKCS#12 with a digest, PBMAC1, or of a kind that nobody knows. */
export type Mac =
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'pkcs12'; readonly digest: string; readonly password: string }
  | {
      readonly kind: 'pbmac1';
      readonly password: string;
      readonly prf?: 'sha256' | 'sha512' | 'unknown';
      readonly hash?: 'sha256' | 'sha512';
      /** Its key says how long it is, as RFC 9579 asks. */
      readonly keyLength?: boolean;
    };

export function pkcs12(parts: readonly Uint8Array[], mac: Mac): Buffer {
  const content = sequence(...parts);
  const authSafe = sequence(data, explicit(0, octets(content)));
  return sequence(integer(3), authSafe, ...macOf(mac, content));
}

function macOf(mac: Mac, content: Uint8Array): Buffer[] {
  if (mac.kind === 'none') return [];
  if (mac.kind === 'unknown') {
    return [sequence(sequence(sequence(oid('1.2.3.4'), nothing), octets(Buffer.alloc(20))), octets(salt), integer(1))];
  }
  if (mac.kind === 'pbmac1') {
    const { password, prf = 'sha256', hash = 'sha256', keyLength = true } = mac;
    const hmac = { sha256: '1.2.840.113549.2.9', sha512: '1.2.840.113549.2.11', unknown: '1.2.3.4' };
    const length = createHmac(hash, '').digest().length;
    const parameters = [octets(salt), integer(rounds), ...(keyLength ? [integer(length)] : [])];
    const derivation = sequence(
      oid('1.2.840.113549.1.5.12'),
      sequence(...parameters, sequence(oid(hmac[prf]), nothing)),
    );
    const scheme = sequence(derivation, sequence(oid(hmac[hash]), nothing));
    const key = pbkdf2Sync(password, salt, rounds, length, prf === 'unknown' ? 'sha1' : prf);
    const value = createHmac(hash, key).update(content).digest();
    return [
      sequence(sequence(sequence(oid('1.2.840.113549.1.5.14'), scheme), octets(value)), octets(salt), integer(1)),
    ];
  }
  const [name, digest] = Object.entries(digests).find(([, one]) => one.name === mac.digest) ?? [];
  if (name === undefined || digest === undefined) throw new Error(`there is no digest ${mac.digest}`);
  const length = createHmac(digest.name, '').digest().length;
  const key = derivePkcs12Key(digest, passwordOf(mac.password).bmp, salt, rounds, purpose.mac, length);
  const value = createHmac(digest.name, key).update(content).digest();
  return [sequence(sequence(sequence(oid(name), nothing), octets(value)), octets(salt), integer(rounds))];
}

import { createPrivateKey, createPublicKey, generateKeyPair, randomBytes, webcrypto } from 'node:crypto';
import { promisify } from 'node:util';

const generate = promisify(generateKeyPair);

/** Sizes that appear in this org; 1024 stands for what long-lived orgs still carry. */
export type RsaSize = 1024 | 2048 | 3072 | 4096;

/** A key pair as WebCrypto takes it, with the algorithm it signs by. */
export interface KeyPair {
  readonly privateKey: webcrypto.CryptoKey;
  readonly publicKey: webcrypto.CryptoKey;
  readonly signing: { readonly name: string; readonly hash: string };
  /** Bits of an RSA modulus or of the curve. */
  readonly size: number;
}

/** A new RSA private key as PKCS #8. node:crypto makes it, off the main thread and faster than WebCrypto. */
export async function newRsaKey(size: RsaSize): Promise<Buffer> {
  const { privateKey } = await generate('rsa', {
    modulusLength: size,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
  return privateKey;
}

/** The pair of an RSA private key in PKCS #8. */
export async function importRsaKey(pkcs8: Buffer, hash: 'SHA-256' | 'SHA-1' = 'SHA-256'): Promise<KeyPair> {
  const key = createPublicKey(createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }));
  const publicKey = key.export({ type: 'spki', format: 'der' });
  const signing = { name: 'RSASSA-PKCS1-v1_5', hash };
  const size = key.asymmetricKeyDetails?.modulusLength ?? 0;
  return { ...(await imported({ publicKey, privateKey: pkcs8 }, signing)), signing, size };
}

/** A new RSA key pair. */
export async function rsaKeyPair(size: RsaSize): Promise<KeyPair> {
  return importRsaKey(await newRsaKey(size));
}

/** A new key pair on P-256. */
export async function ecKeyPair(): Promise<KeyPair> {
  const pair = await generate('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  return { ...(await imported(pair, algorithm)), signing: { name: 'ECDSA', hash: 'SHA-256' }, size: 256 };
}

/** A serial number of 16 octets whose first bit is clear, as hexadecimal digits. */
export function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0]! & 0x3f) | 0x40;
  return bytes.toString('hex');
}

async function imported(
  pair: { publicKey: Buffer; privateKey: Buffer },
  algorithm: webcrypto.RsaHashedImportParams | webcrypto.EcKeyImportParams,
): Promise<Pick<KeyPair, 'publicKey' | 'privateKey'>> {
  const { subtle } = webcrypto;
  const [publicKey, privateKey] = await Promise.all([
    subtle.importKey('spki', pair.publicKey, algorithm, true, ['verify']),
    subtle.importKey('pkcs8', pair.privateKey, algorithm, true, ['sign']),
  ]);
  return { publicKey, privateKey };
}

import { createPublicKey } from 'node:crypto';
import { bytesOf } from '../../file/read-files.ts';
import { VerifyInputError } from '../../verify/verify-error.ts';

/**
 * The public half of a key: of a private key, a public one or a certificate (PEM).
 *
 * @returns SubjectPublicKeyInfo, DER
 * @throws {VerifyInputError}
 */
export function readPublicKeyFile(path: string): Uint8Array {
  const bytes = bytesOf(path);
  if (typeof bytes === 'string') throw new VerifyInputError(`${path}: ${bytes}`);
  const pem = Buffer.from(bytes);
  if (/ENCRYPTED PRIVATE KEY|Proc-Type: 4,ENCRYPTED/.test(pem.toString('latin1'))) {
    throw new VerifyInputError(
      `${path}: the key is locked with a password, and is not needed: give its certificate or its public key (openssl pkey -in FILE -pubout).`,
    );
  }
  try {
    return createPublicKey(pem).export({ format: 'der', type: 'spki' });
  } catch {
    throw new VerifyInputError(`${path}: it holds no key or certificate in PEM that can be read.`);
  }
}

import { createHash } from 'node:crypto';
import type { Keystore, KeystoreCertificate } from './keystore.ts';
import { KeystoreError } from './keystore.ts';
import { utf16 } from './password.ts';

/** Length of the SHA-1 that ends the file. */
const digestLength = 20;

/**
 * Reads a Java keystore (JKS, versions 1 and 2): certificates stand in it unencrypted, so that a password only proves
 * that nothing was changed. Encrypted private keys are stepped over.
 *
 * @param password undefined: integrity is not verified
 * @throws {KeystoreError} when the file breaks the format, or the password does not fit it
 * @source OpenJDK, sun.security.provider.JavaKeyStore, the comment on the format in `engineStore`
 */
export function readJks(bytes: Uint8Array, password: string | undefined): Keystore {
  const reader = new Reader(bytes, bytes.length - digestLength);
  reader.integer();
  const version = reader.integer();
  if (version !== 1 && version !== 2) throw damaged(`it states version ${version}, and there are only 1 and 2`);
  const certificates: KeystoreCertificate[] = [];
  let privateKeys = 0;
  let otherEntries = 0;
  const readCertificate = (alias: string, role: KeystoreCertificate['role']): void => {
    const type = version === 2 ? reader.text() : 'X.509';
    const der = reader.block();
    if (/^X\.?509$/.test(type)) certificates.push({ alias, der, role });
    else otherEntries++;
  };
  const count = reader.integer();
  for (let entry = 0; entry < count; entry++) {
    const tag = reader.integer();
    const alias = reader.text();
    reader.skip(8); // When the entry was made.
    if (tag === 2) readCertificate(alias, 'trusted');
    else if (tag === 1) {
      privateKeys++;
      reader.block();
      const chain = reader.integer();
      for (let position = 0; position < chain; position++) readCertificate(alias, 'of-key');
    } else throw damaged(`entry ${entry + 1} is of no known kind`);
  }
  if (!reader.done) throw damaged('something stands behind its last entry');
  if (password !== undefined && !digestFits(bytes, password)) {
    throw new KeystoreError('password', 'The password is wrong, or the Java keystore was changed without it.');
  }
  return {
    kind: 'jks',
    certificates,
    privateKeys,
    otherEntries,
    integrity: password === undefined ? 'not-verified' : 'verified',
  };
}

function digestFits(bytes: Uint8Array, password: string): boolean {
  const body = bytes.subarray(0, bytes.length - digestLength);
  const hash = createHash('sha1').update(utf16(password)).update('Mighty Aphrodite').update(body).digest();
  return hash.equals(bytes.subarray(bytes.length - digestLength));
}

function damaged(how: string): KeystoreError {
  return new KeystoreError('damaged', `The Java keystore is damaged: ${how}; copy it again from its system.`);
}

/** Big-endian numbers and blocks behind their lengths, never past the end. */
class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #end: number;
  #at = 0;

  constructor(bytes: Uint8Array, end: number) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#end = end;
  }

  get done(): boolean {
    return this.#at === this.#end;
  }

  /** Steps over so many octets and returns where they began. */
  skip(octets: number): number {
    const start = this.#at;
    if (octets > this.#end - start) throw damaged('it ends in the middle of an entry');
    this.#at += octets;
    return start;
  }

  integer(): number {
    return this.#view.getUint32(this.skip(4));
  }

  text(): string {
    const length = this.#view.getUint16(this.skip(2));
    return new TextDecoder().decode(this.#take(length));
  }

  block(): Uint8Array {
    return this.#take(this.integer());
  }

  #take(octets: number): Uint8Array {
    const start = this.skip(octets);
    return this.#bytes.subarray(start, start + octets);
  }
}

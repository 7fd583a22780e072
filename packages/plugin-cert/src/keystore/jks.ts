import { createHash } from 'node:crypto';
import { sealedJavaKey } from './java-key.ts';
import { skipJavaObject } from './java-object.ts';
import { damaged, keystoreCertificate, wrongPassword } from './keystore.ts';
import type { Keystore, KeystoreCertificate, KeystoreEntry } from './keystore.ts';
import { OctetReader } from './octet-reader.ts';
import { utf16 } from './password.ts';

/** Length of the SHA-1 digest behind the entries. */
const digestLength = 20;

/**
 * Reads a Java keystore (JKS or JCEKS, versions 1 and 2): certificates stand in it unencrypted, so that a password only
 * proves that nothing was changed. Keys stay closed.
 *
 * @param password undefined: integrity is not verified
 * @throws {KeystoreError} when the file breaks the format, or the password does not fit it
 * @source OpenJDK, sun.security.provider.JavaKeyStore and com.sun.crypto.provider.JceKeyStore, the comments on the format
 * in `engineStore`
 */
export function readJks(bytes: Uint8Array, kind: 'jks' | 'jceks', password: string | undefined): Keystore {
  const reader = new OctetReader(bytes, kind);
  reader.integer();
  const version = reader.integer();
  if (version !== 1 && version !== 2) throw damaged(kind, `it states version ${version}, and there are only 1 and 2`);
  const entries: KeystoreEntry[] = [];
  const readCertificates = (count: number): KeystoreCertificate[] => {
    const certificates: KeystoreCertificate[] = [];
    for (let position = 0; position < count; position++) {
      const type = version === 2 ? reader.text() : 'X.509';
      const der = reader.block();
      if (/^X\.?509$/.test(type ?? '')) certificates.push(keystoreCertificate(der));
    }
    return certificates;
  };
  const count = reader.integer();
  for (let entry = 0; entry < count; entry++) {
    const tag = reader.integer();
    const name = namesOf(reader.text());
    reader.skip(8); // When the entry was made.
    if (tag === 1) {
      const key = sealedJavaKey(reader.block(), kind);
      entries.push({ ...name, kind: 'key', key, certificates: readCertificates(reader.integer()) });
    } else if (tag === 2) {
      const certificates = readCertificates(1);
      entries.push({ ...name, kind: certificates.length === 0 ? 'other' : 'trusted', certificates });
    } else if (tag === 3 && kind === 'jceks') {
      skipJavaObject(reader, kind);
      entries.push({ ...name, kind: 'other', certificates: [] });
    } else throw damaged(kind, `entry ${entry + 1} is of no known kind`);
  }
  const body = bytes.subarray(0, reader.at);
  const digest = reader.take(digestLength);
  if (password !== undefined && !digestFits(body, digest, password)) throw wrongPassword(kind);
  return {
    kind,
    entries,
    integrity: password === undefined ? 'not-verified' : 'verified',
    sealedParts: 0,
    trailing: reader.left,
  };
}

/** Java keeps aliases of one spelling only; a name that cannot be decoded costs the name. */
export function namesOf(alias: string | undefined): Pick<KeystoreEntry, 'alias' | 'aliasUnreadable'> {
  return alias === undefined ? { aliasUnreadable: true } : { alias };
}

function digestFits(body: Uint8Array, digest: Uint8Array, password: string): boolean {
  const made = createHash('sha1').update(utf16(password)).update('Mighty Aphrodite').update(body).digest();
  return made.equals(digest);
}

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CertificateParseError, keystoreIn, readCryptographicFile } from '@cert-health/core';
import { bytesOf } from '../file/read-files.ts';
import type { StoreCertificate, StoreContent } from './opened-store.ts';
import { TrustStoreError } from './trust-store-error.ts';

/** No folder of roots has more files; this one is something else. */
const maxFiles = 5000;
/** Files of these names are meant to hold certificates (`.0` and on are OpenSSL's hashed names): unreadable ones are told. */
const certificateFile = /\.(?:pem|crt|cer|der|p7b|p7c|ca-bundle|\d{1,3})$/i;

/**
 * Reads a folder of certificate files, as OpenSSL's CApath is one. Folders in it are not looked into; other files that
 * hold no certificate are passed over.
 *
 * @throws {TrustStoreError}
 */
export function readFolder(path: string): StoreContent {
  const names = namesIn(path);
  if (names.length > maxFiles) {
    throw new TrustStoreError(
      `${path}: The folder has ${names.length} files, far more than there are roots; name one of its folders.`,
    );
  }
  const certificates: StoreCertificate[] = [];
  const problems: string[] = [];
  let folders = 0;
  for (const name of names) {
    const stat = statSync(join(path, name), { throwIfNoEntry: false });
    if (stat?.isDirectory()) folders++;
    else if (!name.startsWith('.')) readOne(join(path, name), name, certificates, problems);
  }
  if (certificates.length === 0 && problems.length === 0) {
    const hint = folders > 0 ? 'folders in it are not looked into, so name the one that holds them' : 'check the path';
    throw new TrustStoreError(`${path}: The folder holds no certificate file; ${hint}.`);
  }
  return { format: 'folder', certificates, problems };
}

/** OpenSSL's hashed names last: they point to files that have a name of their own. */
function namesIn(path: string): string[] {
  try {
    const names = readdirSync(path).sort();
    return [...names.filter((name) => !hashedName.test(name)), ...names.filter((name) => hashedName.test(name))];
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new TrustStoreError(`${path}: The folder cannot be read (${code}); check its permissions.`);
  }
}

const hashedName = /^[0-9a-f]{8}\.\d+$/;

function readOne(path: string, name: string, certificates: StoreCertificate[], problems: string[]): void {
  const bytes = bytesOf(path);
  if (typeof bytes === 'string') {
    if (certificateFile.test(name)) problems.push(`${name}: ${bytes}`);
    return;
  }
  if (keystoreIn(bytes)) {
    problems.push(`${name}: This is a keystore; look at it by itself.`);
    return;
  }
  try {
    const read = readCryptographicFile(bytes);
    certificates.push(...read.certificates.map((certificate) => ({ certificate, place: name })));
    problems.push(...read.problems.map(({ message }) => `${name}: ${message}`));
  } catch (error) {
    if (!(error instanceof CertificateParseError)) throw error;
    if (certificateFile.test(name)) problems.push(`${name}: ${error.message}`);
  }
}

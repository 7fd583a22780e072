import { statSync } from 'node:fs';
import { basename } from 'node:path';
import {
  anchorOf,
  certificateToPem,
  CertificateParseError,
  keystoreIn,
  plural,
  readCacertsPage,
  readCryptographicFile,
  salesforceTrustStore,
} from '@cert-health/core';
import type { CacertsPage, TrustStore } from '@cert-health/core';
import { readBody } from '../body/read-body.ts';
import { bytesOf } from '../file/read-files.ts';
import { KeystoreError } from '../keystore/keystore-error.ts';
import type { PasswordSource } from '../keystore/password-source.ts';
import { storeOfCertificates, storeOfPage } from './opened-store.ts';
import type { OpenedStore, StoreContent } from './opened-store.ts';
import { readFolder } from './read-folder.ts';
import { readKeystore } from './read-keystore.ts';
import { TrustStoreError } from './trust-store-error.ts';

export interface ReadTrustStoreOptions {
  /**
   * Whose list it is. `salesforce`: whatever the file is, it is taken as the list of an instance, and its label says so;
   * `caller` (the default): the store of whoever keeps it, unless it is a saved /cacerts.jsp page.
   */
  readonly as?: 'salesforce' | 'caller';
  /** For keystores. */
  readonly passwords?: PasswordSource;
}

/**
 * Reads a trust store from a file or folder: a saved /cacerts.jsp page, certificates (PEM, DER, PKCS#7), a folder of
 * them, a keystore. What it is goes by its content, not by its name.
 *
 * @param path a file or folder
 * @throws {TrustStoreError} when nothing can be read from it
 */
export async function readTrustStore(path: string, options: ReadTrustStoreOptions = {}): Promise<OpenedStore> {
  if (isFolder(path)) return named(readFolder(path), path, options);
  const bytes = bytesOf(path);
  if (typeof bytes === 'string') throw new TrustStoreError(`${path}: ${bytes}`);
  const keystore = keystoreIn(bytes);
  if (keystore) {
    const content = await readKeystore(keystore.bytes, keystore.kind, options.passwords ?? {}).catch(nameFile(path));
    return named(content, path, options);
  }
  const certificates = readCertificates(bytes);
  if (certificates) return named(certificates, path, options);
  // Not certificates as such: a page, or text that keytool or openssl printed.
  const text = new TextDecoder().decode(bytes);
  // Among the bytes of something else, lines may look like those of a page.
  const page = readCacertsPage(isBinary(bytes) ? '' : text);
  if (page.understood > 0) return storeOfPage(page, printedList(page, text, path, options));
  throw new TrustStoreError(`${path}: ${nothingIn(bytes)}`);
}

/** Bytes that stand in no text: control characters other than white space. */
function isBinary(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b));
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // Why it cannot be looked at is told when it is read.
    return false;
  }
}

const markup = /<(?:html|body|table|pre|div|br|p|li|dl)\b/i;

/** PEM, DER or PKCS#7 that is not part of a page; undefined when it is something else, or holds no certificate. */
function readCertificates(bytes: Uint8Array): StoreContent | undefined {
  if (bytes[0] !== 0x30 && markup.test(new TextDecoder().decode(bytes))) return undefined;
  try {
    const { certificates, problems, privateKeys } = readCryptographicFile(bytes);
    if (certificates.length === 0) return undefined;
    return {
      format: 'certificates',
      certificates: certificates.map((certificate) => ({ certificate })),
      problems: problems.map(({ message }) => message),
      notes: privateKeys > 0 ? ['It holds a private key too, which was not looked at; a trust store needs none.'] : [],
    };
  } catch (error) {
    if (!(error instanceof CertificateParseError)) throw error;
    return undefined;
  }
}

function named(content: StoreContent, path: string, { as }: ReadTrustStoreOptions): OpenedStore {
  const source = shown(path);
  const own = storeOfCertificates(content, {
    id: `file:${source}`,
    label: `The trust store ${basename(source)}`,
    source,
  });
  if (own.certificates.length === 0) {
    throw new TrustStoreError(
      `${path}: ${content.problems[0] ?? `It trusts no certificate. ${own.notes.join(' ')}`.trim()}`,
    );
  }
  if (as !== 'salesforce') return own;
  // A list for servers and clients; what somebody's settings hold back from servers is not on it.
  const listed = own.certificates.filter(({ certificate }) => anchorOf(certificate).constraints.websites !== false);
  const bundle = listed.map(({ certificate }) => certificateToPem(certificate)).join('');
  const { version, partial } = own.store;
  const left = own.certificates.length - listed.length;
  const notes = left === 0 ? own.notes : [...own.notes, leftOutNote(left)];
  if (listed.length === 0)
    throw new TrustStoreError(`${path}: It trusts no certificate for servers. ${leftOutNote(left)}`);
  return {
    ...own,
    notes,
    certificates: listed,
    store: { ...salesforceTrustStore(bundle, { source }), version, partial },
  };
}

const leftOutNote = (count: number): string =>
  `${plural(count, 'certificate is', 'certificates are')} left out: trust settings (TRUSTED CERTIFICATE) do not let ${count === 1 ? 'it' : 'them'} vouch for servers.`;

/** Only a page can be Salesforce's without anybody saying so: what a tool printed may be of any store. */
function printedList(page: CacertsPage, text: string, path: string, { as }: ReadTrustStoreOptions): TrustStore {
  const source = shown(path);
  const store = salesforceTrustStore(page, { source });
  if (as === 'salesforce' || markup.test(text)) return store;
  return { ...store, id: `file:${source}`, label: `The printed list ${basename(source)}` };
}

function nothingIn(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes);
  if (bytes[0] === 0x30 || !markup.test(text))
    return readBody(bytes).problem ?? 'The file holds no certificate; check that it is the right one.';
  return 'Nothing on this page is understood as a list of certificates; it may be a log-in page, so open /cacerts.jsp of your org and save that.';
}

function nameFile(path: string): (error: unknown) => never {
  return (error) => {
    throw error instanceof KeystoreError ? new TrustStoreError(`${path}: ${error.message}`) : error;
  };
}

function shown(path: string): string {
  return path.replaceAll('\\', '/');
}

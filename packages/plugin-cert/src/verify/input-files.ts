import {
  bundleFaults,
  CertificateParseError,
  endsOf,
  keystoreIn,
  parseCertificate,
  parseCrl,
  readCryptographicFile,
} from '@cert-health/core';
import type {
  BundleFault,
  Certificate,
  CertificateRevocationList,
  CryptographicFile,
  FileProblem,
  UnreadList,
} from '@cert-health/core';
import { bytesOf } from '../file/read-files.ts';
import { KeystoreError } from '../keystore/keystore-error.ts';
import { certificatesOfKeystore } from './certificates-of-keystore.ts';
import type { CertificatesOfKeystore, KeystoreChoice, Role } from './certificates-of-keystore.ts';
import { VerifyInputError } from './verify-error.ts';

/** The certificates of a file, and what else of it could not be read, a sentence each. */
export interface CertificateFile {
  readonly certificates: readonly Certificate[];
  readonly ignored: readonly string[];
}

/** The file with the certificate in question. */
export interface LeafFile extends CertificateFile {
  readonly leaf: Certificate;
  /** The others: they may be used to build the path. */
  readonly sent: readonly Certificate[];
  readonly ordered: boolean;
}

export interface CrlFiles {
  readonly crls: readonly CertificateRevocationList[];
  readonly notRead: readonly UnreadList[];
  readonly ignored: readonly string[];
}

/** @throws {VerifyInputError} when the file holds no certificate that can be read */
export function readCertificateFile(path: string, role: Role, keystores: KeystoreChoice): CertificateFile {
  const keystore = openKeystoreFile(path, role, keystores);
  if (keystore) return keystore;
  const { certificates, problems } = openFile(path, (bytes) => parseCertificate(bytes), 'certificates');
  return { certificates, ignored: problems.map(({ message }) => `${path}: ${message}`) };
}

/**
 * The certificate in question is the first of the file, unless it vouches for one of the others: then the file is in the wrong
 * order. In PKCS#7 order means nothing, so there it is the one that vouches for none of the others; of a keystore it is the
 * one of its key.
 *
 * @throws {VerifyInputError} when it cannot be told which it is
 */
export function readLeafFile(path: string, keystores: KeystoreChoice): LeafFile {
  const keystore = openKeystoreFile(path, 'leaf', keystores);
  if (keystore) {
    const [leaf, ...sent] = keystore.certificates as [Certificate, ...Certificate[]];
    return { ...keystore, leaf, sent };
  }
  const file = openFile(path, (bytes) => parseCertificate(bytes), 'certificates');
  const { certificates, problems, unordered } = file;
  const leaf = leafOf(path, file);
  return {
    certificates,
    leaf,
    sent: certificates.filter((one) => one !== leaf),
    ordered: !unordered,
    ignored: problems.map(({ message }) => `${path}: ${message}`),
  };
}

/** @throws {VerifyInputError} when one of the files holds no list that can be read: without it there is no verdict */
export function readCrlFiles(paths: readonly string[]): CrlFiles {
  const files = paths.map((path) => ({ path, ...openFile(path, (bytes) => parseCrl(bytes), 'crls') }));
  const unread = files.flatMap(({ path, problems }) =>
    problems
      .filter(({ kind }) => kind === 'crl')
      .map((problem) => ({ ...problem, message: `${path}: ${problem.message}` })),
  );
  return {
    crls: files.flatMap(({ crls }) => crls),
    notRead: unread
      .filter(({ partly }) => !partly)
      .map(({ message, issuer }) => ({ reason: message, ...(issuer && { issuer }) })),
    ignored: unread.map(({ message }) => message),
  };
}

/** What is to be said of the file before the certificate is judged. */
export function faultsOfFile(
  { leaf, certificates, ordered }: LeafFile,
  elsewhere: readonly Certificate[],
): BundleFault[] {
  // What is judged comes first for them too, also where all of them are authorities.
  const others = certificates.filter((one) => one !== leaf);
  return bundleFaults(ordered ? certificates : [leaf, ...others], { ordered, elsewhere });
}

/** Undefined when the file is no keystore. */
function openKeystoreFile(path: string, role: Role, keystores: KeystoreChoice): CertificatesOfKeystore | undefined {
  const bytes = bytesOf(path);
  const keystore = typeof bytes === 'string' ? undefined : keystoreIn(bytes);
  if (!keystore) return undefined;
  try {
    const read = certificatesOfKeystore(keystore, role, keystores);
    return { ...read, ignored: read.ignored.map((sentence) => `${path}, ${sentence}`) };
  } catch (error) {
    if (!(error instanceof KeystoreError)) throw error;
    throw new VerifyInputError(`${path}: ${error.message}`);
  }
}

function openFile(
  path: string,
  explain: (bytes: Uint8Array) => unknown,
  wanted: 'certificates' | 'crls',
): CryptographicFile {
  const bytes = bytesOf(path);
  if (typeof bytes === 'string') throw new VerifyInputError(`${path}: ${bytes}`);
  try {
    const file = readCryptographicFile(bytes);
    if (file[wanted].length > 0) return file;
    const [problem] = file.problems;
    if (problem) throw new VerifyInputError(`${path}: ${problem.message}`);
    // Names what it is instead.
    explain(bytes);
    return file;
  } catch (error) {
    if (!(error instanceof CertificateParseError)) throw error;
    throw new VerifyInputError(`${path}: ${error.message}`);
  }
}

function leafOf(path: string, { certificates, problems, unordered }: CryptographicFile): Certificate {
  const broken = problems.find(({ kind, partly }) => kind === 'certificate' && !partly);
  const [first] = certificates as [Certificate, ...Certificate[]];
  // The one that cannot be read may be the one that is meant.
  if (broken && (unordered || broken.number === 1 || isAuthority(first))) throw unclear(path, broken);
  const ends = onceEach(endsOf(certificates));
  if (!unordered && (ends.includes(first) || ends.length === 0) && !(isAuthority(first) && hasLeaf(ends))) return first;
  const leaves = ends.filter((one) => !isAuthority(one));
  const meant = leaves.length > 0 ? leaves : ends;
  if (meant.length === 1) return meant[0]!;
  const names = (meant.length > 0 ? meant : certificates).map(
    ({ subject, serialNumber }) => `"${subject.text}" (serial number ${serialNumber})`,
  );
  throw new VerifyInputError(
    `${path}: It holds several certificates that may be the one in question (${names.slice(0, 5).join('; ')}${names.length > 5 ? '; …' : ''}); save that one in a file of its own, and give the others with --untrusted.`,
  );
}

const onceEach = (certificates: readonly Certificate[]): Certificate[] =>
  certificates.filter((one, i) => certificates.findIndex(({ fingerprint }) => fingerprint === one.fingerprint) === i);
const isAuthority = ({ extensions }: Certificate): boolean => extensions.basicConstraints?.ca === true;
const hasLeaf = (ends: readonly Certificate[]): boolean => ends.some((one) => !isAuthority(one));

function unclear(path: string, { message }: FileProblem): VerifyInputError {
  return new VerifyInputError(
    `${path}: ${message} It may be the certificate in question; save that one in a file of its own.`,
  );
}

import { CertificateParseError, judgeKeystoreImport, keystoreIn, keystoreNames } from '@cert-health/core';
import type { Certificate, KeystoreEntryFacts, KeystoreImport, KeystoreKind } from '@cert-health/core';
import { bytesOf } from '../file/read-files.ts';
import { entryName, shownAlias } from '../keystore/entry-name.ts';
import { KeystoreError } from '../keystore/keystore-error.ts';
import type { Integrity, KeystoreEntry } from '../keystore/keystore.ts';
import { openingNotes } from '../keystore/notes.ts';
import { openKeystore } from '../keystore/open-keystore.ts';
import type { OpenedKeystore } from '../keystore/open-keystore.ts';
import type { PasswordSource } from '../keystore/password-source.ts';
import { questionKey } from '../keystore/question-key.ts';
import { Rounds } from '../keystore/rounds.ts';
import { chainOf, inspectCertificate } from './inspect-file.ts';
import type { ChainSummary, InspectedPart, Inspection } from './inspect-file.ts';

/** One entry of a keystore. */
export interface InspectedEntry {
  /** Its alias, or which entry it is where that does not show. */
  readonly name: string;
  readonly kind: KeystoreEntry['kind'];
  /** SHA-256 of its certificates, in the order of the store. */
  readonly certificates: readonly string[];
  /** How several of them belong together. */
  readonly chain: ChainSummary | null;
}

export interface InspectedKeystore {
  readonly kind: KeystoreKind;
  /** What people call it. */
  readonly label: string;
  readonly openedWith: OpenedKeystore['openedWith'];
  /** Whether a password proved that nothing was changed. */
  readonly integrity: Integrity;
  /** Everything in it was seen. */
  readonly complete: boolean;
  readonly entries: readonly InspectedEntry[];
  /** What else is to be known of how it was opened, one sentence each. */
  readonly notes: readonly string[];
  /** What Setup > Certificate and Key Management > Import from Keystore would say of it. */
  readonly import: KeystoreImport;
}

export interface KeystoreInspection extends Inspection {
  readonly keystore: InspectedKeystore;
}

/**
 * Decodes the certificates of a keystore, and says what its import into Salesforce would meet.
 *
 * @param at the moment that dates are judged by
 * @returns undefined when the file is no keystore
 * @throws {CertificateParseError} when it does not open, in one sentence
 */
export async function inspectKeystore(
  path: string,
  at: Date,
  passwords: PasswordSource,
): Promise<KeystoreInspection | undefined> {
  const bytes = bytesOf(path);
  const found = typeof bytes === 'string' ? undefined : keystoreIn(bytes);
  if (!found) return undefined;
  try {
    return inspectionOf(path, await openKeystore(found.bytes, found.kind, passwords), at);
  } catch (error) {
    if (!(error instanceof KeystoreError)) throw error;
    throw new CertificateParseError(`keystore.${error.reason}`, error.message);
  }
}

function inspectionOf(file: string, opened: OpenedKeystore, at: Date): KeystoreInspection {
  const { keystore, openedWith } = opened;
  const { kind, entries, integrity } = keystore;
  const complete = keystore.sealedParts === 0;
  return {
    file,
    parts: entries.flatMap((entry, position) => partsOf(entry, entryName(entry, position), at)),
    chain: null,
    problems: entries.flatMap((entry, position) => problemsOf(entry, entryName(entry, position))),
    keystore: {
      kind,
      label: keystoreNames[kind],
      openedWith,
      integrity,
      complete,
      entries: entries.map((entry, position) => ({
        name: entryName(entry, position),
        kind: entry.kind,
        certificates: readable(entry).map(({ fingerprint }) => fingerprint),
        chain: chainOf(readable(entry), false),
      })),
      notes: openingNotes(opened),
      import: judgedImport(file, opened, at),
    },
  };
}

/** What Setup would say of a keystore that was opened. */
export function judgedImport(file: string, opened: OpenedKeystore, at: Date): KeystoreImport {
  const { kind, sealedParts } = opened.keystore;
  return judgeKeystoreImport({ file, kind, entries: factsOf(opened), complete: sealedParts === 0 }, at);
}

function partsOf(entry: KeystoreEntry, name: string, at: Date): InspectedPart[] {
  const key: InspectedPart = {
    kind: 'privateKey',
    title: 'Private key: keep it secret; nothing of it is shown',
    entry: name,
    facts: [],
    irregularities: [],
  };
  const certificates = readable(entry).map((one) => ({ ...inspectCertificate(one, at), entry: name }));
  return entry.kind === 'key' ? [key, ...certificates] : certificates;
}

function problemsOf(entry: KeystoreEntry, name: string): string[] {
  return entry.certificates.flatMap(({ problem }) => (problem === undefined ? [] : [`${name}: ${problem}`]));
}

/** One budget for all keys: opening each may cost a derivation. */
function factsOf({ keystore, password }: OpenedKeystore): KeystoreEntryFacts[] {
  const rounds = new Rounds();
  return keystore.entries.map((entry) => {
    const certificates = readable(entry);
    const alias = shownAlias(entry);
    return {
      kind: entry.kind,
      ...(alias === undefined ? {} : { alias }),
      ...(entry.aliasUnreadable || alias !== entry.alias ? { aliasUnreadable: true } : {}),
      certificates,
      unreadable: entry.certificates.length - certificates.length,
      key: entry.key && password ? questionKey(entry.key, password, entry.certificates[0]?.certificate, rounds) : null,
    };
  });
}

const readable = ({ certificates }: KeystoreEntry): Certificate[] =>
  certificates.flatMap(({ certificate }) => (certificate ? [certificate] : []));

import { heldChain } from '@cert-health/core';
import type { Certificate, KeystoreKind } from '@cert-health/core';
import { entryName } from '../keystore/entry-name.ts';
import { passwordNeeded, trustedEntries } from '../keystore/keystore.ts';
import { KeystoreError } from '../keystore/keystore-error.ts';
import type { Keystore, KeystoreEntry } from '../keystore/keystore.ts';
import { openAlone } from '../keystore/open-keystore.ts';

/** What the certificates of a file are taken for. */
export type Role = 'leaf' | 'untrusted' | 'anchors';

/** How a keystore is opened, and what of it is meant. */
export interface KeystoreChoice {
  /** The only one tried where it is given. */
  readonly password?: string | undefined;
  /** Which entry is in question, where there are several. */
  readonly alias?: string | undefined;
}

export interface CertificatesOfKeystore {
  /** For `leaf`: the one in question first. */
  readonly certificates: readonly Certificate[];
  /** They stand as a chain, in which order counts, and not as a set. */
  readonly ordered: boolean;
  /** What could not be read and is left out, one sentence each. */
  readonly ignored: readonly string[];
}

/**
 * The certificates of a keystore in the role that it is given in. The one in question is that of its key; only what the
 * store trusts is an anchor.
 *
 * @throws {KeystoreError}
 */
export function certificatesOfKeystore(
  { bytes, kind }: { readonly bytes: Uint8Array; readonly kind: KeystoreKind },
  role: Role,
  { password, alias }: KeystoreChoice,
): CertificatesOfKeystore {
  const { keystore } = openAlone(bytes, kind, password);
  if (keystore.sealedParts > 0) throw passwordNeeded(kind);
  const entries =
    role === 'leaf' ? entriesOfLeaf(keystore, alias) : role === 'anchors' ? anchorsOf(keystore) : keystore.entries;
  const certificates = entries.flatMap((entry) => readable(entry));
  const ignored = entries.flatMap((entry) =>
    entry.certificates.flatMap(({ problem }) =>
      problem === undefined ? [] : [`${entryName(entry, keystore.entries.indexOf(entry))}: ${problem}`],
    ),
  );
  if (certificates.length === 0) throw nothing(ignored[0] ?? nothingFor(role));
  // The one that cannot be read may be the one that is meant.
  if (role === 'leaf' && (entries[0]?.certificates[0]?.problem ?? (entries.length > 1 && ignored[0]))) {
    throw nothing(`The certificate in question cannot be read: ${ignored[0]}`);
  }
  const ordered = entries.length === 1;
  return { certificates: role === 'leaf' ? leafFirst(entries, certificates) : certificates, ordered, ignored };
}

function entriesOfLeaf({ entries }: Keystore, alias: string | undefined): readonly KeystoreEntry[] {
  if (alias !== undefined) {
    const found = entries.filter((entry) => entry.alias?.toLowerCase() === alias.toLowerCase());
    if (found.length === 0) throw nothing(`The keystore has no entry of that name; it has ${named(entries)}.`);
    return found;
  }
  const keys = entries.filter(({ kind }) => kind === 'key');
  if (keys.length > 1)
    throw nothing(`The keystore holds several keys (${named(keys)}); say with --alias which one is in question.`);
  return keys.length === 1 ? keys : entries;
}

function anchorsOf(keystore: Keystore): readonly KeystoreEntry[] {
  return trustedEntries(keystore).map(([, entry]) => entry);
}

/** The chain of a key begins with its own certificate. Certificates alone are a set: one of them vouches for no other. */
function leafFirst(entries: readonly KeystoreEntry[], certificates: readonly Certificate[]): readonly Certificate[] {
  if (entries.length === 1) return certificates;
  const leaf = heldChain(certificates)?.leaf;
  return leaf ? [leaf, ...certificates.filter((one) => one !== leaf)] : certificates;
}

const readable = ({ certificates }: KeystoreEntry): Certificate[] =>
  certificates.flatMap(({ certificate }) => (certificate ? [certificate] : []));

/** Names of entries that are spelled out. */
const spelledOut = 10;

function named(entries: readonly KeystoreEntry[]): string {
  const names = entries.slice(0, spelledOut).map((entry, position) => entryName(entry, position));
  return [...names, ...(entries.length > spelledOut ? [`${entries.length - spelledOut} more`] : [])].join(', ');
}

function nothingFor(role: Role): string {
  return role === 'anchors'
    ? 'The keystore trusts no certificate: it only shows those of its own keys.'
    : 'The keystore holds no certificate.';
}

const nothing = (message: string): KeystoreError => new KeystoreError('unsupported', message);

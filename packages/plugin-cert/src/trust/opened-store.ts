import { anchorOf, strictestCopy } from '@cert-health/core';
import type { CacertsPage, Certificate, KeystoreKind, TrustStore } from '@cert-health/core';

/** A certificate as it stands in a store. */
export interface StoreCertificate {
  readonly certificate: Certificate;
  /** Where in the store: its alias in a keystore, its file in a folder. */
  readonly place?: string;
}

/** A trust store with how it was read. */
export interface OpenedStore {
  readonly store: TrustStore;
  readonly format: 'built-in' | 'cacerts-page' | 'certificates' | 'folder' | KeystoreKind;
  /** Certificates that the list carries in full, each once. */
  readonly certificates: readonly StoreCertificate[];
  readonly entries: StoreEntries;
  /** Why entries were not understood, a sentence each, for the first few. */
  readonly problems: readonly string[];
  /** What else is to be known about how it was read, a sentence each. */
  readonly notes: readonly string[];
  /** Certificates that a PKCS#12 store does not mark as trusted: Java passes them over. */
  readonly unmarked: number;
}

export interface StoreEntries {
  /** Entries that were understood; the number of anchors. */
  readonly understood: number;
  /** Of those, how many tell a name only. */
  readonly nameOnly: number;
  /** What looked like an entry and was not understood. */
  readonly notUnderstood: number;
}

/** What is read from somebody's own file or folder. */
export interface StoreContent {
  readonly format: OpenedStore['format'];
  readonly certificates: readonly StoreCertificate[];
  readonly problems: readonly string[];
  readonly notes?: readonly string[];
  readonly unmarked?: number;
}

/** Problems that are told one by one. */
const problemsKept = 10;

/** A store of certificates, as whoever keeps it has it. */
export function storeOfCertificates(
  content: StoreContent,
  about: { readonly id: string; readonly label: string; readonly source: string },
): OpenedStore {
  const { format, problems, notes = [], unmarked = 0 } = content;
  const byFingerprint = Map.groupBy(content.certificates, ({ certificate }) => certificate.fingerprint);
  const certificates = [...byFingerprint.values()].map((copies) =>
    copies.reduce((one, again) => ({ ...one, certificate: strictestCopy(one.certificate, again.certificate) })),
  );
  return {
    store: {
      ...about,
      version: `${certificates.length} certificates read, ${problems.length} not`,
      anchors: certificates.map(({ certificate }) => anchorOf(certificate)),
      partial: problems.length > 0,
    },
    format,
    certificates,
    entries: { understood: certificates.length, nameOnly: 0, notUnderstood: problems.length },
    problems: problems.slice(0, problemsKept),
    notes,
    unmarked,
  };
}

/** A list that Salesforce printed. */
export function storeOfPage(page: CacertsPage, store: TrustStore): OpenedStore {
  const { understood, nameOnly, notUnderstood, problems, entries } = page;
  return {
    store,
    format: 'cacerts-page',
    certificates: entries.flatMap(({ certificate, name }) =>
      certificate ? [{ certificate, ...(name === undefined ? {} : { place: name }) }] : [],
    ),
    entries: { understood, nameOnly, notUnderstood },
    problems,
    notes: [],
    unmarked: 0,
  };
}

/** A list that is part of this program. */
export function builtInStore(store: TrustStore): OpenedStore {
  return {
    store,
    format: 'built-in',
    certificates: [],
    entries: { understood: store.anchors.length, nameOnly: 0, notUnderstood: 0 },
    problems: [],
    notes: [],
    unmarked: 0,
  };
}

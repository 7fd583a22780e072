import type { Certificate } from '../x509/model.ts';

/** Hashes of a certificate's DER, lower-case hex. A list may state only some of them. */
export interface Fingerprints {
  readonly sha256?: string;
  readonly sha1?: string;
  readonly md5?: string;
}

/** How far a store trusts a root for TLS servers. Absent: without constraint. */
export interface AnchorConstraints {
  /** Mozilla's trust bits. */
  readonly websites?: boolean;
  readonly email?: boolean;
  /** Leaves whose notBefore is later are not trusted (Mozilla). ISO instant. */
  readonly distrustAfter?: string;
  /** Leaves whose earliest SCT is later are not trusted (Chrome). ISO instant. */
  readonly sctNotAfter?: string;
}

export interface TrustAnchor {
  /** What people call it. */
  readonly name: string;
  readonly fingerprints: Fingerprints;
  /** As the list writes it; RFC 4514 order may differ between lists. */
  readonly subject?: string;
  /** SHA-256 of SubjectPublicKeyInfo. */
  readonly spkiSha256?: string;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly constraints: AnchorConstraints;
  /** The certificate's DER, where the list carries it. */
  readonly der?: Uint8Array;
}

/** A list of trust anchors, with where it comes from and how old it is. */
export interface TrustStore {
  /** Stable id: `mozilla`, `chrome`, `salesforce:cacerts`, `salesforce:pem-bundle`, or the caller's own. */
  readonly id: string;
  /** What people call it; it always says whose list this is. */
  readonly label: string;
  readonly source: string;
  readonly version: string;
  /** Date of the data, ISO; undefined when it is not known. */
  readonly asOf?: string;
  readonly anchors: readonly TrustAnchor[];
  /** True when entries of the list are missing here: absence then decides nothing. */
  readonly partial: boolean;
}

export interface DataAge {
  /** Whole days between the data and the moment judged; undefined when the data has no date. */
  readonly days?: number;
  /** Older than `staleAfterDays`, or of unknown age. */
  readonly stale: boolean;
  readonly reason: string;
}

/** Root programs change every few weeks; data older than this says too little of today. */
export const staleAfterDays = 120;

/** How old a store's data is at a moment. */
export function dataAge(store: Pick<TrustStore, 'label' | 'asOf'>, at: Date): DataAge {
  if (store.asOf === undefined) return { stale: true, reason: `The date of the data of ${store.label} is not known.` };
  const days = Math.floor((at.getTime() - Date.parse(store.asOf)) / 86_400_000);
  const age = days < 0 ? `${-days} days younger than the moment judged` : `${days} days old`;
  return { days, stale: days > staleAfterDays, reason: `The data of ${store.label} is ${age}.` };
}

/** What a path's leaf must tell for constraints to be judged; a `Certificate` fits. */
export type JudgedLeaf = Pick<Certificate, 'notBefore'> & {
  readonly extensions: Pick<Certificate['extensions'], 'signedCertificateTimestamps'>;
};

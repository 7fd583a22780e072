import type { Certificate, CertificateRevocationList } from '../x509/model.ts';
import type { UnreadList } from './revocation/crl-decision.ts';
import type { SignatureVerifier } from './signatures/port.ts';

/** PEM text or DER bytes, or a certificate that is parsed already. */
export type CertificateInput = string | Uint8Array | Certificate;
/** PEM text or DER bytes, with any number of lists in it, or a list that is parsed already. */
export type CrlInput = string | Uint8Array | CertificateRevocationList;

/**
 * How much is asked of a path.
 *
 * - `path`: RFC 5280 section 6.1 and nothing else, which is what deployed TLS stacks enforce.
 * - `rfc5280`: also what sections 4.1, 4.2 and 5.2 demand of certificates and CRLs where a reader can tell.
 * - `webpki`: also the CA/Browser Forum TLS Baseline Requirements.
 */
export type PathProfile = 'path' | 'rfc5280' | 'webpki';

/** What the certificate is to be used for. With `any`, extended key usage and algorithm floors of TLS are not asked about. */
export type PathPurpose = 'serverAuth' | 'clientAuth' | 'any';

/** User inputs to policy processing (RFC 5280 section 6.1.1 (c) to (g)). */
export interface PolicyInputs {
  /** Policy OIDs, or `anyPolicy`; default `anyPolicy`. */
  readonly initialPolicySet?: readonly string[];
  readonly requireExplicitPolicy?: boolean;
  readonly inhibitPolicyMapping?: boolean;
  readonly inhibitAnyPolicy?: boolean;
}

/** Contract of path validation; see docs/decisions for what each profile adds to RFC 5280. */
export interface PathRequest {
  readonly leaf: CertificateInput;
  readonly intermediates: readonly CertificateInput[];
  readonly trustAnchors: readonly CertificateInput[];
  /** Moment at which the path must be valid; taken to the second. */
  readonly at: Date;
  readonly purpose: PathPurpose;
  /** DNS name or IP address that a server's certificate must carry (RFC 9525). */
  readonly serverName?: string;
  readonly crls?: readonly CrlInput[];
  /** Lists that were given to whoever asks, and could not be read. */
  readonly crlsNotRead?: readonly UnreadList[];
  /** DER of OCSP responses. */
  readonly ocspResponses?: readonly Uint8Array[];
  /** `require`: an unknown status fails. Default `off`, or `check` when CRLs or OCSP responses are given. */
  readonly revocation?: 'off' | 'check' | 'require';
  /** How old revocation information may be, in seconds; the only measure of freshness of a CRL without nextUpdate. */
  readonly maxAgeSeconds?: number;
  /** Default `rfc5280`. */
  readonly profile?: PathProfile;
  readonly policy?: PolicyInputs;
  /** Most intermediates between leaf and anchor, self-issued ones not counted; default: no limit of its own. */
  readonly maxIntermediates?: number;
  /** Caps on work; the defaults end any input within about a second. */
  readonly budget?: Partial<Budget>;
  /** Who verifies signatures; default: node:crypto where there is one, else WebCrypto. */
  readonly signatures?: SignatureVerifier;
}

export interface Budget {
  /** Signature verifications. */
  readonly signatures: number;
  /** Candidate issuers weighed against each other and tried. */
  readonly steps: number;
  /** Name-constraint comparisons. */
  readonly nameComparisons: number;
}

export interface PathProblem {
  /** Stable code, such as `expired`, `no-issuer`, `name-mismatch`, `eku-missing`. */
  readonly code: string;
  /** SHA-256 fingerprint of the certificate concerned. */
  readonly certificate: string;
  /** A sentence that an admin understands. */
  readonly message: string;
  /** Such as `RFC 5280 section 6.1.3 (a)(2)`. */
  readonly rule: string;
}

export interface RevocationStatus {
  readonly certificate: string;
  readonly status: 'good' | 'revoked' | 'unknown';
  readonly reason?: string;
  /** With `unknown`: a list that may not be used, being out of date for instance, names it as revoked all the same. */
  readonly listed?: true;
}

export interface PathResult {
  readonly trusted: boolean;
  /** Leaf first, anchor last; null when no complete path is trusted. A leaf that is itself an anchor stands alone. */
  readonly path: readonly Certificate[] | null;
  /** Why not, of the best candidate path; empty when trusted. */
  readonly problems: readonly PathProblem[];
  /** The best candidate path when not trusted, as far as it goes (leaf first). */
  readonly candidate?: readonly Certificate[];
  /** What would probably help: a missing intermediate and where to get it, a clock, another purpose. */
  readonly hints: readonly PathHint[];
  readonly revocation: readonly RevocationStatus[];
  /** Policy OIDs that the trusted path is valid under, within the initial policy set; `anyPolicy` stands for all. */
  readonly policies?: readonly string[];
  /** Inputs that could not be read and were left out, one sentence each. */
  readonly ignored?: readonly string[];
  readonly cost: { readonly signatures: number; readonly steps: number };
}

export interface PathHint {
  readonly code: 'missing-intermediate' | 'cross-sign' | 'clock' | 'purpose' | 'name';
  readonly message: string;
  /** Where to fetch what is missing, from authority information access. */
  readonly url?: string;
}

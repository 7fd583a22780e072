import type { StatusAnswer, UnreadList } from '../../chain/index.ts';
import type { Evidence, RuleSource } from '../../findings/index.ts';
import type { TrustStore } from '../../trust/index.ts';
import type { Certificate, CertificateRevocationList } from '../../x509/index.ts';

/** The two ways in with a client certificate: mutual authentication for the API, and certificate-based log-in of people. */
export type InboundUse = 'inbound-api-mtls' | 'inbound-user-mtls';

/** What somebody looked up, or why it is not known. */
export type Known<Value> = { readonly kind: 'known'; readonly value: Value } | NotKnown;

export interface NotKnown {
  readonly kind: 'unknown';
  /** One sentence. */
  readonly reason: string;
  /** Label of the permission for want of which it could not be read. */
  readonly permission?: string;
  /** What would make it known. */
  readonly remedy?: string;
}

/** What a client sends in the handshake. */
export interface PresentedChain {
  /** The one whose key the client has. */
  readonly leaf: Certificate;
  /** All of them, in the order in which they are sent. */
  readonly certificates: readonly Certificate[];
  /** False: they come from a set, such as a keystore or PKCS#7, so that their order means nothing. */
  readonly ordered: boolean;
}

/** A certificate that the org holds for comparison. */
export interface StoredCertificate {
  readonly name: string;
  /** Empty: its body could not be read. */
  readonly certificates: readonly Certificate[];
}

export interface MappedCertificate extends StoredCertificate {
  /** Username that it is mapped to. */
  readonly owner: Known<string>;
}

/** The user that a client means to be. */
export interface InboundUser {
  readonly username: string;
  /** Whether the account is active, where an org was asked. */
  readonly active: Known<boolean>;
}

/** All that is known of one attempt to get in. */
export interface InboundAttempt {
  readonly use: InboundUse;
  /** The moment judged. */
  readonly at: Date;
  /** Where the client calls. Absent: taken to be right. */
  readonly called?: { readonly host: string; readonly port: number } | undefined;
  /** Host of the org's own address. */
  readonly orgHost?: string | undefined;
  /** Absent: the client presents nothing. */
  readonly presented?: PresentedChain | undefined;
  /** The roots that the org trusts (/cacerts.jsp). */
  readonly roots: Known<TrustStore>;
  /** Certificates that are at hand and not sent: they show what is missing, and help nobody in. */
  readonly elsewhere?: readonly Certificate[];
  /** Revocation lists at hand, and those that could not be read. */
  readonly crls?: readonly CertificateRevocationList[];
  readonly crlsNotRead?: readonly UnreadList[];
  /** Answers that were fetched, by fingerprint. */
  readonly revocation?: ReadonlyMap<string, StatusAnswer>;
  /** Absent: nobody is named. */
  readonly user?: InboundUser | undefined;
  /** Whether the user holds "Enforce SSL/TLS Mutual Authentication". */
  readonly enforced: Known<boolean>;
  /** The list of mutual authentication certificates. */
  readonly list: Known<readonly StoredCertificate[]>;
  /** The user authentication certificates, with whose they are. */
  readonly mapped: Known<readonly MappedCertificate[]>;
}

export type InboundStepId =
  | 'my-domain'
  | 'port'
  | 'chain-sent'
  | 'signatures'
  | 'dates'
  | 'revocation'
  | 'root-listed'
  | 'purpose'
  | 'permission'
  | 'on-list'
  | 'same-certificate'
  | 'mapped';

/** One thing that Salesforce asks before it lets a client in. */
export interface InboundStep {
  readonly id: InboundStepId;
  /** `transport`: the TLS handshake and the chain. `identity`: whose certificate it is. */
  readonly layer: 'transport' | 'identity';
  /** What is asked, as a statement that holds where it passes. */
  readonly title: string;
  readonly outcome: 'pass' | 'fail' | 'unknown' | 'not-applicable';
  /** What was found, one or two sentences. */
  readonly detail: string;
  readonly evidence: Evidence;
  readonly rule: RuleSource;
  /** What to do and who does it; with `fail` and `unknown`. */
  readonly remedy?: string;
  /** Label of the permission for want of which it is not known. */
  readonly permission?: string;
}

/** Would Salesforce let this client in, and which step says no. */
export interface InboundVerdict {
  /** `unknown`: something that decides could not be seen. Never to be read as granted. */
  readonly verdict: 'granted' | 'refused' | 'unknown';
  /** The first step that refused or, where none does, the first that could not be told; null when granted. */
  readonly decidedBy: InboundStepId | null;
  readonly steps: readonly InboundStep[];
}

/** What a step finds; its title, layer and rule are the same every time. */
export type Found = Pick<InboundStep, 'outcome' | 'detail' | 'evidence' | 'remedy' | 'permission'>;

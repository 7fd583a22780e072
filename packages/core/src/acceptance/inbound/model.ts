import type { StatusAnswer, UnreadList } from '../../chain/index.ts';
import type { TrustStore } from '../../trust/index.ts';
import type { Certificate, CertificateRevocationList } from '../../x509/index.ts';
import type { Step, Verdict } from '../step.ts';

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

/** What is known of revocation. */
export interface RevocationFacts {
  /** The moment judged. */
  readonly at: Date;
  /** Revocation lists at hand, and those that could not be read. */
  readonly crls?: readonly CertificateRevocationList[];
  readonly crlsNotRead?: readonly UnreadList[];
  /** Answers that were fetched, by fingerprint. */
  readonly revocation?: ReadonlyMap<string, StatusAnswer>;
}

/** All that is known of one attempt to get in. */
export interface InboundAttempt extends RevocationFacts {
  readonly use: InboundUse;
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
export type InboundStep = Step<InboundStepId>;

/** Would Salesforce let this client in, and which step says no. */
export type InboundVerdict = Verdict<InboundStepId>;

export type { Found } from '../step.ts';

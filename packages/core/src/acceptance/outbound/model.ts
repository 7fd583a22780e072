import type { TrustStore } from '../../trust/index.ts';
import type { Certificate } from '../../x509/index.ts';
import type { NotKnown, RevocationFacts } from '../inbound/index.ts';
import type { SeenServer } from '../server/index.ts';
import type { Step, Verdict } from '../step.ts';

/** Calls to a server that only proves itself, and calls that show a client certificate to it. */
export type OutboundUse = 'outbound-apex-one-way-tls' | 'outbound-apex-mtls';

/** Where the private key of the client certificate is. */
export type ClientKey =
  /** At hand: the handshake was really tried with it. */
  | { readonly kind: 'given' }
  /** The org holds it under this name, and gives it to nobody. */
  | { readonly kind: 'held'; readonly name: string }
  /** The org holds it, and waits for the certificate that is to go with it. */
  | { readonly kind: 'pending'; readonly name: string }
  /** All that the org holds was looked at, and it is not there. */
  | { readonly kind: 'absent'; readonly reason: string; readonly remedy: string }
  | NotKnown;

/** The client certificate that Salesforce would show. */
export interface OutboundClient {
  readonly key: ClientKey;
  /** In the order in which they are stored, and so sent; empty: they could not be read. */
  readonly certificates: readonly Certificate[];
  /** Why they could not be read. */
  readonly unread?: NotKnown;
}

/** All that is known of one call from Salesforce to a server. */
export interface OutboundAttempt extends RevocationFacts {
  /** What was seen of the server, with what came of showing the certificate where its key is at hand. */
  readonly seen: SeenServer;
  /** The roots that the org trusts (/cacerts.jsp); absent: the list is not at hand. */
  readonly trustStore?: TrustStore | undefined;
  /** Absent: no client certificate is named. */
  readonly client?: OutboundClient | undefined;
  /** False: its address is not one of the Internet, where Salesforce is. */
  readonly isPublic?: boolean | undefined;
}

export type ServerStepId =
  | 'reached'
  | 'protocol'
  | 'chain-complete'
  | 'chain-order'
  | 'signatures'
  | 'dates'
  | 'revocation'
  | 'root-listed'
  | 'name'
  | 'purpose';

export type ClientStepId =
  | 'asked'
  | 'client-key'
  | 'client-chain'
  | 'client-dates'
  | 'client-revocation'
  | 'client-purpose'
  | 'client-names'
  | 'accepted';

export type OutboundStepId = ServerStepId | ClientStepId;

/** One thing that decides whether the call comes through. */
export type OutboundStep = Step<OutboundStepId>;

/** Would the call come through, and which step says no. */
export type OutboundVerdict = Verdict<OutboundStepId>;

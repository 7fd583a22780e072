import type { SignatureVerdict, SignatureVerifier } from '../../chain/index.ts';
import type { TrustStore } from '../../trust/index.ts';
import type { Certificate } from '../../x509/model.ts';

/** What servers are judged by. */
export interface ServerFacts {
  /** The moment that is judged. */
  readonly at: Date;
  /** The list of roots that Salesforce trusts (/cacerts.jsp); undefined: nobody gave it, and nothing stands in for it. */
  readonly trustStore?: TrustStore;
  readonly signatures: SignatureVerifier;
  /** Whether a certificate was signed with the key of another. */
  readonly verify: (subject: Certificate, issuer: Certificate) => Promise<SignatureVerdict>;
  /** Certificates that were sent by any of the servers, by their subjects: one tells what another lacks. */
  readonly seen: ReadonlyMap<string, readonly Certificate[]>;
}

export function signatureVerification(signatures: SignatureVerifier): ServerFacts['verify'] {
  return async (subject, issuer) =>
    signatures.verify({
      algorithm: subject.signatureAlgorithm,
      publicKey: issuer.publicKey,
      data: subject.tbs,
      signature: subject.signature,
    });
}

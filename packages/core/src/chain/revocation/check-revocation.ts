import type { Certificate, CertificateRevocationList } from '../../x509/model.ts';
import { Meter } from '../budget.ts';
import { label } from '../certificate-label.ts';
import { readCertificate, readCrls } from '../inputs.ts';
import type { CertificateInput, CrlInput } from '../request.ts';
import { defaultSignatures } from '../signatures/default.ts';
import type { SignatureVerifier } from '../signatures/port.ts';
import { statusByCrls, type StatusAnswer } from './crl-decision.ts';
import { CrlSignatures, maySignCrls } from './crl-signature.ts';

export interface RevocationRequest {
  readonly certificate: CertificateInput;
  /** The certificate that issued it and signed the CRL. */
  readonly issuer: CertificateInput;
  /** A list, or a file with several; parsed ones are verified once for all certificates that are asked about. */
  readonly crl: CrlInput | readonly CrlInput[];
  readonly at: Date;
  /** How old the CRL may be, in seconds. Without it, a CRL that does not say when the next is due leaves the status unknown. */
  readonly maxAgeSeconds?: number;
  readonly signatures?: SignatureVerifier;
}

/**
 * Status of one certificate by one CRL that its issuer signed (RFC 5280 section 6.3.3). A CRL that cannot be read or used
 * gives `unknown` and the reason, never `good`.
 * @throws CertificateParseError when certificate or issuer is not a certificate.
 */
export async function checkRevocation(request: RevocationRequest): Promise<StatusAnswer> {
  const certificate = readCertificate(request.certificate);
  const issuer = readCertificate(request.issuer);
  if (certificate.issuer.canonical !== issuer.subject.canonical)
    return { status: 'unknown', reason: `${label(certificate)} was not issued by ${label(issuer)}.` };
  const { crls, notRead } = readCrls(listsOf(request.crl), []);
  const [unread] = notRead;
  if (crls.length === 0 && unread)
    return { status: 'unknown', reason: `The revocation list cannot be read: ${unread.reason}` };

  const signatures = signaturesOf(request.signatures ?? defaultSignatures());
  return statusByCrls(certificate, {
    crls,
    notRead,
    freshness: { at: request.at, maxAgeSeconds: request.maxAgeSeconds },
    async signatureFault(list) {
      if (list.issuer.canonical !== issuer.subject.canonical) return 'it is from another issuer';
      if (!maySignCrls(issuer)) return `${label(issuer)} may not sign revocation lists (key usage lacks cRLSign)`;
      const verdict = await signatures.verdict(list, issuer, new Meter());
      if (verdict === 'valid') return undefined;
      return verdict === 'invalid'
        ? `its signature was not made by ${label(issuer)}`
        : 'its signature cannot be verified here';
    },
  });
}

/**
 * Whether a list is the issuer's own word: its name, its right to sign lists, and its signature. Verified once for each list
 * and issuer, also where `checkRevocation` asks again.
 *
 * @param issuer who may have signed it
 */
export async function isListOf(
  list: CertificateRevocationList,
  issuer: Certificate,
  signatures: SignatureVerifier = defaultSignatures(),
): Promise<boolean> {
  if (list.issuer.canonical !== issuer.subject.canonical || !maySignCrls(issuer)) return false;
  return (await signaturesOf(signatures).verdict(list, issuer, new Meter())) === 'valid';
}

const listsOf = (crl: RevocationRequest['crl']): readonly CrlInput[] => (isList(crl) ? crl : [crl]);

const isList = (crl: RevocationRequest['crl']): crl is readonly CrlInput[] => Array.isArray(crl);

/** A large list is hashed as a whole for its signature: once is enough for all certificates of its issuer. */
const verified = new WeakMap<SignatureVerifier, CrlSignatures>();

function signaturesOf(verifier: SignatureVerifier): CrlSignatures {
  let signatures = verified.get(verifier);
  if (signatures === undefined) {
    signatures = new CrlSignatures(verifier, ({ publicKey }: Certificate) => publicKey);
    verified.set(verifier, signatures);
  }
  return signatures;
}

import type { Certificate } from '../../x509/model.ts';
import { Meter } from '../budget.ts';
import { label } from '../certificate-label.ts';
import { readCertificate, readOr } from '../inputs.ts';
import type { CertificateInput } from '../request.ts';
import { defaultSignatures } from '../signatures/default.ts';
import type { SignatureVerifier } from '../signatures/port.ts';
import type { StatusAnswer } from './crl-decision.ts';
import { statusByOcsp } from './ocsp-decision.ts';
import { parseOcspResponse } from './ocsp-response.ts';

export interface OcspCheckRequest {
  readonly certificate: CertificateInput;
  readonly issuer: CertificateInput;
  /** DER of an OCSPResponse. */
  readonly response: Uint8Array;
  readonly at: Date;
  /** How old the answer may be, in seconds. Without it, an answer that does not say when the next is due is not taken. */
  readonly maxAgeSeconds?: number;
  /** The same, for an answer that does not say when the next is due, and for no other. */
  readonly openEndedAgeSeconds?: number;
  /** Whether a responder that the issuer appointed is known to be revoked; default: nobody knows of one. */
  readonly isRevoked?: (responder: Certificate) => Promise<boolean>;
  readonly signatures?: SignatureVerifier;
}

/**
 * Status of one certificate by an OCSP response (RFC 6960), signed by its issuer or by a responder that the issuer appointed.
 * A nonce is not asked for: responses are made ahead, and an old one is known by its dates.
 * @throws CertificateParseError when certificate or issuer is not a certificate; a response that cannot be read gives `unknown`.
 */
export async function checkOcspResponse(request: OcspCheckRequest): Promise<StatusAnswer> {
  const certificate = readCertificate(request.certificate);
  const issuer = readCertificate(request.issuer);
  if (certificate.issuer.canonical !== issuer.subject.canonical)
    return { status: 'unknown', reason: `${label(certificate)} was not issued by ${label(issuer)}.` };
  let unreadable = '';
  const response = readOr(
    () => parseOcspResponse(request.response),
    (error) => (unreadable = error.message),
  );
  if (response === undefined) return { status: 'unknown', reason: `The OCSP response cannot be read: ${unreadable}` };
  return statusByOcsp(certificate, issuer, [response], {
    freshness: {
      at: request.at,
      maxAgeSeconds: request.maxAgeSeconds,
      openEndedAgeSeconds: request.openEndedAgeSeconds,
    },
    isRevoked: request.isRevoked,
    signatures: request.signatures ?? defaultSignatures(),
    meter: new Meter(),
  });
}

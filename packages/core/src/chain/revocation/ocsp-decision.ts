import { digest, type DigestAlgorithm } from '../../x509/index.ts';
import type { Certificate } from '../../x509/model.ts';
import type { Meter } from '../budget.ts';
import { label } from '../certificate-label.ts';
import { criticalExtensionProblems } from '../certificate-rules/critical-extensions.ts';
import { signatureStrengthProblem } from '../certificate-rules/signature-strength.ts';
import { validityProblem } from '../certificate-rules/validity.ts';
import { isSame } from '../certificate-pool.ts';
import { sameOctets } from '../octets.ts';
import type { SignatureVerifier } from '../signatures/port.ts';
import type { StatusAnswer } from './crl-decision.ts';
import { currency, type Freshness } from './freshness.ts';
import type { BasicResponse, OcspResponse, SingleResponse } from './ocsp-response.ts';
import { reasonText } from './reasons.ts';

interface OcspContext {
  readonly freshness: Freshness;
  readonly signatures: SignatureVerifier;
  readonly meter: Meter;
  /** Whether a responder that the issuer appointed is known to be revoked itself. Asked only where nothing exempts it. */
  readonly isRevoked?: ((responder: Certificate) => Promise<boolean>) | undefined;
}

/** id-pkix-ocsp-nocheck: the responder is trusted for as long as its certificate lasts (RFC 6960 section 4.2.2.2.1). */
const NO_CHECK = '1.3.6.1.5.5.7.48.1.5';
const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';

const HASHES: Readonly<Record<string, DigestAlgorithm>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

const RESPONSE_STATUS: Readonly<Record<number, string>> = {
  1: 'the request was malformed (malformedRequest)',
  2: 'it had an internal error (internalError)',
  3: 'it was busy (tryLater)',
  5: 'it wanted the request to be signed (sigRequired)',
  6: 'it does not answer about this certificate (unauthorized)',
};

/** Revocation status by the OCSP responses at hand (RFC 6960 section 3.2); `revoked` counts before `good`. */
export async function statusByOcsp(
  certificate: Certificate,
  issuer: Certificate,
  responses: readonly OcspResponse[],
  ocsp: OcspContext,
): Promise<StatusAnswer> {
  let best: StatusAnswer = { status: 'unknown', reason: `No OCSP response about ${label(certificate)} is at hand.` };
  for (const response of responses) {
    const answer = await statusByResponse(certificate, issuer, response, ocsp);
    if (answer.status === 'revoked') return answer;
    if (answer.status === 'good' || (best.status === 'unknown' && !best.listed && answer.reason !== undefined))
      best = answer;
  }
  return best;
}

async function statusByResponse(
  certificate: Certificate,
  issuer: Certificate,
  response: OcspResponse,
  ocsp: OcspContext,
): Promise<StatusAnswer> {
  const { basic, responseStatus } = response;
  if (responseStatus !== 0 || basic === undefined)
    return unknown(
      `The OCSP responder gave no answer: ${RESPONSE_STATUS[responseStatus] ?? `status ${responseStatus}`}.`,
    );
  const answers = basic.responses.filter((single) => isAbout(single, certificate, issuer));
  if (answers.length === 0) return { status: 'unknown' };
  const fault = (await responderFault(basic, issuer, ocsp)) ?? criticalFault(basic);
  if (fault !== undefined) return unknown(`The OCSP response about ${label(certificate)} was not used: ${fault}.`);
  const statuses = answers.map((single) => statusOf(single, ocsp.freshness));
  // Several answers about one certificate: the worst of them.
  return (
    statuses.find(({ status }) => status === 'revoked') ??
    statuses.find(({ status }) => status === 'unknown') ??
    statuses[0]!
  );
}

function statusOf(single: SingleResponse, freshness: Freshness): StatusAnswer {
  const { outdated, openEnded } = currency(single.thisUpdate, single.nextUpdate, freshness);
  if (outdated !== undefined) {
    const told = `The OCSP response was not used: ${outdated}.`;
    // Its signature is good: what it says against the certificate is told all the same.
    return single.status === 'revoked'
      ? { status: 'unknown', reason: `${told} It says: ${revocationText(single)}`, listed: true }
      : unknown(told);
  }
  if (single.extensions.some(({ critical }) => critical))
    return unknown('The OCSP response carries a condition that is not known here.');
  if (single.status === 'revoked') return { status: 'revoked', reason: revocationText(single) };
  if (single.status === 'unknown') return unknown('The OCSP responder does not know the certificate.');
  // RFC 6960 section 4.2.2.1: without nextUpdate, newer information is always available.
  return openEnded
    ? unknown('The OCSP response does not say until when it holds, and no greatest age was given.')
    : { status: 'good' };
}

function revocationText({ revocationDate, reason }: SingleResponse): string {
  return `Revoked on ${revocationDate?.toISOString().slice(0, 10)}: ${reasonText(reason)}.`;
}

/** RFC 6960 section 4.1.1: CertID holds hashes of the issuer's name and key, and the serial number. */
function isAbout(
  { hashOid, issuerNameHash, issuerKeyHash, serialBytes }: SingleResponse,
  certificate: Certificate,
  issuer: Certificate,
): boolean {
  const hash = HASHES[hashOid];
  return (
    hash !== undefined &&
    sameOctets(serialBytes, certificate.serialBytes) &&
    sameOctets(issuerNameHash, digest(hash, certificate.issuer.der)) &&
    sameOctets(issuerKeyHash, digest(hash, issuer.publicKey.bits))
  );
}

/**
 * RFC 6960 section 3.2 and 4.2.2.2: the response is signed by the issuer, or by a responder whose certificate the issuer
 * itself signed for this purpose. Returns what is against that, as a clause.
 */
async function responderFault(
  basic: BasicResponse,
  issuer: Certificate,
  ocsp: OcspContext,
): Promise<string | undefined> {
  const signer = [issuer, ...basic.certificates].find((certificate) => isResponder(basic, certificate));
  if (signer === undefined) return 'the certificate of the responder is missing';
  const fault = isSame(signer, issuer) ? undefined : await delegationFault(signer, issuer, ocsp);
  if (fault !== undefined) return fault;
  const signed = { algorithm: basic.signatureAlgorithm, data: basic.tbs, signature: basic.signature };
  return signatureFault(await verdict({ ...signed, publicKey: signer.publicKey }, ocsp), label(signer));
}

function isResponder({ responderName, responderKeyHash }: BasicResponse, certificate: Certificate): boolean {
  if (responderName !== undefined) return responderName.canonical === certificate.subject.canonical;
  return responderKeyHash !== undefined && sameOctets(responderKeyHash, digest('sha1', certificate.publicKey.bits));
}

async function delegationFault(
  signer: Certificate,
  issuer: Certificate,
  ocsp: OcspContext,
): Promise<string | undefined> {
  const who = `its responder ${label(signer)}`;
  if (signer.issuer.canonical !== issuer.subject.canonical) return `${who} was not appointed by ${label(issuer)}`;
  if (signer.extensions.extendedKeyUsage?.includes(OCSP_SIGNING) !== true)
    return `${who} may not answer about revocation (EKU lacks OCSPSigning)`;
  if (signer.extensions.keyUsage?.includes('digitalSignature') === false) return `${who} may not sign (key usage)`;
  if (validityProblem(signer, ocsp.freshness.at) !== undefined) return `${who} is not valid at this time`;
  if (criticalExtensionProblems(signer).length > 0) return `${who} carries a condition that is not known here`;
  if (signatureStrengthProblem(signer, 'any') !== undefined) return `${who} is signed with a broken hash`;
  const signed = { algorithm: signer.signatureAlgorithm, data: signer.tbs, signature: signer.signature };
  const forged = signatureFault(await verdict({ ...signed, publicKey: issuer.publicKey }, ocsp), label(issuer));
  if (forged !== undefined || signer.extensionList.some(({ oid }) => oid === NO_CHECK)) return forged;
  return (await ocsp.isRevoked?.(signer)) === true ? `${who} was itself revoked` : undefined;
}

async function verdict(request: Parameters<SignatureVerifier['verify']>[0], { signatures, meter }: OcspContext) {
  return meter.spend('signatures') ? signatures.verify(request) : 'unsupported';
}

function signatureFault(verdict: 'valid' | 'invalid' | 'unsupported', who: string): string | undefined {
  if (verdict === 'valid') return undefined;
  return verdict === 'invalid' ? `a signature was not made by ${who}` : 'a signature cannot be verified here';
}

const criticalFault = ({ extensions }: BasicResponse): string | undefined =>
  extensions.some(({ critical }) => critical)
    ? 'it carries a condition that is not known here (critical extension)'
    : undefined;

const unknown = (reason: string): StatusAnswer => ({ status: 'unknown', reason });

import { decodeCertificate } from './certificate.ts';
import { decodeRequest } from './certification-request.ts';
import { openContent } from './content.ts';
import { decodeCrl } from './crl.ts';
import { derKind } from './der-kind.ts';
import { CertificateParseError } from './errors.ts';
import type { Certificate, CertificateRevocationList, CertificationRequest, CryptographicFile, Der } from './model.ts';
import { partsOf, type PartKind } from './parts.ts';
import { refuseKind, wrongKind, type Wanted } from './wrong-kind.ts';

/**
 * Reads a certificate from PEM or DER; from a PEM file or PKCS#7 bundle with several, the first.
 * @param input text or octets, at most 16 MB. Octets are not copied and must not be changed while the result is in use.
 * @throws CertificateParseError that says what the input is instead, or where the certificate breaks which rule.
 */
export function parseCertificate(input: string | Uint8Array): Certificate {
  return decodeCertificate(firstPart(input, 'certificate'));
}

/**
 * Reads all certificates of a bundle, in its order: PEM blocks, DER structures one after the other, or PKCS#7. Keys, requests and
 * CRLs beside them are passed over.
 * @throws CertificateParseError when one of them cannot be read, or when there is none.
 */
export function parseCertificates(input: string | Uint8Array): Certificate[] {
  const certificates: Certificate[] = [];
  let other: PartKind | undefined;
  for (const part of partsOf(openContent(input))) {
    if (part.kind === 'broken') throw part.error;
    if (part.kind === 'certificate' || part.kind === 'unknown') certificates.push(decodeCertificate(part.der));
    else other ??= part.kind;
  }
  if (certificates.length === 0) refuseKind(other, 'certificate');
  return certificates;
}

/**
 * Reads a certificate revocation list from PEM or DER.
 * @throws CertificateParseError
 */
export function parseCrl(input: string | Uint8Array): CertificateRevocationList {
  return decodeCrl(firstPart(input, 'crl'));
}

/**
 * Reads a certificate signing request (PKCS#10) from PEM or DER.
 * @throws CertificateParseError
 */
export function parseCertificationRequest(input: string | Uint8Array): CertificationRequest {
  return decodeRequest(firstPart(input, 'request'));
}

/** A file with more broken parts than this is no certificate file, and reading on would only cost time. */
const MAX_PROBLEMS = 100;

/**
 * Reads a file of mixed contents: what can be read is returned, what cannot is listed under `problems`, and neither hides the
 * other.
 * @throws CertificateParseError only when the input as a whole is neither PEM nor DER, or empty, or too large.
 */
export function readCryptographicFile(input: string | Uint8Array): CryptographicFile {
  const certificates: Certificate[] = [];
  const requests: CertificationRequest[] = [];
  const crls: CertificateRevocationList[] = [];
  const problems: { offset: number; code: string; message: string }[] = [];
  let privateKeys = 0;
  for (const part of partsOf(openContent(input))) {
    try {
      if (part.kind === 'broken') throw part.error;
      if (part.kind === 'certificate' || part.kind === 'unknown') certificates.push(decodeCertificate(part.der));
      else if (part.kind === 'request') requests.push(decodeRequest(part.der));
      else if (part.kind === 'crl') crls.push(decodeCrl(part.der));
      else if (part.kind === 'private-key') privateKeys++;
      else if (part.kind !== 'parameters') throw wrongKind(part.kind, 'certificate', part.offset);
    } catch (error) {
      if (!(error instanceof CertificateParseError)) throw error;
      problems.push({ offset: part.offset, code: error.code, message: error.message });
      if (problems.length < MAX_PROBLEMS) continue;
      const message = `More than ${MAX_PROBLEMS} parts of the file cannot be read; what follows was not looked at.`;
      problems.push({ offset: part.offset, code: 'file.too-many-problems', message });
      break;
    }
  }
  return { certificates, requests, crls, privateKeys, problems };
}

function firstPart(input: string | Uint8Array, wanted: Wanted): Der {
  const content = openContent(input);
  // A single DER structure is taken whole, so that data behind it is refused.
  const whole = 'der' in content && derKind(content.der) !== 'pkcs7' ? content.der : undefined;
  let other: PartKind | undefined;
  for (const part of partsOf(content)) {
    if (part.kind === 'broken') throw part.error;
    if (part.kind === wanted || part.kind === 'unknown') return whole ?? part.der;
    other ??= part.kind;
  }
  return refuseKind(other, wanted);
}

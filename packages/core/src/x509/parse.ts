import { decodeCertificate } from './certificate.ts';
import { decodeRequest } from './certification-request.ts';
import { openContent } from './content.ts';
import { decodeCrl } from './crl.ts';
import { derKind } from './der-kind.ts';
import { CertificateParseError } from './errors.ts';
import type { Certificate, CertificateRevocationList, CertificationRequest } from './model.ts';
import type { PartKind } from './der-kind.ts';
import { partsOf, type FoundPart, type Part } from './parts.ts';
import { refuseKind, type Wanted } from './wrong-kind.ts';

/**
 * Reads a certificate from PEM or DER; from a PEM file or PKCS#7 bundle with several, the first.
 * @param input text or octets; limits.ts says how many. Octets are not copied and must not be changed while the result is in use.
 * @throws CertificateParseError that says what the input is instead, or where the certificate breaks which rule.
 */
export function parseCertificate(input: string | Uint8Array): Certificate {
  const { der, settings } = firstPart(input, 'certificate');
  return decodeCertificate(der, settings);
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
    assertWhole(part);
    if (part.kind === 'certificate' || part.kind === 'unknown')
      certificates.push(decodeCertificate(part.der, part.settings));
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
  return decodeCrl(firstPart(input, 'crl').der);
}

/**
 * Reads a certificate signing request (PKCS#10) from PEM or DER.
 * @throws CertificateParseError
 */
export function parseCertificationRequest(input: string | Uint8Array): CertificationRequest {
  return decodeRequest(firstPart(input, 'request').der);
}

/** The first part of the wanted kind; a single DER structure must be all that there is. */
function firstPart(input: string | Uint8Array, wanted: Wanted): FoundPart {
  const content = openContent(input);
  const alone = 'der' in content && derKind(content.der) !== 'pkcs7';
  const parts = partsOf(content);
  let other: PartKind | undefined;
  for (const part of parts) {
    assertWhole(part);
    if (part.kind !== wanted && part.kind !== 'unknown') {
      other ??= part.kind;
      continue;
    }
    const next = alone ? parts.next().value : undefined;
    if (next)
      throw new CertificateParseError('der.trailing-data', 'Something else follows it in the file.', {
        offset: next.offset,
        rule: 'X.690 section 8.1',
      });
    return part;
  }
  return refuseKind(other, wanted);
}

function assertWhole(part: Part): asserts part is FoundPart {
  if (part.kind === 'broken') throw part.error;
  if (part.stray) throw part.stray;
}

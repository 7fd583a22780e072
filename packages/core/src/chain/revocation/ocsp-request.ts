import { digest } from '../../x509/index.ts';
import type { Certificate } from '../../x509/model.ts';
import { readCertificate } from '../inputs.ts';
import { join } from '../octets.ts';
import type { CertificateInput } from '../request.ts';

/** AlgorithmIdentifier of SHA-1, which names the certificate here and signs nothing. */
const SHA1 = Uint8Array.of(0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a, 0x05, 0x00);

/**
 * Asks an OCSP responder about one certificate (RFC 6960 section 4.1.1), in the form that every responder answers from its
 * store: one certificate, named by SHA-1, unsigned, without a nonce (RFC 5019 section 2.1.1).
 *
 * @param issuer the one that signed it: its name and its key are part of the question
 * @returns DER of an OCSPRequest
 * @throws CertificateParseError when one of them is not a certificate.
 */
export function ocspRequest(certificate: CertificateInput, issuer: CertificateInput): Uint8Array {
  return askAbout(readCertificate(certificate), readCertificate(issuer));
}

function askAbout(certificate: Certificate, issuer: Certificate): Uint8Array {
  const certificateId = tlv(
    0x30,
    SHA1,
    tlv(0x04, digest('sha1', certificate.issuer.der)),
    tlv(0x04, digest('sha1', issuer.publicKey.bits)),
    tlv(0x02, certificate.serialBytes),
  );
  const requestList = tlv(0x30, tlv(0x30, certificateId));
  return tlv(0x30, tlv(0x30, requestList));
}

function tlv(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  const body = join(content);
  const length: number[] = [];
  for (let rest = body.length; rest > 0; rest >>>= 8) length.unshift(rest & 0xff);
  const header = body.length < 0x80 ? [tag, body.length] : [tag, 0x80 | length.length, ...length];
  return join([Uint8Array.from(header), body]);
}

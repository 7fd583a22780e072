import type { Certificate, CertificationRequest } from '../x509/index.ts';
import { CertificateParseError, readCryptographicFile } from '../x509/index.ts';

/** What stands in a file or field that should hold certificates. */
export interface Body {
  /** In the order found; all that could be read. */
  readonly certificates: readonly Certificate[];
  /** The first signing request. */
  readonly request?: CertificationRequest;
  /** By its label it holds a signing request, whether that could be read or not. */
  readonly saysRequest: boolean;
  /** The certificates come from a set (PKCS#7), so that their order means nothing. */
  readonly unordered: boolean;
  /** A private key stands there too. It is not looked at. */
  readonly hasPrivateKey: boolean;
  /** It is cryptographic material, but by nature no certificate: a request, a CRL, a key alone, secret or public. */
  readonly holdsOther: boolean;
  /** Why not everything could be read, in one sentence; also when there is nothing to read. */
  readonly problem?: string;
  /** All such reasons, a sentence each; in a file of several parts each says which one it is about. */
  readonly problems: readonly string[];
}

/** Reads PEM, DER, PKCS#7, or base64 of any of them, as the fields of metadata carry it. Never throws for its content. */
export function readBody(content: string | Uint8Array): Body {
  try {
    const { certificates, requests, crls, privateKeys, problems, unordered } = readCryptographicFile(content);
    const [request] = requests;
    const isPublicKey = problems.length > 0 && problems.every(({ code }) => code === 'file.public-key');
    const whole = problems.every(({ partly }) => partly);
    const isOther = isPublicKey || (whole && requests.length + crls.length + privateKeys > 0);
    const told =
      certificates.length === 0 && whole
        ? [instead(requests.length, crls.length, privateKeys)]
        : problems.map(({ message }) => message);
    const [problem] = told;
    return {
      certificates,
      ...(request ? { request } : {}),
      saysRequest: saysRequest(content),
      unordered,
      hasPrivateKey: privateKeys > 0,
      holdsOther: certificates.length === 0 && isOther,
      ...(problem ? { problem } : {}),
      problems: told,
    };
  } catch (error) {
    if (!(error instanceof CertificateParseError)) throw error;
    const { message } = error;
    const shared = { certificates: [], saysRequest: saysRequest(content), unordered: false };
    return { ...shared, hasPrivateKey: false, holdsOther: false, problem: message, problems: [message] };
  }
}

/** The label of RFC 7468 section 7 and the older one. */
const requestLabel = /-----BEGIN (?:NEW )?CERTIFICATE REQUEST-----/;

function saysRequest(content: string | Uint8Array): boolean {
  return requestLabel.test(typeof content === 'string' ? content : new TextDecoder('latin1').decode(content));
}

/** What a readable file holds in place of certificates. */
function instead(requests: number, crls: number, privateKeys: number): string {
  if (requests > 0) {
    return 'This is a certificate signing request (CSR), not a certificate; give the certificate that the CA issued for it.';
  }
  if (crls > 0) return 'This is a certificate revocation list (CRL), not a certificate; give the certificate itself.';
  if (privateKeys > 0) {
    return 'This is a private key, not a certificate; keep it secret and give the certificate that belongs to it.';
  }
  return 'The file holds no certificate; check that it is the right one.';
}

import { CertificateParseError, readCryptographicFile } from '../../x509/index.ts';
import type { CertificationRequest } from '../../x509/index.ts';

/** A signing request, or why there is none: one sentence. */
export type ReadRequest = { readonly request: CertificationRequest } | { readonly problem: string };

/** Reads the one signing request (PKCS#10, PEM or DER) that a text holds. Never throws. */
export function readSigningRequest(content: string | Uint8Array): ReadRequest {
  try {
    const { requests, privateKeys, problems } = readCryptographicFile(content);
    if (privateKeys > 0)
      return { problem: 'A private key stands beside the request. Keys stay where they are; give the request alone.' };
    const [request] = requests;
    if (request && requests.length === 1) return { request };
    const broken = problems.find(({ kind }) => kind === 'request');
    if (broken) return { problem: broken.message };
    return {
      problem:
        requests.length > 1
          ? 'There is more than one request; give the one that is meant.'
          : 'There is no signing request (PKCS#10) in it.',
    };
  } catch (error) {
    if (error instanceof CertificateParseError) return { problem: error.message };
    throw error;
  }
}

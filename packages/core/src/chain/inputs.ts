import { CertificateParseError, parseCertificate, parseCertificates } from '../x509/index.ts';
import type { Certificate } from '../x509/model.ts';
import type { CertificateInput } from './request.ts';

/** @throws CertificateParseError when the input is not a certificate. */
export const readCertificate = (input: CertificateInput): Certificate =>
  isParsed(input) ? input : parseCertificate(input);

/**
 * Reads a set of certificates. One that cannot be read is left out and told: servers send all kinds of things, and the path
 * may do without it.
 */
export function readCertificates(inputs: readonly CertificateInput[], what: string, ignored: string[]): Certificate[] {
  const certificates: Certificate[] = [];
  for (const [i, input] of inputs.entries()) {
    if (isParsed(input)) certificates.push(input);
    else
      readOr(
        () => certificates.push(...parseCertificates(input)),
        (error) => ignored.push(`${what} ${i + 1} cannot be read and was left out: ${error.message}`),
      );
  }
  return certificates;
}

/** Runs a reader; parse errors go to `failed`, all others on. */
export function readOr<T>(read: () => T, failed: (error: CertificateParseError) => unknown): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof CertificateParseError)) throw error;
    failed(error);
    return undefined;
  }
}

const isParsed = (input: CertificateInput): input is Certificate => typeof input === 'object' && 'tbs' in input;

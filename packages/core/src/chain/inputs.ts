import { CertificateParseError, parseCertificate, parseCrl, readCryptographicFile } from '../x509/index.ts';
import type { Certificate, CertificateRevocationList } from '../x509/model.ts';
import type { CertificateInput, CrlInput } from './request.ts';
import type { UnreadList } from './revocation/crl-decision.ts';

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
    const leftOut = ({ message }: { message: string }): unknown =>
      ignored.push(`${what} ${i + 1} cannot be read and was left out: ${message}`);
    if (isParsed(input)) certificates.push(input);
    else
      readOr(() => {
        const file = readCryptographicFile(input);
        certificates.push(...file.certificates);
        file.problems.forEach(leftOut);
        // Says what it is instead.
        if (file.certificates.length + file.problems.length === 0) parseCertificate(input);
      }, leftOut);
  }
  return certificates;
}

/** Reads revocation lists: an input may hold several, and other things beside them. */
export function readCrls(
  inputs: readonly CrlInput[],
  ignored: string[],
): { readonly crls: CertificateRevocationList[]; readonly notRead: UnreadList[] } {
  const crls: CertificateRevocationList[] = [];
  const notRead: UnreadList[] = [];
  for (const [i, input] of inputs.entries()) {
    const leftOut = ({ message, issuer }: { message: string; issuer?: UnreadList['issuer'] }): void => {
      ignored.push(`Revocation list ${i + 1} cannot be read and was left out: ${message}`);
      notRead.push({ reason: message, ...(issuer && { issuer }) });
    };
    if (typeof input === 'object' && 'entryCount' in input) crls.push(input);
    else
      readOr(() => {
        const file = readCryptographicFile(input);
        crls.push(...file.crls);
        // What else cannot be read does not matter where the list can.
        for (const problem of file.problems) if (problem.kind === 'crl' || file.crls.length === 0) leftOut(problem);
        if (file.crls.length + file.problems.length === 0) parseCrl(input);
      }, leftOut);
  }
  return { crls, notRead };
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

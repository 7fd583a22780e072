import type { PartKind } from './der-kind.ts';
import { CertificateParseError } from './errors.ts';
import { keystoreError } from './keystore-kind.ts';

export type Wanted = 'certificate' | 'request' | 'crl';

const WANTED: Readonly<Record<Wanted, string>> = {
  certificate: 'a certificate',
  request: 'a certificate signing request (CSR)',
  crl: 'a certificate revocation list (CRL)',
};

/** What each kind is called, and what to do when it stands where something else was asked for. */
const KINDS: Readonly<Record<Exclude<PartKind, 'pkcs12'>, readonly [name: string, advice: string]>> = {
  certificate: ['a certificate', 'give the file that was asked for'],
  request: ['a certificate signing request (CSR)', 'give the certificate that the CA issued for it'],
  crl: ['a certificate revocation list (CRL)', 'give the file that was asked for'],
  pkcs7: ['a PKCS#7 bundle', 'give a bundle that holds one'],
  'pkcs7-other': ['an encrypted or unsigned CMS message', 'give a .p7b file, which holds certificates'],
  'private-key': ['a private key', 'keep it secret and give the certificate that belongs to it'],
  'public-key': ['a bare public key', 'give the certificate that holds it'],
  'ocsp-response': ['an OCSP response', 'give the file that was asked for'],
  parameters: ['a set of key parameters', 'give the certificate'],
  pgp: ['PGP data', 'PGP keys and X.509 certificates are different things'],
  other: ['something else', 'check that it is the right file'],
  unknown: ['something else', 'check that it is the right file'],
};

/** Says what was found instead of what was wanted; `found` is undefined when there was nothing at all. */
export function refuseKind(found: PartKind | undefined, wanted: Wanted, offset = 0): never {
  throw wrongKind(found, wanted, offset);
}

export function wrongKind(found: PartKind | undefined, wanted: Wanted, offset: number): CertificateParseError {
  if (found === undefined)
    return new CertificateParseError(
      'file.nothing-found',
      `The file does not hold ${WANTED[wanted]}; check that it is the right one.`,
      { offset },
    );
  if (found === 'pkcs12') return keystoreError(found, offset);
  const [name, advice] = KINDS[found];
  return new CertificateParseError(`file.${found}`, `This is ${name}, not ${WANTED[wanted]}; ${advice}.`, { offset });
}

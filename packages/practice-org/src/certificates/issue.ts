import type { Extension, X509Certificate } from '@peculiar/x509';
import { day } from '../time/time.ts';
import type { KeyPair } from './keys.ts';
import { serialNumber } from './keys.ts';
import { x509 } from './x509-library.ts';

/** What a certificate may be used for, by the names of the extended key usages. */
export type Purpose = 'serverAuth' | 'clientAuth';

const purposeOids: Readonly<Record<Purpose, string>> = {
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
};

/** A certificate authority of the practice world. */
export interface Authority {
  readonly certificate: X509Certificate;
  readonly keys: KeyPair;
  /** Certificate policies put into its leaves; those of the CA/Browser Forum make them look publicly trusted. */
  readonly policies: readonly string[];
  /** Host of its CRL, for authorities that publish one. */
  readonly host?: string;
  readonly issuer?: Authority;
}

export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** `days` whole days, both ends counted (RFC 5280 section 4.1.2.5). */
export function validFor(notBefore: Date, days: number): Validity {
  const start = new Date(Math.floor(notBefore.getTime() / 1000) * 1000);
  return { notBefore: start, notAfter: new Date(start.getTime() + days * day - 1000) };
}

export interface AuthorityRequest extends Validity {
  readonly subject: string;
  readonly keys: KeyPair;
  readonly issuer?: Authority;
  readonly policies?: readonly string[];
  readonly host?: string;
  /** Purposes it may issue for; none said means any. */
  readonly purposes?: readonly Purpose[];
}

/** Makes a root, or with `issuer` an intermediate. */
export async function issueAuthority(request: AuthorityRequest): Promise<Authority> {
  const { subject, keys, issuer } = request;
  const signer = issuer?.keys ?? keys;
  const extensions: Extension[] = [
    new x509.BasicConstraintsExtension(true, issuer === undefined ? undefined : 0, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    ...(request.purposes === undefined ? [] : [purposeExtension(request.purposes)]),
    ...(await keyIdentifiers(keys, signer)),
    ...(issuer === undefined ? [] : whereToLook(issuer)),
  ];
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject,
    issuer: issuer?.certificate.subject ?? subject,
    notBefore: request.notBefore,
    notAfter: request.notAfter,
    publicKey: keys.publicKey,
    signingKey: signer.privateKey,
    signingAlgorithm: signer.signing,
    extensions,
  });
  return {
    certificate,
    keys,
    policies: request.policies ?? issuer?.policies ?? [],
    ...(request.host === undefined ? {} : { host: request.host }),
    ...(issuer === undefined ? {} : { issuer }),
  };
}

export interface LeafRequest extends Validity {
  readonly subject: string;
  readonly publicKey: KeyPair['publicKey'];
  readonly issuer: Authority;
  readonly purposes: readonly Purpose[];
  readonly dnsNames?: readonly string[];
}

/** Has an authority sign an end-entity certificate. */
export async function issueLeaf(request: LeafRequest): Promise<X509Certificate> {
  const { issuer } = request;
  const { KeyUsageFlags } = x509;
  const extensions: Extension[] = [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment, true),
    purposeExtension(request.purposes),
    await x509.SubjectKeyIdentifierExtension.create(request.publicKey),
    await x509.AuthorityKeyIdentifierExtension.create(issuer.keys.publicKey),
    ...whereToLook(issuer),
  ];
  if (request.dnsNames !== undefined) {
    extensions.push(
      new x509.SubjectAlternativeNameExtension(request.dnsNames.map((value) => ({ type: 'dns' as const, value }))),
    );
  }
  if (issuer.policies.length > 0) extensions.push(new x509.CertificatePolicyExtension([...issuer.policies]));
  return x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: request.subject,
    issuer: issuer.certificate.subject,
    notBefore: request.notBefore,
    notAfter: request.notAfter,
    publicKey: request.publicKey,
    signingKey: issuer.keys.privateKey,
    signingAlgorithm: issuer.keys.signing,
    extensions,
  });
}

/** Has a party sign for itself, as identity providers and JWT clients do. */
export function issueSelfSigned(request: Validity & { readonly subject: string; readonly keys: KeyPair }) {
  const { keys } = request;
  return x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: request.subject,
    notBefore: request.notBefore,
    notAfter: request.notAfter,
    keys: { publicKey: keys.publicKey, privateKey: keys.privateKey },
    signingAlgorithm: keys.signing,
    extensions: [new x509.BasicConstraintsExtension(false, undefined, true)],
  });
}

/** A signing request, as Salesforce makes it for a CA-signed certificate that has no chain yet. */
export async function signingRequest(subject: string, keys: KeyPair): Promise<string> {
  const request = await x509.Pkcs10CertificateRequestGenerator.create({
    name: subject,
    keys: { publicKey: keys.publicKey, privateKey: keys.privateKey },
    signingAlgorithm: keys.signing,
  });
  return `${request.toString('pem')}\n`;
}

/** Certificates as one PEM text, in the order given. */
export function toPem(certificates: readonly X509Certificate[]): string {
  return certificates.map((certificate) => `${certificate.toString('pem')}\n`).join('');
}

function purposeExtension(purposes: readonly Purpose[]): Extension {
  return new x509.ExtendedKeyUsageExtension(purposes.map((purpose) => purposeOids[purpose]));
}

export async function keyIdentifiers(subject: KeyPair, issuer: KeyPair): Promise<Extension[]> {
  return [
    await x509.SubjectKeyIdentifierExtension.create(subject.publicKey),
    await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
  ];
}

function whereToLook({ host }: Authority): Extension[] {
  if (host === undefined) return [];
  return [
    new x509.CRLDistributionPointsExtension([`http://crl.${host}/issuing.crl`]),
    new x509.AuthorityInfoAccessExtension({ caIssuers: `http://aia.${host}/issuing.cer` }),
  ];
}

/** A CA that signs the key of any request, as well or as badly as a test wants. */
import { webcrypto } from 'node:crypto';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import type { GeneralNameType } from '@peculiar/x509';
import { askedNames, parseCertificate, parseCertificationRequest } from '@cert-health/core';
import type { Certificate } from '@cert-health/core';

const p256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const day = 86_400_000;

export interface Signing {
  readonly dnsNames?: readonly string[];
  readonly purposes?: readonly ('serverAuth' | 'clientAuth')[];
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** Signs another key than that of the request. */
  readonly otherKey?: true;
}

interface Issuer {
  readonly certificate: x509.X509Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
}

let serial = 1;

export class TestCa {
  readonly root: Issuer;
  readonly intermediate: Issuer;
  /** The same intermediate by another root. */
  readonly crossSigned: x509.X509Certificate;

  private constructor(root: Issuer, intermediate: Issuer, crossSigned: x509.X509Certificate) {
    this.root = root;
    this.intermediate = intermediate;
    this.crossSigned = crossSigned;
  }

  static async make(): Promise<TestCa> {
    const [root, other] = [await madeAuthority('Test Root'), await madeAuthority('Other Root')];
    const intermediate = await madeAuthority('Test Issuing CA', root);
    const crossSigned = await authorityCertificate('Test Issuing CA', intermediate.keys, other);
    return new TestCa(root, intermediate, crossSigned);
  }

  /** The intermediate, as what is at hand. */
  get atHand(): Certificate {
    return parseCertificate(new Uint8Array(this.intermediate.certificate.rawData));
  }

  /** @returns the leaf alone, PEM. */
  async leaf(csr: string | Uint8Array, now: Date, wanted: Signing = {}): Promise<string> {
    const request = parseCertificationRequest(csr);
    const own = new x509.PublicKey(Uint8Array.from(request.publicKey.spki));
    const publicKey = wanted.otherKey ? (await newKeys()).publicKey : own;
    const asked = askedNames(request).identifiers;
    const names = wanted.dnsNames ?? asked.filter(({ type }) => type === 'dns').map(({ value }) => value);
    const { KeyUsageFlags, ExtendedKeyUsage } = x509;
    const purposes = wanted.purposes ?? ['serverAuth', 'clientAuth'];
    const made = await x509.X509CertificateGenerator.create({
      serialNumber: (serial++).toString(16).padStart(16, '20'),
      subject: request.subject.text,
      issuer: this.intermediate.certificate.subject,
      notBefore: wanted.notBefore ?? new Date(now.getTime() - 3_600_000),
      notAfter: wanted.notAfter ?? new Date(now.getTime() + 45 * day),
      publicKey,
      signingKey: this.intermediate.keys.privateKey,
      signingAlgorithm: p256,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension(purposes.map((one) => ExtendedKeyUsage[one])),
        await x509.AuthorityKeyIdentifierExtension.create(this.intermediate.keys.publicKey),
        ...(names.length === 0
          ? []
          : [new x509.SubjectAlternativeNameExtension(names.map((value) => ({ type: 'dns' as const, value })))]),
      ],
    });
    return `${made.toString('pem')}\n`;
  }

  /** Leaf and intermediate, PEM. */
  async chain(csr: string | Uint8Array, now: Date, wanted: Signing = {}): Promise<string> {
    return `${await this.leaf(csr, now, wanted)}${this.intermediate.certificate.toString('pem')}\n`;
  }
}

/** A signing request, PEM. */
export async function csrFor(
  subject: string,
  names: readonly { readonly type: GeneralNameType; readonly value: string }[] = [],
): Promise<string> {
  const made = await x509.Pkcs10CertificateRequestGenerator.create({
    name: subject,
    keys: await newKeys(),
    signingAlgorithm: p256,
    extensions: names.length === 0 ? [] : [new x509.SubjectAlternativeNameExtension([...names])],
  });
  return `${made.toString('pem')}\n`;
}

async function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return await webcrypto.subtle.generateKey(p256, true, ['sign', 'verify']);
}

async function madeAuthority(name: string, issuer?: Issuer): Promise<Issuer> {
  const keys = await newKeys();
  return { keys, certificate: await authorityCertificate(name, keys, issuer) };
}

async function authorityCertificate(name: string, keys: webcrypto.CryptoKeyPair, issuer?: Issuer) {
  return x509.X509CertificateGenerator.create({
    serialNumber: (serial++).toString(16).padStart(16, '10'),
    subject: `CN=${name}`,
    issuer: issuer?.certificate.subject ?? `CN=${name}`,
    notBefore: new Date('2020-01-01'),
    notAfter: new Date('2045-01-01'),
    publicKey: keys.publicKey,
    signingKey: (issuer?.keys ?? keys).privateKey,
    signingAlgorithm: p256,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create((issuer?.keys ?? keys).publicKey),
    ],
  });
}

/** Keys, requests and certificates of the org, and the authority that signs for it. */
import { webcrypto } from 'node:crypto';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;
const day = 86_400_000;
let serial = 1;

export type Keys = webcrypto.CryptoKeyPair;

export function newKeys(modulusLength = 2048): Promise<Keys> {
  const wanted = { ...rsa, modulusLength, publicExponent: new Uint8Array([1, 0, 1]) };
  return webcrypto.subtle.generateKey(wanted, true, ['sign', 'verify']);
}

export async function requestOf(keys: Keys, subject: string): Promise<string> {
  const made = await x509.Pkcs10CertificateRequestGenerator.create({ name: subject, keys, signingAlgorithm: rsa });
  return pem(made.toString('pem'));
}

export async function selfSigned(keys: Keys, subject: string, days: number): Promise<string> {
  const notBefore = new Date(Date.now() - day);
  const made = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: nextSerial(),
    name: subject,
    keys,
    signingAlgorithm: rsa,
    notBefore,
    notAfter: new Date(notBefore.getTime() + days * day),
    extensions: [new x509.BasicConstraintsExtension(true, undefined, true)],
  });
  return pem(made.toString('pem'));
}

/** SubjectPublicKeyInfo of the first certificate of a text or of a request, in hexadecimal; undefined: it holds none. */
export function keyIn(text: string): string | undefined {
  const [found] = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(text) ?? [];
  return found && Buffer.from(new x509.X509Certificate(found).publicKey.rawData).toString('hex');
}

export async function keyOf({ publicKey }: Keys): Promise<string> {
  return Buffer.from(await webcrypto.subtle.exportKey('spki', publicKey)).toString('hex');
}

export function endOf(text: string): Date {
  return new x509.X509Certificate(text).notAfter;
}

export function subjectOf(text: string): string {
  return new x509.X509Certificate(text).subject;
}

export interface Signed {
  readonly days?: number;
  /** Days since it began. */
  readonly ago?: number;
  readonly purposes?: readonly ('serverAuth' | 'clientAuth')[];
  readonly otherKey?: true;
}

export class Authority {
  readonly #keys: Keys;
  readonly #certificate: x509.X509Certificate;
  readonly root: string;

  private constructor(keys: Keys, certificate: x509.X509Certificate, root: string) {
    this.#keys = keys;
    this.#certificate = certificate;
    this.root = root;
  }

  static async make(): Promise<Authority> {
    const [rootKeys, keys] = await Promise.all([newKeys(), newKeys()]);
    const root = await authorityCertificate('CN=Harbor Root', rootKeys, 'CN=Harbor Root', rootKeys);
    const certificate = await authorityCertificate('CN=Harbor Issuing', keys, root.subject, rootKeys);
    return new Authority(keys, certificate, pem(root.toString('pem')));
  }

  get intermediate(): string {
    return pem(this.#certificate.toString('pem'));
  }

  /** The leaf alone (PEM), for the key of a request. */
  async leaf(csr: string, { days = 90, ago = 0, purposes = ['clientAuth', 'serverAuth'], otherKey }: Signed = {}) {
    const request = new x509.Pkcs10CertificateRequest(csr);
    const notBefore = new Date(Date.now() - ago * day - 3_600_000);
    const made = await x509.X509CertificateGenerator.create({
      serialNumber: nextSerial(),
      subject: request.subject,
      issuer: this.#certificate.subject,
      notBefore,
      notAfter: new Date(notBefore.getTime() + days * day),
      publicKey: otherKey ? (await newKeys()).publicKey : request.publicKey,
      signingKey: this.#keys.privateKey,
      signingAlgorithm: rsa,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension(purposes.map((one) => x509.ExtendedKeyUsage[one])),
        await x509.AuthorityKeyIdentifierExtension.create(this.#keys.publicKey),
      ],
    });
    return pem(made.toString('pem'));
  }

  async chain(csr: string, wanted: Signed = {}): Promise<string> {
    return `${await this.leaf(csr, wanted)}${this.intermediate}`;
  }
}

function authorityCertificate(subject: string, { publicKey }: Keys, issuer: string, by: Keys) {
  return x509.X509CertificateGenerator.create({
    serialNumber: nextSerial(),
    subject,
    issuer,
    notBefore: new Date('2020-01-01'),
    notAfter: new Date('2045-01-01'),
    publicKey,
    signingKey: by.privateKey,
    signingAlgorithm: rsa,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    ],
  });
}

function nextSerial(): string {
  return (serial++).toString(16).padStart(16, '40');
}

function pem(text: string): string {
  return `${text.trim()}\n`;
}

import { once } from 'node:events';
import { webcrypto } from 'node:crypto';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

export interface CertificateMade {
  readonly certificate: x509.X509Certificate;
  readonly pem: string;
}

/** An authority of a test, valid from 2026 to 2028, that says where its list is. */
export class Authority {
  readonly root: CertificateMade;
  readonly #keys: webcrypto.CryptoKeyPair;
  #serial = 1;

  private constructor(root: CertificateMade, keys: webcrypto.CryptoKeyPair) {
    this.root = root;
    this.#keys = keys;
  }

  static async of(name: string): Promise<Authority> {
    const keys = await newKeys();
    const usage = x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign;
    const extensions = [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(usage, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ];
    const root = await make({ subject: `CN=${name}`, issuer: `CN=${name}`, serial: 1, keys, signer: keys, extensions });
    return new Authority(root, keys);
  }

  /** A certificate that names these lists. */
  async issue(name: string, lists: readonly string[]): Promise<CertificateMade> {
    return make({
      subject: `CN=${name}`,
      issuer: this.root.certificate.subject,
      serial: ++this.#serial,
      keys: await newKeys(),
      signer: this.#keys,
      extensions: [
        await x509.AuthorityKeyIdentifierExtension.create(this.#keys.publicKey),
        ...(lists.length > 0 ? [new x509.CRLDistributionPointsExtension([...lists])] : []),
      ],
    });
  }

  /** A list (DER) of 2026-11-01 that holds until the end of 2027, unless told otherwise. */
  async list(revoked: readonly CertificateMade[], until = '2027-12-31'): Promise<Uint8Array> {
    const made = await x509.X509CrlGenerator.create({
      issuer: this.root.certificate.subject,
      thisUpdate: new Date('2026-11-01'),
      nextUpdate: new Date(until),
      entries: revoked.map(({ certificate }) => ({
        serialNumber: certificate.serialNumber,
        revocationDate: new Date('2026-10-15'),
        reason: x509.X509CrlReason.keyCompromise,
      })),
      signingKey: this.#keys.privateKey,
      signingAlgorithm: algorithm,
      extensions: [await x509.AuthorityKeyIdentifierExtension.create(this.#keys.publicKey)],
    });
    return new Uint8Array(made.rawData);
  }
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

async function make(wish: {
  readonly subject: string;
  readonly issuer: string;
  readonly serial: number;
  readonly keys: webcrypto.CryptoKeyPair;
  readonly signer: webcrypto.CryptoKeyPair;
  readonly extensions: x509.Extension[];
}): Promise<CertificateMade> {
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: wish.serial.toString(16).padStart(16, '10'),
    subject: wish.subject,
    issuer: wish.issuer,
    notBefore: new Date('2026-01-01'),
    notAfter: new Date('2028-01-01'),
    publicKey: wish.keys.publicKey,
    signingKey: wish.signer.privateKey,
    signingAlgorithm: algorithm,
    extensions: wish.extensions,
  });
  return { certificate, pem: `${certificate.toString('pem')}\n` };
}

/** A server on this computer for as long as a test; `asked` holds the paths of the requests that it got. */
export async function serve(
  test: Pick<TestContext, 'after'>,
  answer: RequestListener,
): Promise<{ readonly url: string; readonly asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  test.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** An address at which nobody listens. */
export async function nobody(): Promise<string> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}`;
}

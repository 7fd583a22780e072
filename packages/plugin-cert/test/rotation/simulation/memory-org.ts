/** An org in memory, as strict as a rotation needs it: what is deployed is all taken or all refused, and what is named stays. */
import { certificateToPem, parseCertificates, parseCertificationRequest } from '@cert-health/core';
import type { Certificate, Inventory } from '@cert-health/core';
import { DeployRefusedError } from '../../../src/org/deploy.ts';
import type { DeployedPackage } from '../../../src/org/deploy.ts';
import type { Manifest, Retrieved } from '../../../src/org/retrieve.ts';
import type { CertificateRecord, RotationOrg } from '../../../src/rotation/execution/rotation-org.ts';
import { csrFor } from '../authorities/test-ca.ts';

interface KeyPair {
  readonly id: string;
  readonly csr: string;
  readonly chain: readonly Certificate[];
}

/** Where the file of a named credential lies in a package. */
const credentialPath = (name: string): string => `namedCredentials/${name}.namedCredential`;
const named = (text: string): string => /<certificate>(.*?)<\/certificate>/.exec(text)?.[1] ?? '';

export class MemoryOrg implements RotationOrg {
  /** Records that were made in all. */
  made = 0;
  readonly #keyPairs = new Map<string, KeyPair>();
  readonly #credentials = new Map<string, string>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** A named credential that shows a certificate, which is signed already. */
  async add(name: string, sign: (csr: string) => Promise<string>): Promise<void> {
    const csr = await csrFor(`CN=${name}`);
    this.#keyPairs.set(name, { id: this.#newId(), csr, chain: parseCertificates(await sign(csr)) });
    this.#credentials.set(
      name,
      `<?xml version="1.0" encoding="UTF-8"?>\n<NamedCredential xmlns="http://soap.sforce.com/2006/04/metadata">\n    <certificate>${name}</certificate>\n    <endpoint>https://${name.toLowerCase()}.example</endpoint>\n    <label>${name}</label>\n</NamedCredential>\n`,
    );
  }

  get certificates(): readonly string[] {
    return [...this.#keyPairs.keys()];
  }

  /** The certificate that a credential shows now; undefined: none that can be used. */
  shown(credential: string): Certificate | undefined {
    return this.#keyPairs.get(named(this.#credentials.get(credential) ?? ''))?.chain[0];
  }

  /** Credentials that name what cannot be used at the moment. */
  get broken(): readonly string[] {
    return [...this.#credentials.keys()].filter((name) => {
      const leaf = this.shown(name);
      return !leaf || leaf.notAfter <= this.#now() || leaf.notBefore > this.#now();
    });
  }

  inventory(): Inventory {
    const source = (id: string, items: number) => ({ id, label: id, status: 'read' as const, items, detail: '' });
    return {
      org: {
        id: '00D000000000001AAA',
        instanceUrl: 'https://memory.example',
        username: 'ci@memory.example',
        isSandbox: true,
      },
      sources: [
        source('org.certificates', this.#keyPairs.size),
        source('org.named-credentials', this.#credentials.size),
      ],
      holdings: [...this.#keyPairs].map(([name, { id, chain }]) => ({
        source: 'org.certificates',
        name,
        label: name,
        id,
        kind: 'keyPair',
        certificates: chain,
        ...(chain.length === 0 ? { pendingSignature: true } : {}),
        record: { caSigned: true, ...(chain[0] ? { expirationDate: new Date(endOf(chain[0])) } : {}) },
      })),
      references: [...this.#credentials].map(([name, text]) => ({
        source: 'org.named-credentials',
        name,
        field: 'NamedCredential.certificate',
        target: named(text),
      })),
      exposedKeys: [],
    };
  }

  retrieve(manifest: Manifest): Promise<Retrieved> {
    const encoder = new TextEncoder();
    const files = new Map<string, Uint8Array>();
    for (const name of manifest.get('Certificate') ?? []) {
      const pair = this.#keyPairs.get(name);
      if (pair) files.set(`certs/${name}.crt`, encoder.encode(pair.chain.map(certificateToPem).join('') || pair.csr));
    }
    for (const name of manifest.get('NamedCredential') ?? []) {
      const text = this.#credentials.get(name);
      if (text !== undefined) files.set(credentialPath(name), encoder.encode(text));
    }
    return Promise.resolve({ files, problems: [] });
  }

  async deploy({ members, files, deletions = new Map() }: DeployedPackage) {
    const changes: (() => void)[] = [];
    for (const name of members.get('Certificate') ?? [])
      changes.push(await this.#put(name, text(files, `certs/${name}.crt`)));
    for (const name of members.get('NamedCredential') ?? []) {
      const content = text(files, credentialPath(name));
      if (!this.#keyPairs.has(named(content))) throw refused(`no Certificate named ${named(content)} found`);
      changes.push(() => void this.#credentials.set(name, content));
    }
    for (const name of deletions.get('Certificate') ?? []) {
      const by = [...this.#credentials].find(([, content]) => named(content) === name);
      if (by) throw refused(`${name} is in use by NamedCredential ${by[0]}`);
      changes.push(() => void this.#keyPairs.delete(name));
    }
    for (const change of changes) change();
    return [];
  }

  certificate(name: string): Promise<CertificateRecord | undefined> {
    const pair = this.#keyPairs.get(name);
    if (!pair) return Promise.resolve(undefined);
    const [leaf] = pair.chain;
    const ends = leaf ? endOf(leaf) : null;
    return Promise.resolve({
      id: pair.id,
      usable: leaf !== undefined,
      ends,
      keySize: 2048,
      privateKeyExportable: false,
    });
  }

  /** A deployment is over when it is answered. */
  atRest(): Promise<void> {
    return Promise.resolve();
  }

  async #put(name: string, content: string): Promise<() => void> {
    const pair = this.#keyPairs.get(name);
    if (!pair) {
      const fresh = { id: this.#newId(), csr: await csrFor(`CN=${name}`), chain: [] };
      return () => {
        this.made++;
        this.#keyPairs.set(name, fresh);
      };
    }
    const chain = parseCertificates(content);
    const keyOf = (spki: Uint8Array | undefined): string => Buffer.from(spki ?? []).toString('hex');
    if (keyOf(chain[0]?.publicKey.spki) !== keyOf(parseCertificationRequest(pair.csr).publicKey.spki)) {
      throw refused(`the first certificate of the chain was not issued for the key of ${name}`);
    }
    return () => void this.#keyPairs.set(name, { ...pair, chain });
  }

  #ids = 0;
  #newId(): string {
    return `0P1${String(++this.#ids).padStart(12, '0')}AAA`;
  }
}

const endOf = ({ notAfter }: Certificate): string => notAfter.toISOString().slice(0, 10);

function text(files: DeployedPackage['files'], path: string): string {
  const content = files.get(path) ?? '';
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}

function refused(why: string): DeployRefusedError {
  return new DeployRefusedError(`The org refused the deployment. ${why}.`, []);
}

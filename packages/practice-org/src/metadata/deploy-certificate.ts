import { X509Certificate, createPublicKey } from 'node:crypto';
import { awaitsChain } from '../org/key-pair-record.ts';
import type { KeyPairRecord } from '../org/key-pair-record.ts';
import { signingRequest, toPem } from '../certificates/issue.ts';
import type { RsaSize } from '../certificates/keys.ts';
import { rsaKeyPair } from '../certificates/keys.ts';
import { salesforceSelfSigned } from '../certificates/salesforce-signed.ts';
import { x509 } from '../certificates/x509-library.ts';
import type { XmlRecord } from '../xml/xml.ts';
import { textAt } from '../xml/xml.ts';
import { DeployProblem } from './deploy-package.ts';

export interface KeyPairDeploy {
  readonly name: string;
  readonly values: XmlRecord;
  /** What the `.crt` file holds: nothing, a certificate to take the subject from, or the signed chain. */
  readonly body: string;
  readonly existing: KeyPairRecord | undefined;
  readonly newId: string;
  readonly orgId: string;
  readonly now: Date;
}

/**
 * What deploying a Certificate does. The org always makes the key: for `caSigned` false it signs a certificate of its
 * own and ignores the file; for true it makes a signing request, which the file then holds, and a later deploy of the
 * signed chain completes it. Throws {@link DeployProblem}; its wording, and which of the checks a real org makes, are
 * unverified.
 *
 * Source: Metadata API Developer Guide, Certificate.
 */
export async function deployKeyPair(deploy: KeyPairDeploy): Promise<KeyPairRecord> {
  const { name, existing, body } = deploy;
  const asked = settings(deploy.values);
  checkName(name);
  if (existing === undefined) return newKeyPair(deploy, asked);
  if (existing.caSigned !== asked.caSigned || (asked.keySize !== undefined && existing.keySize !== asked.keySize)) {
    throw new DeployProblem(`The type and key size of certificate ${name} cannot be changed.`);
  }
  const record = { ...existing, masterLabel: asked.masterLabel };
  // A self-signed certificate keeps its key and itself, whatever the file holds.
  if (!existing.caSigned || !body.includes('-----BEGIN CERTIFICATE-----')) return record;
  const chain = certificatesOf(body);
  const leaf = chain[0];
  if (leaf === undefined) throw new DeployProblem(`The file of ${name} holds no certificate that can be read.`);
  if (!leaf.publicKey.equals(publicKeyOf(existing))) {
    throw new DeployProblem(`The first certificate of the chain was not issued for the key of ${name}.`);
  }
  chain.slice(1).forEach((issuer, index) => {
    if (chain[index]?.checkIssued(issuer) !== true) {
      throw new DeployProblem(`The chain of ${name} is not in order: each certificate is followed by its issuer.`);
    }
  });
  return { ...record, body, expirationDate: new Date(leaf.validTo) };
}

/** What the properties file asks for. */
interface Settings {
  readonly caSigned: boolean;
  readonly keySize: RsaSize | undefined;
  readonly masterLabel: string;
  readonly privateKeyExportable: boolean;
}

function settings(values: XmlRecord): Settings {
  const masterLabel = textAt(values, 'masterLabel') ?? '';
  if (masterLabel === '') throw new DeployProblem('Required field is missing: masterLabel');
  if (masterLabel.length > 64) throw new DeployProblem('masterLabel: data value too large (max length=64)');
  const size = textAt(values, 'keySize');
  const keySize = ([2048, 3072, 4096] as const).find((known) => String(known) === size);
  if (size !== undefined && keySize === undefined)
    throw new DeployProblem(`keySize: ${size} is not 2048, 3072 or 4096`);
  const expires = textAt(values, 'expirationDate');
  // Independent reports: a bare date is refused although the guide shows one.
  if (expires !== undefined && !/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(expires)) {
    throw new DeployProblem(`'${expires}' is not a valid value for the type xsd:dateTime`);
  }
  return {
    caSigned: textAt(values, 'caSigned') === 'true',
    keySize,
    masterLabel,
    privateKeyExportable: textAt(values, 'privateKeyExportable') !== 'false',
  };
}

async function newKeyPair(deploy: KeyPairDeploy, asked: Settings): Promise<KeyPairRecord> {
  const { name, body, now } = deploy;
  const keys = await rsaKeyPair(asked.keySize ?? 2048);
  const record = {
    id: deploy.newId,
    developerName: name,
    masterLabel: asked.masterLabel,
    createdDate: now,
    keySize: keys.size,
    caSigned: asked.caSigned,
    privateKeyExportable: asked.privateKeyExportable,
    systemManaged: false,
    deleted: false,
  };
  if (asked.caSigned) {
    return { ...record, body: await signingRequest(subjectFrom(body, name), keys), expirationDate: undefined };
  }
  const certificate = await salesforceSelfSigned({ label: name, orgId: deploy.orgId, keys, createdAt: now });
  return { ...record, body: toPem([certificate]), expirationDate: certificate.notAfter };
}

/** The subject of the certificate in the file, which the guide calls copying its parameters; else one by the name. */
function subjectFrom(body: string, name: string): string {
  if (!body.includes('-----BEGIN CERTIFICATE-----')) return `CN=${name}`;
  if (certificatesOf(body).length === 0)
    throw new DeployProblem(`The file of ${name} holds no certificate that can be read.`);
  return new x509.X509Certificate(body.slice(0, body.indexOf('-----END CERTIFICATE-----') + 25)).subject;
}

function publicKeyOf({ body, developerName }: KeyPairRecord): ReturnType<typeof createPublicKey> {
  if (awaitsChain({ body })) {
    const request = new x509.Pkcs10CertificateRequest(body);
    return createPublicKey({ key: Buffer.from(request.publicKey.rawData), format: 'der', type: 'spki' });
  }
  const [leaf] = certificatesOf(body);
  if (leaf === undefined) throw new DeployProblem(`Certificate ${developerName} has no key that can be compared.`);
  return leaf.publicKey;
}

function certificatesOf(body: string): X509Certificate[] {
  const blocks = body.match(/-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/g) ?? [];
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch {
    return [];
  }
}

/** Source: Tooling API, Certificate.DeveloperName. */
function checkName(name: string): void {
  if (!/^[A-Za-z]\w*$/.test(name) || name.includes('__') || name.endsWith('_')) {
    throw new DeployProblem(
      `${name}: a unique name has letters, digits and single underscores, starts with a letter and does not end with an underscore.`,
    );
  }
}

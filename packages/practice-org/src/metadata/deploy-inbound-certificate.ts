import { X509Certificate } from 'node:crypto';
import type { Component } from '../org/component.ts';
import { x509 } from '../certificates/x509-library.ts';
import type { XmlRecord } from '../xml/xml.ts';
import { textAt } from '../xml/xml.ts';
import { DeployProblem } from './deploy-package.ts';

const CLIENT_AUTHENTICATION = '1.3.6.1.5.5.7.3.2';
const LONGEST_LABEL = 64;

export interface EntryDeploy {
  readonly name: string;
  readonly values: XmlRecord;
  /** What the file beside the properties holds. */
  readonly content: string;
  /** The entries that are there. */
  readonly entries: readonly Component[];
}

/**
 * What deploying an entry of the mutual authentication list makes of its properties: they tell of the certificate in its
 * file. Throws {@link DeployProblem}; unverified: its wording, that what the properties say of the certificate is passed
 * over, and that a certificate which is on the list already is refused.
 *
 * Source: Metadata API Developer Guide, InboundCertificate; Salesforce Help, "Set Up a Mutual Authentication
 * Certificate" (an authority has signed it, and it is for client authentication).
 */
export function inboundEntry({ name, values, content, entries }: EntryDeploy): XmlRecord {
  for (const field of ['expirationDate', 'issuer', 'masterLabel', 'serialId']) {
    if ((textAt(values, field) ?? '') === '') throw new DeployProblem(`Required field is missing: ${field}`);
  }
  const masterLabel = textAt(values, 'masterLabel') ?? '';
  if (masterLabel.length > LONGEST_LABEL) {
    throw new DeployProblem(`masterLabel: data value too large (max length=${LONGEST_LABEL})`);
  }
  if (Number.isNaN(Date.parse(textAt(values, 'expirationDate') ?? ''))) {
    throw new DeployProblem('expirationDate is no date');
  }
  const [leaf, ...others] = chainIn(name, content);
  if (leaf === undefined) throw new DeployProblem(`The file of ${name} holds no certificate that can be read.`);
  if (leaf.checkIssued(leaf)) throw new DeployProblem(`The certificate of ${name} is self-signed.`);
  if (!(leaf.keyUsage ?? []).includes(CLIENT_AUTHENTICATION)) {
    throw new DeployProblem(`The certificate of ${name} is not for client authentication.`);
  }
  others.forEach((issuer, index) => {
    if ([leaf, ...others][index]?.checkIssued(issuer) !== true) {
      throw new DeployProblem(`The chain of ${name} is not in order: each certificate is followed by its issuer.`);
    }
  });
  const twin = entries.find(
    (entry) =>
      entry.fullName !== name && chainIn(entry.fullName, entry.content ?? '')[0]?.fingerprint === leaf.fingerprint,
  );
  if (twin) throw new DeployProblem(`The certificate of ${name} is on the list already, as ${twin.fullName}.`);
  const read = new x509.X509Certificate(leaf.raw);
  return { expirationDate: read.notAfter, issuer: read.issuer, masterLabel, serialId: read.serialNumber };
}

function chainIn(name: string, content: string): X509Certificate[] {
  if (content.includes('PRIVATE KEY-----')) throw new DeployProblem(`The file of ${name} holds a private key.`);
  const blocks = content.match(/-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/g) ?? [];
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch {
    return [];
  }
}

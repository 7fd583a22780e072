/** A made-up large project on disk; run as a program, it reads the folder it is given and prints what that cost. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { buildUseMap } from '@cert-health/core';
import { readProjectFolders } from '../../src/project/read-project.ts';
import { certificateMeta, metadataXml } from '../fixtures/folder.ts';

export interface Cost {
  readonly files: number;
  readonly holdings: number;
  readonly references: number;
  /** Entries of the use map with a certificate. */
  readonly led: number;
  readonly gaps: readonly string[];
  readonly cpuSeconds: number;
  readonly seconds: number;
  /** The most the process ever held. */
  readonly megabytes: number;
}

/**
 * Writes 20,000 files: 1,000 certificates, 5,000 references, and what else a project is full of.
 *
 * @param pem Certificates that take turns.
 */
export function writeLargeProject(folder: string, pem: readonly string[]): number {
  let files = 0;
  const made = new Set<string>();
  const write = (path: string, text: string): void => {
    const absolute = join(folder, 'force-app/main/default', path);
    const parent = absolute.slice(0, absolute.lastIndexOf('/'));
    if (!made.has(parent)) mkdirSync(parent, { recursive: true });
    made.add(parent);
    writeFileSync(absolute, text);
    files++;
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'sfdx-project.json'), JSON.stringify({ packageDirectories: [{ path: 'force-app' }] }));
  const body = (n: number): string => pem[n % pem.length] ?? '';
  const base64 = (n: number): string => body(n).replace(/-----[^-]+-----|\s/g, '');
  for (let n = 0; n < 1000; n++) {
    write(`certs/Cert_${n}.crt`, body(n));
    write(
      `certs/Cert_${n}.crt-meta.xml`,
      certificateMeta({ caSigned: 'true', keySize: '2048', masterLabel: `Cert ${n}` }),
    );
  }
  for (let n = 0; n < 1000; n++) {
    write(`namedCredentials/Api_${n}.namedCredential-meta.xml`, securedEndpoint(n));
    write(
      `remoteSiteSettings/Site_${n}.remoteSite-meta.xml`,
      metadataXml('RemoteSiteSetting', { isActive: 'true', url: `https://site${n}.example` }),
    );
  }
  for (let n = 0; n < 500; n++) {
    write(
      `samlssoconfigs/Sso_${n}.samlssoconfig-meta.xml`,
      metadataXml('SamlSsoConfig', { decryptionCertificate: `Cert_${n}`, name: `SSO ${n}`, validationCert: base64(n) }),
    );
    write(`customMetadata/Partner.P${n}.md-meta.xml`, record(n));
    write(`flows/Flow_${n}.flow-meta.xml`, flow(n));
  }
  for (let n = 0; n < 200; n++) write(`profiles/Profile ${n}.profile-meta.xml`, profile(n));
  for (let n = 0; files < 20_000; n++) {
    write(
      `objects/O${n % 300}__c/fields/F${n}__c.field-meta.xml`,
      metadataXml('CustomField', { fullName: `F${n}__c` }),
    );
  }
  return files;
}

/** Two references. */
function securedEndpoint(n: number): string {
  const parameter = (type: string, fields: Readonly<Record<string, string>>): string => {
    const all = { ...fields, parameterName: type, parameterType: type };
    const inner = Object.entries(all).map(([name, value]) => `        <${name}>${value}</${name}>\n`);
    return `    <namedCredentialParameters>\n${inner.join('')}    </namedCredentialParameters>\n`;
  };
  const parameters = [
    parameter('Url', { parameterValue: `https://api${n}.example` }),
    parameter('Authentication', { externalCredential: `Api_${n}` }),
    parameter('ClientCertificate', { certificate: `Cert_${n}` }),
  ];
  const label = metadataXml('NamedCredential', { label: `API ${n}`, namedCredentialType: 'SecuredEndpoint' });
  return label.replace('</NamedCredential>', `${parameters.join('')}</NamedCredential>`);
}

/** One reference. */
function record(n: number): string {
  const value = (field: string, text: string): string =>
    `    <values>\n        <field>${field}</field>\n        <value xsi:type="xsd:string">${text}</value>\n    </values>\n`;
  const values = Array.from({ length: 20 }, (_, f) => value(`Field_${f}__c`, `value ${f}`)).join('');
  return `<CustomMetadata xmlns:xsi="x">\n${values}${value('Certificate__c', `Cert_${n}`)}</CustomMetadata>\n`;
}

/** Some 20 kB, one reference. */
function flow(n: number): string {
  const decision = `    <decisions>\n        <name>D</name>\n        <rightValue>\n            <stringValue>${'text '.repeat(40)}</stringValue>\n        </rightValue>\n    </decisions>\n`;
  return `<Flow>\n${decision.repeat(60)}    <constants><value><stringValue>Cert_${n}</stringValue></value></constants>\n</Flow>\n`;
}

/** Some 100 kB. */
function profile(n: number): string {
  const field = `    <fieldPermissions>\n        <editable>true</editable>\n        <field>O__c.F${n}__c</field>\n        <readable>true</readable>\n    </fieldPermissions>\n`;
  const permission =
    '    <userPermissions>\n        <enabled>true</enabled>\n        <name>ManageCertificates</name>\n    </userPermissions>\n';
  return `<Profile>\n${field.repeat(700)}${n % 10 === 0 ? permission : ''}</Profile>\n`;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const started = performance.now();
  const before = process.cpuUsage();
  const content = await readProjectFolders([argv[2] ?? '.']);
  const map = buildUseMap({ org: null, ...content });
  const cpu = process.cpuUsage(before);
  const cost: Cost = {
    files: content.sources.find(({ id }) => id.startsWith('project:'))?.items ?? 0,
    holdings: content.holdings.length,
    references: content.references.length,
    led: [...map.uses, ...map.others].filter(({ certificate }) => certificate !== null).length,
    gaps: content.sources.filter(({ status }) => status !== 'read').map(({ detail }) => detail),
    cpuSeconds: (cpu.user + cpu.system) / 1e6,
    seconds: (performance.now() - started) / 1000,
    megabytes: process.resourceUsage().maxRSS / 1024,
  };
  console.log(JSON.stringify(cost));
}

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { referenceUses } from '@cert-health/core';
import { planted } from '../../../src/index.ts';
import type { PlantedCompany, PlantedReference } from '../../../src/index.ts';
import type { OrgClient } from '../../org-client.ts';
import { now, startOrg } from '../../org-client.ts';
import { readAll, valuesOf } from './read-metadata.ts';

let company: PlantedCompany;
let org: OrgClient;
before(async () => {
  company = await planted(now);
  org = await startOrg({ seed: () => Promise.resolve(company) });
});
after(() => org.close());

/** What a certificate in base64, PEM, PEM in base64, or the x5c of a key is known by. */
function fingerprintOf(value: string): string | undefined {
  const x5c = value.startsWith('{') ? (JSON.parse(value) as { x5c?: string[] }).x5c?.[0] : undefined;
  if (value.startsWith('{') && x5c === undefined) return undefined;
  const text = x5c ?? value;
  const pem = text.startsWith('LS0t') ? Buffer.from(text, 'base64').toString() : text;
  const [body = pem] = /(?<=-----BEGIN CERTIFICATE-----)[^-]+/.exec(pem) ?? [];
  return createHash('sha256').update(Buffer.from(body, 'base64')).digest('hex');
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const inOrder = (lines: readonly string[]): string[] => [...lines].sort();
const known = (place: PlantedReference['place']) => company.references.filter((one) => one.place === place);

describe('the Metadata API of the planted company', () => {
  // Each of these is a metadata type with a way to a field; what is read otherwise has tests of its own below.
  const fields = referenceUses.flatMap(({ field, also = [] }) => [field, ...also]);
  const byMetadata = fields.filter(
    (field) =>
      /^[A-Z]\w+\.[a-z]/.test(field) &&
      !/^(Apex|TenantSecret|Custom(Metadata|Label|Setting)|Translations|Flow)|^Named.*\.certificate$|endpoint$/.test(
        field,
      ) &&
      // These are any parameter's.
      !/Parameters\.(certificate|parameterValue)$/.test(field),
  );
  const legacy = ['NamedCredential.certificate', 'NamedCredential.endpoint', 'ExternalDataSource.endpoint'];

  it('shows each reference at its field and nothing else there', async () => {
    let read = 0;
    for (const field of [...byMetadata, ...legacy]) {
      const [type = '', ...steps] = field.split('.');
      const found: string[] = [];
      for (const record of await readAll(org, type)) {
        for (const value of valuesOf(record, steps)) found.push(`${text(record['fullName'])} ${value}`);
      }
      const wanted = company.references.filter((reference) => reference.field === field);
      const lines = wanted.flatMap(({ kind, name, target, fingerprint }) => {
        if (kind === 'carries' && fingerprint !== undefined) return [`${name} ${fingerprint}`];
        return target === undefined ? [] : [`${name} ${target}`];
      });
      const carried = wanted.some(({ fingerprint }) => fingerprint !== undefined);
      const got = found.flatMap((line) => {
        const [name = '', ...rest] = line.split(' ');
        if (!carried) return wanted.some(({ kind }) => kind === 'names' || kind === 'meets') ? [line] : [];
        const fingerprint = fingerprintOf(rest.join(' '));
        return fingerprint === undefined ? [] : [`${name} ${fingerprint}`];
      });
      assert.deepEqual(inOrder(got), inOrder(lines), field);
      assert.equal(found.length >= wanted.length, true, field);
      read += wanted.length;
    }
    const otherwise = ['apex', 'custom-labels', 'custom-metadata', 'custom-settings', 'encryption-keys', 'flows'];
    const wanted = company.references.filter(
      ({ place, field }) => !otherwise.includes(place) && !/\.(IdpCertificateId|parameterValue)$/.test(field),
    );
    assert.equal(read, wanted.length);
  });

  it('reads custom metadata with the types of its values', async () => {
    const answer = await org.soap(
      'readMetadata',
      '<type>CustomMetadata</type><fullNames>Integration_Setting.Bank</fullNames>',
    );
    assert.match(answer.text, /<field>Certificate__c<\/field><value xsi:type="xsd:string">Bank_Client<\/value>/);
  });
});

describe('the Tooling API of the planted company', () => {
  type Found = Record<string, unknown>;
  const rows = async (soql: string, api?: 'tooling/'): Promise<readonly Found[]> => {
    const answer = await org.query<Found>(soql, api);
    assert.equal(answer.status, 200, answer.text);
    return answer.json().records;
  };
  const lines = (found: readonly Found[], name: string, value: string): string[] =>
    found.map((row) => `${text(row[name])} ${text(row[value])}`);
  /** FullName can be asked for one record only, so that names are put together as clients do. */
  const fullName = (row: Found): string => {
    const prefix = row['NamespacePrefix'];
    return `${typeof prefix === 'string' ? `${prefix}__` : ''}${text(row['DeveloperName'] ?? row['Name'])}`;
  };
  const idsOf = (pattern: RegExp): string[] =>
    company.references
      .filter(({ field, targetId }) => pattern.test(field) && targetId !== undefined)
      .map(({ name, targetId }) => `${name} ${targetId}`);

  it('gives the Ids of certificates where metadata names them, also of those that are gone', async () => {
    for (const [object, field, pattern] of [
      ['NamedCredential', 'CertificateId', /^NamedCredential\.certificate$/],
      ['NamedCredential', 'JwtSigningCertificateId', /jwtSigningCertificate$/],
      ['ExternalDataSource', 'CertificateId', /^ExternalDataSource\.certificate$/],
    ] as const) {
      const soql = `SELECT DeveloperName, NamespacePrefix, ${field} FROM ${object} WHERE ${field} != null`;
      const found = (await rows(soql, 'tooling/')).map((row) => `${fullName(row)} ${text(row[field])}`);
      assert.deepEqual(inOrder(found), inOrder(idsOf(pattern)), soql);
    }
    for (const [object, parent, pattern] of [
      ['NamedCredentialParameter', 'NamedCredential', /\.ClientCertificate$/],
      ['ExternalCredentialParameter', 'ExternalCredential', /\.SigningCertificate$/],
    ] as const) {
      const soql = `SELECT ${parent}.DeveloperName, ${parent}.NamespacePrefix, CertificateId FROM ${object} WHERE CertificateId != null`;
      const found = (await rows(soql, 'tooling/')).map(
        (row) => `${fullName(row[parent] as Record<string, string>)} ${text(row['CertificateId'])}`,
      );
      assert.deepEqual(inOrder(found), inOrder(idsOf(pattern)), soql);
    }
  });

  it('gives nothing for the certificate behind an Id of one that is gone', async () => {
    const soql =
      "SELECT Certificate.DeveloperName, CertificateId FROM NamedCredential WHERE DeveloperName = 'Gone_Legacy'";
    const [row] = await rows(soql, 'tooling/');
    assert.equal(row?.['Certificate'], null);
    assert.match(text(row?.['CertificateId']), /^0P1\w{15}$/);
  });

  it('shows the signing certificates of SAML apps, which metadata does not', async () => {
    const found = await rows(
      'SELECT DeveloperName, IdpCertificateId FROM ExtlClntAppSamlPlcyCnfg WHERE IdpCertificateId != null',
      'tooling/',
    );
    const wanted = company.references.filter(({ field }) => field === 'ExtlClntAppSamlPlcyCnfg.IdpCertificateId');
    assert.deepEqual(
      inOrder(lines(found, 'DeveloperName', 'IdpCertificateId')),
      inOrder(wanted.map(({ name, target }) => `${name} ${target}`)),
    );
  });

  it('shows addresses that are called', async () => {
    const sites = await rows('SELECT SiteName, NamespacePrefix, EndpointUrl FROM RemoteProxy', 'tooling/');
    assert.deepEqual(
      inOrder(sites.map((row) => `${fullName({ ...row, Name: row['SiteName'] ?? '' })} ${text(row['EndpointUrl'])}`)),
      inOrder(known('remote-sites').map(({ name, target }) => `${name} ${target}`)),
    );
  });

  it('shows code with the lines that were planted', async () => {
    for (const object of ['ApexClass', 'ApexTrigger']) {
      const code = await rows(`SELECT Name, NamespacePrefix, Body FROM ${object}`, 'tooling/');
      const bodies = new Map(code.map((row) => [fullName(row), text(row['Body'])]));
      assert.equal(bodies.size, company.components.filter(({ type }) => type === object).length);
      for (const { name, field, shape, target, line = 0 } of known('apex')) {
        if (!field.startsWith(`${object}.`) || shape !== 'literal') continue;
        assert.ok(bodies.get(name)?.split('\n')[line - 1]?.includes(`'${target}'`), `${name} ${line}`);
      }
    }
    assert.equal((await rows("SELECT Body FROM ApexClass WHERE NamespacePrefix = 'acme'"))[0]?.['Body'], '(hidden)');
  });

  it('shows labels and flows whose texts name certificates', async () => {
    const [label] = await rows("SELECT Value FROM ExternalString WHERE Name = 'Tax_Certificate'", 'tooling/');
    assert.equal(label?.['Value'], 'Tax_Office');
    const [flow] = await rows(
      "SELECT Metadata, Definition.DeveloperName FROM Flow WHERE Definition.DeveloperName = 'Send_To_Bank'",
      'tooling/',
    );
    assert.match(JSON.stringify(flow?.['Metadata']), /"stringValue":"Bank_Client"/);
  });
});

describe('the data API of the planted company', () => {
  const select = async (soql: string) => (await org.query<Record<string, string>>(soql)).json().records;

  it('shows the certificates of identity providers and of users, and the pins of the mobile app', async () => {
    const saml = await select('SELECT DeveloperName, ValidationCert FROM SamlSsoConfig');
    const users = await select('SELECT DeveloperName, CertificateChain FROM UserAuthCertificate');
    const found = [...saml.map(({ DeveloperName, ValidationCert = '' }) => [DeveloperName, ValidationCert])];
    for (const { DeveloperName, CertificateChain = '' } of users) {
      found.push([DeveloperName, (await org.get(CertificateChain)).text]);
    }
    const wanted = [
      ...known('saml-sso-configs').filter(({ kind }) => kind === 'carries'),
      ...known('user-certificates'),
    ];
    assert.deepEqual(
      inOrder(found.map(([name, body = '']) => `${name} ${fingerprintOf(body)}`)),
      inOrder(wanted.map(({ name, fingerprint }) => `${name} ${fingerprint}`)),
    );
    const pins = await select('SELECT DeveloperName, CertificateHash, DomainName FROM MobSecurityCertPinConfig');
    assert.deepEqual(
      inOrder(pins.map((row) => row['DeveloperName'] ?? '')),
      inOrder(known('mobile-pins').map((one) => one.name)),
    );
  });

  it('shows the certificates that wrap encryption keys', async () => {
    const secrets = await select('SELECT Id, RemoteKeyCertificate, SecretValueCertificate FROM TenantSecret');
    const found = secrets.flatMap(({ Id, ...fields }) =>
      Object.entries(fields).flatMap(([field, value]) =>
        field === 'attributes' || value === null ? [] : [`${Id} TenantSecret.${field} ${value}`],
      ),
    );
    const wanted = known('encryption-keys').map(({ name, field, target }) => `${name} ${field} ${target}`);
    assert.deepEqual(inOrder(found), inOrder(wanted));
  });

  it('finds names in the records of every custom metadata type that a describe tells', async () => {
    const described = (await org.get<{ sobjects: { name: string }[] }>('/services/data/v67.0/sobjects')).json();
    const types = described.sobjects.map(({ name }) => name).filter((name) => name.endsWith('__mdt'));
    const names = new Set(company.keyPairs.map(({ developerName }) => developerName));
    const found: string[] = [];
    for (const type of types) {
      const fields = (
        await org.get<{ fields: { name: string; type: string }[] }>(`/services/data/v67.0/sobjects/${type}/describe`)
      )
        .json()
        .fields.filter(({ name, type: kind }) => name.endsWith('__c') && kind === 'string');
      const soql = `SELECT QualifiedApiName, ${fields.map(({ name }) => name).join(', ')} FROM ${type}`;
      for (const row of await select(soql)) {
        for (const { name } of fields) {
          const value = row[name] ?? '';
          if (names.has(value)) found.push(`${type.replace('__mdt', '')}.${row['QualifiedApiName']} ${value}`);
        }
      }
    }
    const wanted = known('custom-metadata').map(({ name, target }) => `${name} ${target}`);
    assert.deepEqual(inOrder(found), inOrder(wanted));
  });

  it('shows who serves a domain, and the site behind it', async () => {
    const soql =
      "SELECT Domain.Domain, Domain.HttpsOption, Site.Name FROM DomainSite WHERE Domain.HttpsOption = 'CdnPartner'";
    const [row, ...others] = (await org.query<Record<string, Record<string, string>>>(soql)).json().records;
    assert.deepEqual(
      [row?.['Domain']?.['Domain'], row?.['Site']?.['Name']],
      ['cdn.portal.planted.example', 'Customer_Portal'],
    );
    assert.equal(others.length, 0);
  });

  it('shows who holds the permissions that have to do with certificates', async () => {
    const holders = async (permission: string) =>
      (
        await org.query<{ Assignee: { Name: string } }>(
          `SELECT Assignee.Name FROM PermissionSetAssignment WHERE PermissionSet.Permissions${permission} = true AND Assignee.IsActive = true ORDER BY Assignee.Name`,
        )
      )
        .json()
        .records.map(({ Assignee }) => Assignee.Name);
    assert.deepEqual(await holders('ManageCertificatesExpiration'), ['Robin Vale', 'Zoë Müller']);
    assert.deepEqual(await holders('ManageCertificates'), ['Robin Vale', 'Илья Петров']);
    assert.deepEqual(await holders('EnforceMutualAuthentication'), ['Billing Integration', 'Telemetry Integration']);
  });

  it('shows the same permissions as metadata', async () => {
    const sets = await readAll(org, 'PermissionSet');
    const mutual = sets.find(({ fullName }) => fullName === 'Mutual_TLS');
    assert.deepEqual(valuesOf(mutual ?? {}, ['userPermissions', 'name']), [
      'ApiEnabled',
      'EnforceMutualAuthentication',
    ]);
    const [admin] = (await readAll(org, 'Profile')).filter(({ fullName }) => fullName === 'Admin');
    assert.ok(valuesOf(admin ?? {}, ['userPermissions', 'name']).includes('ManageCertificatesExpiration'));
  });

  it('gives the list of what was planted to tests that run elsewhere', async () => {
    const answer = await fetch(`${org.url}/practice-org/references`);
    assert.deepEqual(
      ((await answer.json()) as { references: unknown }).references,
      JSON.parse(JSON.stringify(company.references)),
    );
  });
});

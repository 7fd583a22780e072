import assert from 'node:assert/strict';
import { X509Certificate, createHash, createPublicKey } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { issueSelfSigned, validFor } from '../../../src/certificates/issue.ts';
import { ecKeyPair } from '../../../src/certificates/keys.ts';
import { apexClass, apexTrigger } from '../../../src/seed/parts/apex-code.ts';
import { certificatePin, publicKeyCertificates, site } from '../../../src/seed/parts/arrivals.ts';
import { externalCredential, legacyNamedCredential, securedEndpoint } from '../../../src/seed/parts/callouts.ts';
import { externalClientApp } from '../../../src/seed/parts/client-apps.ts';
import { connectedApp, samlSsoConfig } from '../../../src/seed/parts/logins.ts';
import { customMetadataRecord, tenantSecret } from '../../../src/seed/parts/stored-names.ts';
import type { Planting } from '../../../src/seed/planting.ts';
import { textAt } from '../../../src/xml/xml.ts';
import { now } from '../../org-client.ts';

const client = { target: 'Client', id: '0P1', resolvesTo: 'Client' } as const;
const fieldsOf = ({ references = [] }: Planting) =>
  references.map(({ field, kind, target }) => `${kind} ${field} ${target ?? ''}`.trim());

let certificate: Awaited<ReturnType<typeof issueSelfSigned>>;
before(async () => {
  certificate = await issueSelfSigned({ subject: 'CN=held', keys: await ecKeyPair(), ...validFor(now, 100) });
});

describe('configuration of calls out', () => {
  it('refers to its address always, and to a certificate only where one is named', () => {
    const plain = legacyNamedCredential({ name: 'A', label: 'A', endpoint: 'https://a.example' });
    assert.deepEqual(fieldsOf(plain), ['meets NamedCredential.endpoint https://a.example']);
    const full = legacyNamedCredential({
      name: 'A',
      label: 'A',
      endpoint: 'https://a.example',
      certificate: client,
      jwtSigning: client,
      tokenUrl: 'https://t.example',
    });
    assert.deepEqual(fieldsOf(full), [
      'names NamedCredential.certificate Client',
      'names NamedCredential.jwtSigningCertificate Client',
      'meets NamedCredential.endpoint https://a.example',
      'meets NamedCredential.authTokenEndpointUrl https://t.example',
    ]);
  });

  it('holds parameters of new credentials by their kind', () => {
    const { drafts } = securedEndpoint({
      name: 'A',
      label: 'A',
      url: 'https://a.example',
      certificate: client,
      private: true,
    });
    assert.equal(drafts[0]?.values['namedCredentialType'], 'PrivateEndpoint');
    assert.match(JSON.stringify(drafts[0]?.values), /"certificate":"Client","parameterName":"ClientCertificate"/);
    const external = externalCredential({ name: 'E', label: 'E', protocol: 'Jwt', tokenUrl: 'https://t.example' });
    assert.deepEqual(fieldsOf(external), [
      'meets ExternalCredential.externalCredentialParameters.AuthProviderUrl https://t.example',
    ]);
  });
});

describe('configuration of logins', () => {
  it('holds a certificate as the body alone or as PEM', () => {
    const plan = { name: 'Idp', issuer: 'https://i.example', entityId: 'e', certificate };
    const bodies = [samlSsoConfig(plan), samlSsoConfig({ ...plan, asPem: true })].map(
      ({ drafts }) => textAt(drafts[0]?.values ?? {}, 'validationCert') ?? '',
    );
    assert.equal(new X509Certificate(Buffer.from(bodies[0] ?? '', 'base64')).subject, 'CN=held');
    assert.equal(new X509Certificate(bodies[1] ?? '').subject, 'CN=held');
  });

  it('refers to nothing for an app that logs in with a secret', () => {
    const { drafts, references } = connectedApp({ name: 'App', label: 'App', contactEmail: 'a@b.example' });
    assert.deepEqual(references, []);
    assert.ok(drafts[0]?.values['oauthConfig'] !== undefined);
  });

  it('makes one component for each side of an external client app, and none for sides that it has not', () => {
    const types = (planting: Planting) => planting.drafts.map(({ type }) => type);
    const app = { name: 'App', label: 'App', contactEmail: 'a@b.example' };
    assert.deepEqual(types(externalClientApp(app)), ['ExternalClientApplication']);
    const saml = externalClientApp({ ...app, saml: { url: 'https://s.example', certificate, signing: client } });
    assert.deepEqual(types(saml), ['ExternalClientApplication', 'ExtlClntAppSamlConfigurablePolicies']);
    assert.deepEqual(saml.drafts[1]?.tooling, { IdpCertificateId: 'Client' });
    assert.equal(saml.drafts[1]?.values['externalClientApplication'], 'App');
  });
});

describe('configuration of connections in', () => {
  it('has a record of each domain and says who serves it', () => {
    const { rows, references } = site('Shop', 'Shop', 7, [
      { domain: 'a.example', certificate: client },
      { domain: 'b.example' },
    ]);
    assert.deepEqual(
      rows?.['Domain']?.map(({ Domain, HttpsOption }) => [Domain, HttpsOption]),
      [
        ['a.example', 'SitesRuntime'],
        ['b.example', 'CdnPartner'],
      ],
    );
    assert.deepEqual(
      new Set(rows?.['DomainSite']?.map(({ SiteId }) => SiteId)),
      new Set([rows?.['Site']?.[0]?.['Id']]),
    );
    assert.equal(references?.length, 1);
  });

  it('pins the public key of a server', () => {
    const { drafts } = certificatePin('Pin', { domain: 'https://s.example', type: 'Resource', certificate });
    const key = createPublicKey(certificate.toString('pem')).export({ type: 'spki', format: 'der' });
    assert.equal(drafts[0]?.values['certificateHash'], createHash('sha256').update(key).digest('base64'));
  });

  it('holds keys with or without their certificate', () => {
    const { drafts, references } = publicKeyCertificates('Set', [
      { name: 'With', certificate, x5c: true },
      { name: 'Without', certificate, x5c: false },
    ]);
    const keys = drafts
      .slice(0, 2)
      .map(({ values }) => JSON.parse(textAt(values, 'jsonWebKey') ?? '') as { kid: string; x5c?: string[] });
    assert.deepEqual(
      keys.map(({ kid, x5c }) => [kid, x5c?.length]),
      [
        ['With', 1],
        ['Without', undefined],
      ],
    );
    assert.deepEqual(
      references?.map(({ name }) => name),
      ['With'],
    );
  });
});

describe('names that are kept', () => {
  const use = { call: 'HttpRequest.setClientCertificateName', shape: 'literal', certificate: client } as const;

  it('in code have the line where they stand', () => {
    const { references } = apexClass('A', 'line one\ncall(Client)\nline three', [{ ...use, at: 'call(' }]);
    assert.deepEqual(
      references?.map(({ line, field }) => [line, field]),
      [[2, 'ApexClass.HttpRequest.setClientCertificateName']],
    );
    const [inTrigger] = apexTrigger('T', 'call(Client)', [{ ...use, at: 'call(' }]).references ?? [];
    assert.equal(inTrigger?.field, 'ApexTrigger.HttpRequest.setClientCertificateName');
  });

  it('in code must stand on exactly one line', () => {
    for (const body of ['nothing', 'call(a)\ncall(b)']) {
      assert.throws(() => apexClass('A', body, [{ ...use, at: 'call(' }]), RangeError);
    }
  });

  it('in code that computes or hides them have no target', () => {
    const { references } = apexClass('A', 'one\ntwo', [
      { call: use.call, shape: 'computed', at: 'one' },
      { call: 'HttpRequest.setClientCertificate', shape: 'keystore', at: 'two' },
    ]);
    assert.deepEqual(
      references?.map(({ kind, target }) => [kind, target]),
      [
        ['names', undefined],
        ['carries', undefined],
      ],
    );
  });

  it('in custom metadata are references, and other texts beside them are not', () => {
    const planting = customMetadataRecord('Setting__mdt', 'One', 'One', {
      Cert__c: client,
      Url__c: 'https://x.example',
    });
    assert.deepEqual(fieldsOf(planting), ['names CustomMetadata.values.value Client']);
    assert.equal(planting.references?.[0]?.name, 'Setting.One');
    assert.match(JSON.stringify(planting.drafts), /https:\/\/x\.example/);
  });

  it('of keys for encryption are in records, by the names of their fields', () => {
    const { rows, references, drafts } = tenantSecret({ number: 1, description: 'd', remoteKey: client });
    assert.deepEqual(drafts, []);
    assert.equal(rows?.['TenantSecret']?.[0]?.['RemoteKeyCertificate'], 'Client');
    assert.equal(references?.[0]?.name, rows?.['TenantSecret']?.[0]?.['Id']);
    assert.equal(references?.[0]?.targetId, undefined);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  blindSpots,
  consequenceOf,
  notCertificates,
  placeById,
  places,
  referenceUseOf,
  referenceUses,
  useCatalog,
} from '@cert-health/core';
import { follow, publishedTypes } from './published-types.ts';

const metadata = publishedTypes('metadata');
const tooling = publishedTypes('tooling');
const inApex = referenceUses.filter(({ place }) => place === 'apex');
const inConfiguration = referenceUses.filter(({ place }) => place !== 'apex');

/** Fields of standard objects, which are in the types of neither API. */
const withoutTypes = [
  'AuthProvider.TokenUrl',
  'AuthProvider.UserInfoUrl',
  // Records of any setting, and a text anywhere in a flow.
  'CustomSetting.value',
  'Flow.stringValue',
  'TenantSecret.',
  'TenantSecurityCertificate',
  'Domain.',
  'EmailDomainKey.',
  'SamlSsoConfig.ValidationCert',
  'UserAuthCertificate.CertificateChain',
  'MobSecurityCertPinConfig.CertificateHash',
];

describe('the table of references', () => {
  it('names fields that exist in the published types of the Metadata or Tooling API', () => {
    for (const { field } of inConfiguration) {
      if (withoutTypes.some((name) => field.startsWith(name))) continue;
      assert.ok(follow(metadata, field) ?? follow(tooling, field), `${field} does not exist`);
    }
  });

  it('gives other names of a field that exist too, or shorten it', () => {
    for (const { field, also = [] } of inConfiguration) {
      const [type, ...rest] = field.split('.') as [string, ...string[]];
      const short = [type, `${type}.${rest.at(-1)}`];
      for (const name of also) {
        if (withoutTypes.includes(name) || short.includes(name)) continue;
        assert.ok(follow(metadata, name) ?? follow(tooling, name), `${name} does not exist`);
      }
    }
  });

  it('would notice a field that does not exist', () => {
    assert.equal(follow(metadata, 'NamedCredential.clientCertificate'), undefined);
    assert.equal(follow(metadata, 'NamedCredential.namedCredentialParameters.ServerCertificate'), undefined);
    assert.equal(follow(metadata, 'NoSuchType.certificate'), undefined);
    assert.deepEqual(follow(metadata, 'ConnectedApp.oauthConfig.certificate'), [
      'ConnectedApp.oauthConfig',
      'ConnectedAppOauthConfig.certificate',
    ]);
  });

  it('covers every property of the Metadata API that has "certificate" or "cert" in its name, or says why not', () => {
    const covered = new Set(
      [
        ...inConfiguration.flatMap(({ field, also = [] }) => [field, ...also]),
        ...notCertificates.map(({ field }) => field),
      ].flatMap((field) => follow(metadata, field) ?? []),
    );
    const wholeTypes = new Set(notCertificates.map(({ field }) => field).filter((field) => !field.includes('.')));
    const found = [...metadata]
      .filter(([type]) => type !== 'ApiSchemaTypes' && !wholeTypes.has(type))
      .flatMap(([type, properties]) => [...properties].map(([name, of]) => ({ name: `${type}.${name}`, of })))
      .filter(({ name, of }) => of !== '' && /[cC]ertificate|[cC]ert(?![a-z])/.test(name.slice(name.indexOf('.'))))
      .map(({ name }) => name);
    assert.ok(found.length >= 20, `only ${found.length} found: the types were not read`);
    assert.deepEqual(
      found.filter((name) => !covered.has(name)),
      [],
    );
  });

  it('covers every certificate Id of the Tooling API', () => {
    const found = [...tooling].flatMap(([type, properties]) =>
      [...properties.keys()].filter((name) => /CertificateId$/.test(name)).map((name) => `${type}.${name}`),
    );
    assert.equal(found.length, 6);
    for (const field of found) assert.equal(referenceUseOf(field)?.kind, 'names', field);
  });

  it('covers every type that is known to refer to, carry, pin or resemble a certificate', () => {
    const types = `NamedCredential ExternalCredential SamlSsoConfig ConnectedApp ExtlClntAppGlobalOauthSettings
      ExtlClntAppOauthSettings ExtlClntAppOauthSecuritySettings ExtlClntAppSamlConfigurablePolicies ExtlClntAppPushSettings
      IdentityProviderSettings ExternalDataSource CustomSite InboundCertificate UserAuthCertificate SecuritySettings
      PublicKeyCertificate PublicKeyCertificateSet MessagingAuthorization MobSecurityCertPinConfig TenantSecret
      TenantSecurityCertificate DomainProvision Domain EmailDomainKey AuthProvider WorkflowOutboundMessage RemoteSiteSetting
      CspTrustedSite OutboundNetworkConnection EncryptionKeySettings PlatformEncryptionSettings MyDomainSettings
      CustomMetadata ApexClass ApexTrigger Certificate`.split(/\s+/);
    const known = new Set(
      [
        ...referenceUses.flatMap(({ field, also = [] }) => [field, ...also]),
        ...notCertificates.map(({ field }) => field),
      ].map((field) => field.split('.')[0]),
    );
    assert.deepEqual(
      types.filter((type) => !known.has(type)),
      [],
    );
  });

  it('knows every call of Apex that takes a certificate, in classes and in triggers', () => {
    const calls = `HttpRequest.setClientCertificateName HttpRequest.setClientCertificate clientCertName_x clientCert_x
      DataSource.ConnectionParams.certificateName Auth.JWS Auth.JWTUtil.validateJWTWithCert Crypto.signWithCertificate
      Crypto.signXml Crypto.verify ConnectApi.NamedCredentialParameterInput.parameterValue
      ConnectApi.ExternalCredentialParameterInput.parameterValue`.split(/\s+/);
    assert.equal(inApex.length, calls.length);
    for (const call of calls) {
      assert.ok(referenceUseOf(`ApexClass.${call}`), call);
      assert.equal(referenceUseOf(`ApexTrigger.${call}`), referenceUseOf(`ApexClass.${call}`));
    }
  });

  it('names every field once', () => {
    const fields = [
      ...referenceUses.flatMap(({ field, also = [] }) => [field, ...also]),
      ...notCertificates.map(({ field }) => field),
    ];
    assert.equal(new Set(fields).size, fields.length);
  });

  it('does not know a field that is not in it', () => {
    assert.equal(referenceUseOf('Account.Name'), undefined);
    assert.equal(referenceUseOf('AuthProvider'), undefined);
  });
});

describe('a row of the table', () => {
  it('either belongs to one of the eight uses or says what it is for instead', () => {
    for (const { field, use, otherwise } of referenceUses) {
      assert.equal(use === undefined, otherwise !== undefined, field);
      if (otherwise !== undefined) assert.match(otherwise, /^[A-Z].*\.$/, field);
    }
  });

  it('reaches each of the eight uses', () => {
    const reached = new Set(referenceUses.map(({ use }) => use));
    for (const { id } of useCatalog) assert.ok(reached.has(id), id);
  });

  it('has labels and consequences that complete a sentence, and reservations that are sentences', () => {
    for (const { field, label, breaks, unverified } of referenceUses) {
      assert.match(label, /^[a-z].*[^.]$/, field);
      assert.match(breaks, /^([a-z]|\{name\}|API |Salesforce ).*[^.]$/, field);
      assert.doesNotMatch(breaks.replaceAll(/\{(name|endpoint)\}/g, ''), /[{}]/, field);
      if (unverified !== undefined) assert.match(unverified, /^[A-Z].*\.$/, field);
    }
  });

  it('lies in a place that an admin finds from Setup', () => {
    for (const { place } of referenceUses) assert.match(placeById(place).setup, /^Setup > [A-Z]/);
    const used = new Set(referenceUses.map(({ place }) => place));
    assert.deepEqual(
      places.map(({ id }) => id).filter((id) => !used.has(id)),
      [],
    );
    assert.throws(() => placeById('attic' as 'apex'), /no place "attic"/);
  });

  it('is renewed by the remote party where a server is called, by Salesforce at its own address, by the customer else', () => {
    for (const { field, use, kind, managedBy } of referenceUses) {
      const expected =
        use === 'outbound-apex-one-way-tls' ? 'remote' : use === 'inbound-one-way-tls' ? 'salesforce' : 'customer';
      assert.equal(managedBy, expected, field);
      if (use === 'outbound-apex-one-way-tls') assert.equal(kind, 'meets', field);
    }
  });

  it("of a key of one's own for encryption is none of the eight uses", () => {
    const row = referenceUseOf('TenantSecret.RemoteKeyCertificate');
    assert.equal(row?.use, undefined);
    assert.equal(row?.kind, 'names');
  });

  it('tells what breaks in words that name the system behind it', () => {
    const row = referenceUseOf('NamedCredential.certificate');
    assert.ok(row);
    assert.equal(
      consequenceOf(row, { name: 'Partner_API', endpoint: 'api.partner.example' }),
      'calls to api.partner.example fail',
    );
    assert.equal(consequenceOf(row, { name: 'Partner_API' }), 'calls to the system behind Partner_API fail');
  });

  it('takes names with dollar signs and braces as they are', () => {
    const row = referenceUseOf('SamlSsoConfig.validationCert');
    assert.ok(row);
    assert.equal(consequenceOf(row, { name: '$& {endpoint}' }), 'logins through $& {endpoint} fail');
  });
});

describe('what is left out', () => {
  it('gives a reason each time', () => {
    for (const { field, reason } of notCertificates) assert.match(reason, /^[A-Z].*\.$/, field);
  });

  it('names fields that exist', () => {
    for (const { field } of notCertificates) {
      if (withoutTypes.some((name) => field.startsWith(name))) continue;
      assert.ok(follow(metadata, field) ?? follow(tooling, field), `${field} does not exist`);
    }
  });

  it('tells where a person must look because no API shows it', () => {
    assert.equal(blindSpots[0]?.label, 'API Client Certificate');
    for (const { reason, setup } of blindSpots) {
      assert.match(reason, /^[A-Z].*\.$/);
      assert.match(setup, /^Setup > /);
    }
  });
});

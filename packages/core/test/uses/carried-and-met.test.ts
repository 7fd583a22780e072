import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildUseMap } from '@cert-health/core';
import type { Holding, Reference } from '@cert-health/core';
import { inventory, keyPair, led, org, reference } from './references.ts';

describe('a body that configuration carries', () => {
  const okta: Holding = keyPair('Okta', {
    source: 'project.saml-sso-configs',
    kind: 'trusted',
    path: 'a/Okta.samlssoconfig',
  });
  const carries: Reference = {
    source: okta.source,
    name: 'Okta',
    field: 'SamlSsoConfig.validationCert',
    path: 'a/Okta.samlssoconfig',
  };

  it('leads to the holding made of it', () => {
    assert.deepEqual(led(carries, [okta]), { to: ['Okta'], by: 'carried', ambiguous: false });
  });

  it('is told from another of that name by its path', () => {
    const second = { ...okta, name: 'Okta (b/Okta.samlssoconfig)', path: 'b/Okta.samlssoconfig' };
    assert.deepEqual(led(carries, [second, okta]).to, ['Okta']);
    assert.deepEqual(led({ ...carries, path: 'b/Okta.samlssoconfig' }, [second, okta]).to, [second.name]);
  });

  it('is not mixed up with another kind of configuration of that name', () => {
    assert.deepEqual(led(carries, [{ ...okta, source: 'project.connected-apps' }]).to, []);
  });

  it('is a use without certificate when it could not be read, and never dangling', () => {
    const map = buildUseMap(inventory({ references: [carries] }));
    assert.equal(map.uses[0]?.certificate, null);
    assert.equal(map.uses[0]?.name, 'Okta');
    assert.deepEqual(map.dangling, []);
  });

  it('makes mutual authentication and user certificates uses of their own', () => {
    const carried = [
      keyPair('Billing', { source: 'org.inbound-certificates', kind: 'trusted' }),
      keyPair('Jo', { source: 'org.user-certificates', kind: 'trusted' }),
    ];
    const references: Reference[] = [
      { source: 'org.inbound-certificates', name: 'Billing', field: 'InboundCertificate' },
      { source: 'org.user-certificates', name: 'Jo', field: 'UserAuthCertificate' },
    ];
    const { uses, unused } = buildUseMap(inventory({ holdings: carried, references }));
    assert.deepEqual(
      uses.map(({ use, name }) => [use, name]),
      [
        ['inbound-user-mtls', 'Jo'],
        ['inbound-api-mtls', 'Billing'],
      ],
    );
    assert.deepEqual(unused, []);
  });
});

describe('a pin', () => {
  const pin: Holding = keyPair('Login_Pin', { source: 'org.mobile-pins', kind: 'pinned' });
  const pins: Reference = {
    source: 'org.mobile-pins',
    name: 'Login_Pin',
    field: 'MobSecurityCertPinConfig.certificateHash',
    target: 'aGFzaA==',
  };

  it('leads to the holding that keeps the hash, and to no certificate', () => {
    const { uses, unused } = buildUseMap(inventory({ holdings: [pin], references: [pins] }));
    assert.equal(uses[0]?.match, 'carried');
    assert.equal(uses[0]?.certificate, null);
    assert.deepEqual(unused, []);
  });

  it('does not take the certificate that the same component carries', () => {
    assert.deepEqual(led(pins, [{ ...pin, kind: 'trusted' }]).to, []);
  });
});

describe('an address', () => {
  const site: Reference = {
    source: 'org.remote-sites',
    name: 'Partner',
    field: 'RemoteSiteSetting.url',
    target: 'https://api.partner.example/v1',
  };

  it("is a use of the server's certificate, which nobody holds here", () => {
    const { uses, dangling } = buildUseMap(inventory({ references: [site] }));
    assert.equal(uses[0]?.use, 'outbound-apex-one-way-tls');
    assert.equal(uses[0]?.name, 'api.partner.example');
    assert.equal(uses[0]?.certificate, null);
    assert.equal(uses[0]?.managedBy, 'remote');
    assert.equal(uses[0]?.consequence, 'calls to api.partner.example fail');
    assert.deepEqual(dangling, []);
  });

  it('leads to the certificate that the server was seen with', () => {
    const seen = keyPair('api.partner.example:443', { source: 'tls:api.partner.example:443', kind: 'trusted' });
    assert.equal(led(site, [seen]).by, 'server');
    assert.deepEqual(led({ ...site, target: 'https://api.partner.example:8443' }, [seen]).to, []);
  });

  it('over http is no use at all', () => {
    const { uses, others } = buildUseMap(inventory({ references: [{ ...site, target: 'http://old.example' }] }));
    assert.deepEqual([...uses, ...others], []);
  });

  it('that is not a plain address is still a use, by the text that stands there', () => {
    const { uses } = buildUseMap(inventory({ references: [{ ...site, target: '{!$Setup.Url}' }] }));
    assert.equal(uses[0]?.name, '{!$Setup.Url}');
  });

  it('tells what the client certificate of the same component breaks', () => {
    const client = { field: 'NamedCredential.namedCredentialParameters.ClientCertificate' };
    const address = reference('https://api.partner.example', {
      field: 'NamedCredential.namedCredentialParameters.Url',
    });
    const { uses } = buildUseMap(
      inventory({ holdings: [keyPair('Client')], references: [reference('Client', client), address] }),
    );
    assert.deepEqual(
      uses.map(({ use, consequence }) => [use, consequence]),
      [
        ['outbound-apex-one-way-tls', 'calls to api.partner.example fail'],
        ['outbound-apex-mtls', 'calls to api.partner.example fail'],
      ],
    );
  });

  it('of the org itself is always a use that Salesforce looks after', () => {
    const { uses } = buildUseMap(inventory({ org }));
    assert.deepEqual(
      uses.map(({ use, name, managedBy, reference: from }) => ({ use, name, managedBy, source: from.source })),
      [
        {
          use: 'inbound-one-way-tls',
          name: 'acme.my.salesforce.com',
          managedBy: 'salesforce',
          source: 'org.identity',
        },
      ],
    );
  });

  it('of the org itself is not told twice', () => {
    const known = {
      source: 'org.my-domain',
      name: 'My Domain',
      field: 'MyDomainSettings.myDomainName',
      target: 'acme.my.salesforce.com',
    };
    assert.equal(buildUseMap(inventory({ org, references: [known] })).uses.length, 1);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inventoryOfSnapshot, placesOutOfReach } from '@cert-health/core';
import type { OrgSnapshot, Source } from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';
import { denied, failed, notSetUp, snapshotOf } from './rows.ts';

const idp = await issue({ subject: 'CN=idp' });

function sourceOf(id: string, snapshot: OrgSnapshot): Source {
  const source = inventoryOfSnapshot(snapshot, []).inventory.sources.find((one) => one.id === id);
  assert.ok(source, `no source ${id}`);
  return source;
}

/** An org that shows a certificate and an administrator, and nothing else. */
function seeing(answers: OrgSnapshot['answers'] = {}): OrgSnapshot {
  const set = { Name: 'Admin', PermissionsManageCertificates: true, PermissionsManageCertificatesExpiration: true };
  return snapshotOf({
    certificates: { rows: [{ Id: '0P1A', DeveloperName: 'A' }] },
    assignments: { rows: [{ AssigneeId: 'a', Assignee: { Username: 'a@b.c', Name: 'A' }, PermissionSet: set }] },
    ...answers,
  });
}

describe('an org as its own app sees it', () => {
  it('is the org that SOQL tells, at the address of the app', () => {
    const { org } = inventoryOfSnapshot(snapshotOf(), []).inventory;
    assert.deepEqual(org, {
      id: '00D5g000000abcDEAQ',
      name: 'Acme Inc.',
      isSandbox: true,
      instanceUrl: 'https://acme.my.salesforce.com',
      username: 'admin@acme.example',
    });
  });

  it('is known by what the app knows of itself where SOQL may not be asked, and that is a gap', () => {
    const { org, isSandbox } = { org: snapshotOf().org, isSandbox: null };
    const snapshot = { ...snapshotOf({ organization: { problem: denied } }), org: { ...org, isSandbox } };
    const { inventory } = inventoryOfSnapshot(snapshot, []);
    assert.equal(inventory.org?.name, 'Acme');
    assert.equal(inventory.org.isSandbox, null, 'not known is not production');
    const [source] = inventory.sources;
    assert.deepEqual([source?.id, source?.status], ['org.identity', 'denied']);
  });

  it('has every place as a source once, those out of reach with whoever reads them', () => {
    const { inventory, outOfReach } = inventoryOfSnapshot(seeing(), [{ name: 'A', text: idp.pem }]);
    const ids = inventory.sources.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(
      outOfReach,
      placesOutOfReach.map(({ id }) => id),
    );
    for (const id of outOfReach) {
      const source = inventory.sources.find((one) => one.id === id);
      assert.equal(source?.status, 'failed');
      assert.equal(source.detail, 'The app cannot look there; sf cert health --publish reads it and records it here.');
    }
    const others = inventory.sources.filter(({ id }) => !outOfReach.includes(id));
    assert.ok(others.every(({ status }) => status === 'read'));
  });

  it('asks nothing of My Domain: its address is the org itself', () => {
    assert.ok(placesOutOfReach.every(({ id }) => id !== 'org.my-domain'));
  });

  it('holds the certificate of an identity provider, and says what of it only the command line sees', () => {
    const rows = [
      { Id: '0LE1', DeveloperName: 'Okta', MasterLabel: 'Okta', ValidationCert: idp.pem },
      { Id: '0LE2', DeveloperName: 'Old', NamespacePrefix: 'acme', ValidationCert: null },
    ];
    const { inventory, outOfReach } = inventoryOfSnapshot(snapshotOf({ samlSsoConfigs: { rows } }), []);
    const [holding] = inventory.holdings;
    assert.equal(holding?.certificates[0]?.fingerprint, idp.certificate.fingerprint);
    assert.deepEqual(inventory.references, [
      { source: 'org.saml-sso-configs', name: 'Okta', field: 'SamlSsoConfig.validationCert', id: '0LE1', body: 'Okta' },
    ]);
    const source = inventory.sources.find(({ id }) => id === 'org.saml-sso-configs');
    assert.equal(source?.status, 'failed');
    assert.match(source.detail, /^1 found, and that may not be all\. 1 setting without a certificate\. The app cannot/);
    assert.ok(outOfReach.includes('org.saml-sso-configs'));
  });

  it('that may not be asked for single sign-on is a gap that can be closed, so it is not out of reach', () => {
    const snapshot = snapshotOf({ samlSsoConfigs: { problem: denied } });
    assert.ok(!inventoryOfSnapshot(snapshot, []).outOfReach.includes('org.saml-sso-configs'));
    const { status, detail, permission } = sourceOf('org.saml-sso-configs', snapshot);
    assert.deepEqual([status, permission], ['denied', 'View Setup and Configuration']);
    assert.match(detail, /^admin@acme\.example may not read single sign-on settings; give that user the permission/);
  });

  it('refers from named and external credentials and external data sources, by the names of metadata', () => {
    const { references } = inventoryOfSnapshot(
      snapshotOf({
        namedCredentials: {
          rows: [{ Id: '0XA1', DeveloperName: 'Partner', NamespacePrefix: 'acme', CertificateId: '0P11' }],
        },
        namedCredentialParameters: {
          rows: [
            { Id: '0nc1', NamedCredentialId: '0XA1', ParameterType: 'Url', ParameterValue: 'https://api.example' },
            { Id: '0nc2', NamedCredentialId: '0XA9', ParameterType: 'ClientCertificate', CertificateId: '0P12' },
          ],
        },
        externalCredentials: { rows: [{ Id: '0pn1', DeveloperName: 'Signed' }] },
        externalCredentialParameters: {
          rows: [{ Id: '0pp1', ExternalCredentialId: '0pn1', ParameterType: 'Signing', CertificateId: '0P13' }],
        },
        externalDataSources: { rows: [{ Id: '0XC1', DeveloperName: 'Data', Endpoint: 'https://data.example' }] },
      }),
      [],
    ).inventory;
    assert.deepEqual(
      references.map(({ source, name, field, target }) => [source, name, field, target]),
      [
        ['org.named-credentials', 'acme__Partner', 'NamedCredential.certificate', '0P11'],
        [
          'org.named-credentials',
          'acme__Partner',
          'NamedCredential.namedCredentialParameters.Url',
          'https://api.example',
        ],
        ['org.named-credentials', '0XA9', 'NamedCredential.namedCredentialParameters.ClientCertificate', '0P12'],
        [
          'org.external-credentials',
          'Signed',
          'ExternalCredential.externalCredentialParameters.SigningCertificate',
          '0P13',
        ],
        ['org.external-data-sources', 'Data', 'ExternalDataSource.endpoint', 'https://data.example'],
      ],
    );
  });

  it('keeps what one question found where the other was refused, and says that it may not be all', () => {
    const rows = [{ Id: '0XA1', DeveloperName: 'Partner', CertificateId: '0P11' }];
    const snapshot = snapshotOf({ namedCredentials: { rows }, namedCredentialParameters: { problem: failed } });
    const { status, items, detail } = sourceOf('org.named-credentials', snapshot);
    assert.deepEqual([status, items], ['failed', 1]);
    assert.match(
      detail,
      /^1 found, and that may not be all\. The org answered with an error \(UNREACHABLE\): Read timed/,
    );
  });
});

describe('a list that came empty', () => {
  const callouts = ['org.named-credentials', 'org.external-credentials', 'org.external-data-sources'];

  it('is believed where the same connection shows something else', () => {
    for (const id of [...callouts, 'org.saml-sso-configs']) assert.equal(sourceOf(id, seeing()).status, 'read', id);
    const data = [{ Id: '0XC1', DeveloperName: 'Data', Endpoint: 'https://data.example' }];
    const other = snapshotOf({ externalDataSources: { rows: data } });
    for (const id of callouts) assert.equal(sourceOf(id, other).status, 'read', id);
  });

  it('beside nothing but empty lists is a gap', () => {
    for (const id of [...callouts, 'org.saml-sso-configs', 'org.certificates', 'org.permissions']) {
      assert.equal(sourceOf(id, snapshotOf()).status, 'failed', id);
    }
  });

  it('of certificates is held against what names one', () => {
    const rows = [{ Id: '0XC1', DeveloperName: 'Data', CertificateId: '0P11' }];
    const { status, detail } = sourceOf('org.certificates', snapshotOf({ externalDataSources: { rows } }));
    assert.equal(status, 'failed');
    assert.match(detail, /^The list came empty, although Data names a certificate \(ExternalDataSource\.certificate\)/);
  });

  it('of the org itself is a gap, not a production org', () => {
    const source = sourceOf('org.identity', snapshotOf({ organization: { rows: [] } }));
    assert.equal(source.status, 'failed');
  });
});

describe('an answer that is missing', () => {
  it('is told in one sentence that says what to do in the app, never on a command line alone', () => {
    const tooling = 'org.external-data-sources';
    const details = [denied, failed, notSetUp].map(
      (problem) => sourceOf(tooling, snapshotOf({ externalDataSources: { problem } })).detail,
    );
    assert.deepEqual(details, [
      'The user as whom the app is connected (Settings in this app) may not read external data sources; give that user the permission "View Setup and Configuration" in Setup and scan again.',
      'The org answered with an error (UNREACHABLE): Read timed out; scan again, and if it stays, test the connection under Settings in this app.',
      "The app has no connection to the org's Tooling API yet, through which external data sources are read; set it up under Settings in this app, then scan again.",
    ]);
  });

  it('goes by the permission that the org itself names', () => {
    const problem = { kind: 'denied', message: 'You need the permission "Customize Application".' } as const;
    const { permission } = sourceOf('org.external-data-sources', snapshotOf({ externalDataSources: { problem } }));
    assert.equal(permission, 'Customize Application');
  });

  it('to a question that an older version of the app did not ask is a gap, not nothing', () => {
    const { externalDataSources, ...older } = snapshotOf().answers;
    assert.ok(externalDataSources);
    const { status, detail } = sourceOf('org.external-data-sources', { ...snapshotOf(), answers: older });
    assert.equal(status, 'failed');
    assert.match(detail, /did not ask for external data sources; update the app/);
  });
});

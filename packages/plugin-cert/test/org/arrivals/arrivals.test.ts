import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { inboundCertificates } from '../../../src/org/arrivals/inbound-certificates.ts';
import { mobilePins } from '../../../src/org/arrivals/mobile-pins.ts';
import { sites } from '../../../src/org/arrivals/sites.ts';
import { userCertificates } from '../../../src/org/arrivals/user-certificates.ts';
import { issueChain } from '../../fixtures/issue.ts';
import { refuse } from '../fake-org.ts';
import { readPlace } from '../place.ts';

let pem = '';
before(async () => {
  const { leaf, intermediate } = await issueChain({ name: 'Client' });
  pem = leaf.pem + intermediate.pem;
});

describe('the mutual authentication list', () => {
  test('holds the chain of each entry, with the date that the record tells', async () => {
    const { holdings, lines } = await readPlace(inboundCertificates, {
      components: {
        InboundCertificate: {
          Billing: {
            masterLabel: 'Billing client',
            expirationDate: '2026-12-01T00:00:00.000Z',
            content: Buffer.from(pem).toString('base64'),
          },
        },
      },
    });
    const [holding] = holdings;
    assert.deepEqual(
      holding?.certificates.map(({ subject }) => subject.text),
      ['CN=Client', 'CN=Test Intermediate'],
    );
    assert.deepEqual(
      [holding?.kind, holding?.label, holding?.id, holding?.record],
      ['trusted', 'Billing client', 'id of Billing', { expirationDate: new Date('2026-12-01') }],
    );
    assert.deepEqual(lines, ['Billing InboundCertificate.content']);
  });

  test('keeps an entry whose content the org does not give, and says so', async () => {
    const { holdings } = await readPlace(inboundCertificates, { components: { InboundCertificate: { Empty: {} } } });
    assert.match(holdings[0]?.unreadable ?? '', /gives no content/);
  });

  test('of an org without the feature is unavailable, which says whom to ask', async () => {
    const { source } = await readPlace(inboundCertificates, { components: { CustomSite: {} } });
    assert.equal(source.status, 'unavailable');
    assert.match(source.detail, /Mutual authentication is not switched on/);
  });

  test('that is not shown is a gap where the org knows the permission of the feature, or permissions are not known', async () => {
    const grant = { source: 'org.permissions', permission: 'EnforceMutualAuthentication', grantedBy: [] } as const;
    const source = { id: 'org.permissions', label: '', status: 'read', items: 1, detail: '' } as const;
    const answers = { components: { CustomSite: {} } };
    const known = await readPlace(inboundCertificates, answers, { grants: { source, permissionGrants: [grant] } });
    assert.equal(known.source.status, 'failed');
    assert.match(known.source.detail, /has the permission that enforces mutual authentication and does not show/);
    const unknown = await readPlace(inboundCertificates, answers, { grants: { source } });
    assert.equal(unknown.source.status, 'failed');
    assert.match(unknown.source.detail, /nothing else tells whether it has the feature/);
  });

  test('that may not be read is denied with the permission', async () => {
    const { source } = await readPlace(inboundCertificates, { metadataTypes: () => refuse('INSUFFICIENT_ACCESS') });
    assert.deepEqual([source.status, source.permission], ['denied', 'Modify Metadata Through Metadata API Functions']);
  });
});

describe('certificates that users log in with', () => {
  const row = (name: string, more: object = {}) => ({
    Id: `user ${name}`,
    DeveloperName: name,
    MasterLabel: null,
    ExpirationDate: '2027-01-01T00:00:00.000+0000',
    CertificateChain: `/services/data/v67.0/sobjects/UserAuthCertificate/${name}/CertificateChain`,
    ...more,
  });
  const shown = { fieldTypes: () => ['CertificateChain'] };

  test('are records with a body of their own, one request each', async () => {
    const { holdings, asked } = await readPlace(userCertificates, {
      ...shown,
      query: () => [row('A'), row('B')],
      getText: () => pem,
    });
    assert.deepEqual(
      holdings.map(({ name, certificates, record }) => [
        name,
        certificates.length,
        record?.expirationDate?.toISOString(),
      ]),
      [
        ['A', 2, '2027-01-01T00:00:00.000Z'],
        ['B', 2, '2027-01-01T00:00:00.000Z'],
      ],
    );
    assert.equal(asked.length, 4);
  });

  test('whose body does not come are held all the same', async () => {
    const { holdings, source } = await readPlace(userCertificates, {
      ...shown,
      query: () => [row('A'), row('B')],
      getText: (path) => (path.includes('/A/') ? refuse('INSUFFICIENT_ACCESS') : pem),
    });
    assert.deepEqual(holdings.map(({ certificates }) => certificates.length).sort(), [0, 2]);
    assert.match(holdings.find(({ name }) => name === 'A')?.unreadable ?? '', /gives no content/);
    assert.deepEqual([source.status, source.permission], ['denied', 'Manage Internal Users']);
  });

  test('that only the metadata shows are read there', async () => {
    const { holdings, source } = await readPlace(userCertificates, {
      components: {
        UserAuthCertificate: { A: { masterLabel: 'Priya', content: Buffer.from(pem).toString('base64') } },
      },
    });
    assert.equal(source.status, 'read');
    assert.deepEqual(
      holdings.map(({ label, certificates }) => [label, certificates.length]),
      [['Priya', 2]],
    );
  });

  for (const [holds, status] of [
    [true, 'unavailable'],
    [false, 'denied'],
    [undefined, 'denied'],
  ] as const) {
    test(`that nothing shows to a user whose permission is ${String(holds)} are ${status}`, async () => {
      const { source } = await readPlace(userCertificates, {
        may: holds === undefined ? 'unknown' : { PermissionsManageInternalUsers: holds },
      });
      assert.equal(source.status, status);
      assert.match(source.detail, status === 'denied' ? /"Manage Internal Users"/ : /has no certificates that users/);
    });
  }

  test('that may not be queried are denied', async () => {
    const { source } = await readPlace(userCertificates, { ...shown, query: () => refuse('INSUFFICIENT_ACCESS') });
    assert.equal(source.permission, 'Manage Internal Users');
  });
});

describe('sites', () => {
  const site = (addresses: unknown) => ({ components: { CustomSite: { Portal: { customWebAddresses: addresses } } } });

  test('name the certificate of each custom domain, whether there are several or one', async () => {
    const address = { certificate: 'Portal_TLS', domainName: 'portal.example' };
    const both = [address, { certificate: 'Shop_TLS', domainName: 'shop.example' }, { domainName: 'cdn.example' }];
    assert.deepEqual((await readPlace(sites, site(address))).lines, [
      'Portal CustomSite.customWebAddresses.certificate → Portal_TLS',
    ]);
    assert.deepEqual((await readPlace(sites, site(both))).lines, [
      'Portal CustomSite.customWebAddresses.certificate → Portal_TLS',
      'Portal CustomSite.customWebAddresses.certificate → Shop_TLS',
    ]);
  });

  test('tell for which name each certificate is shown', async () => {
    const { references } = await readPlace(sites, site({ certificate: 'Portal_TLS', domainName: 'portal.example' }));
    assert.equal((references[0] as { serverName?: string }).serverName, 'portal.example');
  });

  test('leave domains whose certificate no API tells, which are named', async () => {
    const { source } = await readPlace(sites, {
      ...site({ certificate: 'Portal_TLS', domainName: 'portal.example' }),
      query: () => [
        { Domain: 'Portal.example', HttpsOption: 'SitesRuntime' },
        { Domain: 'community.example', HttpsOption: 'SitesRuntime' },
        { Domain: 'cdn.example', HttpsOption: 'CdnPartner' },
      ],
    });
    assert.equal(source.status, 'read');
    assert.match(source.detail, /No API tells the certificate of community\.example:/);
  });

  test('are read although the list of domains fails', async () => {
    const { source, lines } = await readPlace(sites, {
      ...site({ certificate: 'Portal_TLS', domainName: 'portal.example' }),
      query: () => refuse('INVALID_TYPE'),
    });
    assert.deepEqual([source.status, lines.length], ['read', 1]);
    assert.match(source.detail, /could not be asked; look in Setup, Domains/);
  });

  test('that may not be read say nothing of domains: they might be told then', async () => {
    const { source } = await readPlace(sites, {
      metadataTypes: () => refuse('INSUFFICIENT_ACCESS'),
      query: () => [{ Domain: 'portal.example', HttpsOption: 'SitesRuntime' }],
    });
    assert.equal(source.status, 'denied');
    assert.doesNotMatch(source.detail, /portal\.example/);
  });
});

describe('certificate pins of the mobile app', () => {
  const row = (name: string, more: object = {}) => ({
    Id: `pin ${name}`,
    DeveloperName: name,
    NamespacePrefix: null,
    MasterLabel: name,
    DomainName: 'login.example',
    CertificateHash: 'AAAA',
    IsEnabled: true,
    ...more,
  });
  const shown = { fieldTypes: () => ['CertificateHash'] };

  test('are held as pinned, with the server that they are for', async () => {
    const { holdings, lines } = await readPlace(mobilePins, { ...shown, query: () => [row('Login')] });
    assert.deepEqual(
      holdings.map(({ kind, label }) => [kind, label]),
      [['pinned', 'Login (login.example)']],
    );
    assert.deepEqual(lines, ['Login MobSecurityCertPinConfig.certificateHash']);
  });

  test('that are switched off pin nothing', async () => {
    const { holdings, source } = await readPlace(mobilePins, {
      ...shown,
      query: () => [row('Off', { IsEnabled: false })],
    });
    assert.deepEqual(holdings, []);
    assert.match(source.detail, /1 pin switched off/);
  });

  for (const [holds, status] of [
    [true, 'unavailable'],
    [false, 'denied'],
    [undefined, 'denied'],
  ] as const) {
    test(`whose object is not shown to a user whose permission is ${String(holds)} are ${status}, unasked`, async () => {
      const may = holds === undefined ? 'unknown' : { PermissionsViewSetup: holds };
      const { source, asked } = await readPlace(mobilePins, { may });
      assert.equal(source.status, status);
      assert.ok(!asked.some((one) => one.includes('FROM MobSecurityCertPinConfig')));
    });
  }
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { places } from '@cert-health/core';
import type { Source } from '@cert-health/core';
import { OrgApiError } from '../../src/org/api.ts';
import { sentenceOf } from '../../src/org/access.ts';
import { readOrg } from '../../src/org/read-org.ts';
import { fakeOrg, refuse } from './fake-org.ts';
import type { Answers } from './fake-org.ts';

const organization = { Id: '00D000000000001EAA', Name: 'Acme', IsSandbox: true };

test('the org is told by its own record', async () => {
  const { org } = await readOrg(fakeOrg({ query: (soql) => (soql.includes('Organization') ? [organization] : []) }));
  assert.deepEqual(org, {
    id: '00D000000000001EAA',
    name: 'Acme',
    isSandbox: true,
    instanceUrl: 'https://example.my.salesforce.com',
    username: 'admin@example.com',
  });
});

const manage = 'PermissionsManageCertificates';
const assigned = {
  AssigneeId: '1',
  Assignee: { Username: 'boss@example.com', Name: 'Boss' },
  PermissionSet: { Name: 'S', Profile: null, [manage]: true },
};

/** A healthy org without anything, but for what is told otherwise: every list is empty and may be believed. */
function bareOrg(rows: (soql: string) => unknown[] | undefined, other: Answers = {}) {
  return fakeOrg({
    components: {
      ...Object.fromEntries(
        ['Certificate', 'ConnectedApp', 'CustomSite', 'Flow', 'SamlSsoConfig', 'Workflow', 'InboundCertificate'].map(
          (type) => [type, {}],
        ),
      ),
      IdentityProviderSettings: { IdentityProvider: { enableIdentityProvider: 'false' } },
      Profile: { Admin: {} },
    },
    objectNames: () => ['Account'],
    fieldTypes: (sobject) => (sobject === 'PermissionSet' ? [manage, `${manage}Expiration`] : undefined),
    ...other,
    query: (soql) =>
      rows(soql) ??
      (soql.includes('Organization') ? [organization] : soql.includes('PermissionSetAssignment') ? [assigned] : []),
  });
}

const statusOf = (sources: readonly Source[], id: string) =>
  sources.find((source) => source.id === `org.${id}`)?.status;

test('one source that fails leaves the others read', async () => {
  const content = await readOrg(
    bareOrg((soql) => (soql.includes('FROM Certificate') ? refuse('UNKNOWN_EXCEPTION') : undefined)),
  );
  const failed = content.sources.filter(({ status }) => status === 'failed').map(({ id }) => id);
  assert.deepEqual(
    failed,
    // Those that need its names, and those that the same policy hides.
    [
      'org.certificates',
      'org.inbound-certificates',
      'org.saml-sso-configs',
      'org.custom-metadata',
      'org.custom-settings',
      'org.custom-labels',
      'org.flows',
    ],
  );
  assert.deepEqual(content.expiryNotification, { holders: [] });
});

describe('a list of certificates that came empty', () => {
  const external = { Id: '0XC1', DeveloperName: 'Data', NamespacePrefix: null, Endpoint: null, CertificateId: '0P1' };

  test('is read where the user may see it, the Metadata API lists none and nothing names one', async () => {
    const org = bareOrg(() => undefined);
    const { sources } = await readOrg(org);
    assert.deepEqual([...new Set(sources.map(({ status }) => status))].sort(), ['read', 'unavailable']);
    const [list] = sources;
    assert.deepEqual([list?.id, list?.status, list?.items], ['org.certificates', 'read', 0]);
    const extra = org.asked.filter((one) =>
      /ManageCertificates, .*UserPermissionAccess|list: Certificate|CertHealth_/.test(one),
    );
    assert.equal(extra.length, 3, 'requests that only an empty list makes');
  });

  for (const [what, rows, other, said] of [
    [
      'configuration names one by Id',
      (soql: string) => (soql.includes('FROM ExternalDataSource') ? [external] : undefined),
      {},
      /although Data names a certificate \(ExternalDataSource\.certificate\)\. The session security policy/,
    ],
    [
      'code names one',
      (soql: string) =>
        soql.includes('FROM ApexClass')
          ? [
              {
                Id: '01p',
                Name: 'A',
                NamespacePrefix: null,
                Body: "class A { void f() { Crypto.signWithCertificate('RSA', null, 'Key_A'); } }",
              },
            ]
          : undefined,
      {},
      /although A names a certificate/,
    ],
    [
      'the Metadata API lists some',
      () => undefined,
      {
        listMetadata: (types: readonly string[]) =>
          types.map((type) => ({ type, fullName: 'X', id: '', installed: true })),
      },
      /although the Metadata API lists 1 certificate\./,
    ],
    [
      'an earlier scan recorded some',
      (soql: string) => (soql.includes('FROM CertHealth_Certificate__c') ? [{ Id: 'a01' }] : undefined),
      {},
      /although an earlier scan recorded certificates there that have not ended/,
    ],
    [
      'the org does not say what the user may do',
      () => undefined,
      { may: 'unknown' },
      /nothing else says that there are/,
    ],
    [
      'the Metadata API may not be used',
      () => undefined,
      { metadataTypes: () => refuse('INSUFFICIENT_ACCESS') },
      /nothing else says that there are none\. The session security policy/,
    ],
    ['the access token is a JWT', () => undefined, { metadataTypes: () => refuse('JWT_IN_SOAP') }, /nothing else says/],
  ] as const) {
    test(`is failed where ${what}, and no name is looked for`, async () => {
      const { sources } = await readOrg(bareOrg(rows, other));
      const [list] = sources;
      assert.deepEqual([list?.id, list?.status, list?.items], ['org.certificates', 'failed', 0]);
      assert.match(list?.detail ?? '', said);
      for (const id of ['custom-metadata', 'flows', 'inbound-certificates', 'saml-sso-configs']) {
        assert.ok(['failed', 'denied'].includes(statusOf(sources, id) ?? ''), id);
      }
    });
  }

  for (const names of [false, true]) {
    test(`is denied to a user without the permission${names ? ', also where something names one' : ''}`, async () => {
      const { sources } = await readOrg(
        bareOrg((soql) => (names && soql.includes('FROM ExternalDataSource') ? [external] : undefined), {
          may: { PermissionsManageCertificates: false },
        }),
      );
      const [list] = sources;
      assert.deepEqual([list?.status, list?.permission], ['denied', 'Manage Certificates']);
    });
  }

  test('may be believed of a user who is told among the holders, where the org does not say it itself', async () => {
    const own = { ...assigned, AssigneeId: '2', Assignee: { Username: 'ADMIN@example.com', Name: 'Admin' } };
    const { sources } = await readOrg(
      bareOrg((soql) => (soql.includes('PermissionSetAssignment') ? [own, assigned] : undefined), { may: 'unknown' }),
    );
    assert.equal(statusOf(sources, 'certificates'), 'read');
  });
});

test('a user who may not read the org record is told so, and the log-in stands in', async () => {
  const content = await readOrg(
    fakeOrg({ query: (soql) => (soql.includes('Organization') ? refuse('INVALID_TYPE') : []) }),
  );
  assert.equal(content.org.id, '00D000000000001EAA');
  assert.equal(content.sources[0]?.id, 'org.identity');
  assert.equal(content.sources[0]?.status, 'denied');
});

test('an org that gives no record of itself is told so', async () => {
  const { org, sources } = await readOrg(bareOrg((soql) => (soql.includes('Organization') ? [] : undefined)));
  assert.equal(org.id, '00D000000000001EAA');
  assert.deepEqual([sources[0]?.id, sources[0]?.status], ['org.identity', 'failed']);
});

test('the sources are those that core looks for by its places, each once, in one order', async () => {
  const { sources } = await readOrg(
    fakeOrg({ query: (soql) => (soql.includes('Organization') ? [organization] : []) }),
  );
  const ids = sources.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  // My Domain is known from the log-in.
  for (const { id } of places.filter((place) => place.id !== 'my-domain')) assert.ok(ids.includes(`org.${id}`), id);
  const again = await readOrg(fakeOrg({ query: (soql) => (soql.includes('Organization') ? [organization] : []) }));
  assert.deepEqual(
    again.sources.map(({ id }) => id),
    ids,
  );
});

test('references of all places and who holds permissions come along', async () => {
  const content = await readOrg(
    fakeOrg({
      query: (soql) =>
        soql.includes('Organization')
          ? [organization]
          : soql.includes('PermissionSetAssignment')
            ? [assigned]
            : soql.includes('FROM RemoteProxy')
              ? [{ Id: '0rp', SiteName: 'S', NamespacePrefix: null, EndpointUrl: 'https://s.example', IsActive: true }]
              : [],
      fieldTypes: (sobject) => (sobject === 'PermissionSet' ? ['PermissionsManageCertificates'] : undefined),
    }),
  );
  assert.deepEqual(
    content.references.map(({ source, name }) => [source, name]),
    [['org.remote-sites', 'S']],
  );
  assert.deepEqual(content.permissionGrants, [
    {
      source: 'org.permissions',
      permission: 'ManageCertificates',
      grantedBy: [{ name: 'S' }],
      holders: [{ id: '1', username: 'boss@example.com', name: 'Boss' }],
    },
  ]);
});

for (const code of ['INVALID_SESSION_ID', 'ECONNREFUSED', 'ENOTFOUND']) {
  test(`nothing is read when the org is out of reach (${code})`, async () => {
    const org = fakeOrg({ query: () => refuse(code) });
    await assert.rejects(readOrg(org), { name: 'OrgApiError', code });
    assert.equal(org.asked.length, 1);
  });
}

for (const [code, said] of [
  [
    'INVALID_SESSION_ID',
    /^The session of a@b\.c has expired or is not valid; log in again: sf org login web --instance-url https:\/\/x\.example\.$/,
  ],
  ['REQUEST_LIMIT_EXCEEDED', /used up its API requests/],
  ['ERROR_HTTP_429', /busy/],
  ['ENOTFOUND', /could not be reached \(ENOTFOUND\); check the network/],
  ['WHATEVER', /^The org answered with an error \(WHATEVER\): first line\.$/],
] as const) {
  test(`${code} is told in one sentence that says what to do`, () => {
    const org = { username: 'a@b.c', instanceUrl: 'https://x.example' };
    assert.match(sentenceOf(new OrgApiError(code, 'first line.\nsecond line'), org), said);
  });
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { places } from '@cert-health/core';
import { OrgApiError } from '../../src/org/api.ts';
import { sentenceOf } from '../../src/org/access.ts';
import { readOrg } from '../../src/org/read-org.ts';
import { fakeOrg, refuse } from './fake-org.ts';

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

test('one source that fails leaves the others read', async () => {
  const content = await readOrg(
    fakeOrg({
      query: (soql) =>
        soql.includes('Organization')
          ? [organization]
          : soql.includes('FROM Certificate')
            ? refuse('UNKNOWN_EXCEPTION')
            : [],
      fieldTypes: () => ['PermissionsManageCertificatesExpiration'],
    }),
  );
  const failed = content.sources.filter(({ status }) => status === 'failed').map(({ id }) => id);
  assert.deepEqual(failed, ['org.certificates', 'org.custom-metadata', 'org.flows'], 'and those that need its names');
  assert.deepEqual(content.expiryNotification, { holders: [] });
});

test('a user who may not read the org record is told so, and the log-in stands in', async () => {
  const content = await readOrg(
    fakeOrg({ query: (soql) => (soql.includes('Organization') ? refuse('INVALID_TYPE') : []) }),
  );
  assert.equal(content.org.id, '00D000000000001EAA');
  assert.equal(content.sources[0]?.id, 'org.identity');
  assert.equal(content.sources[0]?.status, 'denied');
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
    { source: 'org.permissions', permission: 'ManageCertificates', grantedBy: [], holders: [] },
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

import assert from 'node:assert/strict';
import { test } from 'node:test';
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
      fieldNames: () => ['PermissionsManageCertificatesExpiration'],
    }),
  );
  assert.deepEqual(
    content.sources.map(({ id, status }) => [id, status]),
    [
      ['org.certificates', 'failed'],
      ['org.expiry-notification', 'read'],
    ],
  );
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

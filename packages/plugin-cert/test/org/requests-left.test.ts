import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readOrg } from '../../src/org/read-org.ts';
import { requestsLeft } from '../../src/org/requests-left.ts';
import { fakeOrg, refuse } from './fake-org.ts';

const left = (remaining: number, max: number) => requestsLeft(fakeOrg({ dailyRequests: () => ({ max, remaining }) }));

describe('API requests that are left today', () => {
  test('are enough from 5 % and 200 on', async () => {
    assert.deepEqual(await left(5000, 100_000), {});
    assert.deepEqual(await left(200, 1000), {});
  });

  const gap = (remaining: number, max: number) => ({
    status: 'failed',
    detail: `Only ${remaining} of ${max} API requests are left today, so this was not read; run again tomorrow.`,
  });

  test('are too few for what takes many below 5 %, and below 200 for bodies too', async () => {
    assert.deepEqual(await left(4999, 100_000), { deep: gap(4999, 100_000) });
    for (const [remaining, max] of [
      [199, 1000],
      [199, 200],
    ] as const) {
      assert.deepEqual(await left(remaining, max), { deep: gap(remaining, max), bodies: gap(remaining, max) });
    }
  });

  test('may be none', async () => {
    assert.deepEqual(await left(0, 1000), { none: true });
    const used = fakeOrg({ dailyRequests: () => refuse('REQUEST_LIMIT_EXCEEDED') });
    assert.deepEqual(await requestsLeft(used), { none: true });
  });

  test('are taken for enough where the org does not tell: nobody is held up by that', async () => {
    for (const code of ['INSUFFICIENT_ACCESS', 'NOT_FOUND', 'UNEXPECTED_ANSWER']) {
      assert.deepEqual(await requestsLeft(fakeOrg({ dailyRequests: () => refuse(code) })), {}, code);
    }
  });

  test('that are very few leave the records of certificates, whose dates still tell, without their bodies', async () => {
    const row = {
      Id: '0P1',
      DeveloperName: 'A',
      MasterLabel: 'A',
      ExpirationDate: '2026-12-01',
      CertificateChain: '/a',
    };
    const org = fakeOrg({
      dailyRequests: () => ({ max: 1000, remaining: 150 }),
      query: (soql) => (soql.includes(' FROM Certificate ') ? [row] : []),
    });
    const { sources, holdings } = await readOrg(org);
    assert.equal(sources.find(({ id }) => id === 'org.certificates')?.status, 'read');
    assert.deepEqual(
      sources.filter(({ id }) => id === 'org.certificate-bodies').map(({ status, detail }) => [status, detail]),
      [['failed', gap(150, 1000).detail]],
    );
    assert.deepEqual(holdings[0]?.record?.expirationDate, new Date('2026-12-01'));
    assert.match(holdings[0]?.unreadable ?? '', /Only 150 of 1000/);
    assert.ok(!org.asked.includes('get: /a'));
  });

  test('that are few leave the low sources read and the deep ones told with the number', async () => {
    const org = fakeOrg({
      dailyRequests: () => ({ max: 1000, remaining: 7 }),
      fieldTypes: (object) => (object === 'PermissionSet' ? ['PermissionsManageCertificates'] : undefined),
      query: (soql) =>
        soql.includes(' FROM Certificate ')
          ? [{ Id: '0P1', DeveloperName: 'A' }]
          : soql.includes('PermissionSetAssignment')
            ? [{ AssigneeId: '1', Assignee: null, PermissionSet: null }]
            : [],
    });
    const { sources } = await readOrg(org);
    const status = Object.fromEntries(sources.map(({ id, status: one }) => [id, one]));
    for (const id of ['certificates', 'named-credentials', 'external-credentials', 'remote-sites']) {
      assert.equal(status[`org.${id}`], 'read', id);
    }
    for (const id of [
      'apex',
      'flows',
      'custom-metadata',
      'connected-apps',
      'inbound-certificates',
      'identity-provider',
    ]) {
      assert.equal(status[`org.${id}`], 'failed', id);
      assert.match(sources.find((one) => one.id === `org.${id}`)?.detail ?? '', /Only 7 of 1000 API requests are left/);
    }
    assert.ok(!org.asked.some((one) => /^(types|list|read|objects)/.test(one)), 'the Metadata API is left alone');
  });

  test('that are used up leave every source failed, after two questions', async () => {
    const org = fakeOrg({
      dailyRequests: () => ({ max: 1000, remaining: 0 }),
      query: () => [{ Id: '00D000000000001EAA', Name: 'Acme', IsSandbox: true }],
    });
    const { sources, holdings, references } = await readOrg(org);
    assert.equal(org.asked.length, 2);
    assert.ok(sources.length >= 20);
    assert.ok(
      sources.every(({ status, detail }) => status === 'failed' && detail.includes('used up its API requests')),
    );
    assert.deepEqual([holdings, references], [[], []]);
  });
});

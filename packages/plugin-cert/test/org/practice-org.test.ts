import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startPracticeOrg } from '@cert-health/practice-org';
import type { PracticeOrg } from '@cert-health/practice-org';
import type { OrgApi } from '../../src/org/api.ts';
import { orgApi } from '../../src/org/connection.ts';
import { readOrg } from '../../src/org/read-org.ts';
import { connect } from '../fixtures/log-in.ts';

describe('an org, through the real client', () => {
  let practice: PracticeOrg;
  let api: OrgApi;

  before(async () => {
    practice = await startPracticeOrg({ now: new Date('2026-11-22T02:15:00Z') });
    api = orgApi(await connect(practice));
  });
  after(() => practice.close());

  const asked = async <T>(action: () => Promise<T>) => {
    const start = practice.requests.length;
    const result = await action();
    return { result, requests: practice.requests.slice(start) };
  };
  const keyPairs = (content: Awaited<ReturnType<typeof readOrg>>) =>
    content.holdings.filter(({ kind }) => kind === 'keyPair');
  const statuses = (content: Awaited<ReturnType<typeof readOrg>>) =>
    Object.fromEntries(content.sources.map((source) => [source.id, source.status]));

  test('is read whole: who it is, its certificates with their bodies, who is mailed', async () => {
    const { result, requests } = await asked(() => readOrg(api));
    assert.equal(result.org.id, practice.orgId);
    assert.deepEqual(new Set(Object.values(statuses(result))), new Set(['read']));
    assert.ok(keyPairs(result).length > 20);
    assert.ok(
      result.holdings.every(
        (holding) => holding.certificates.length > 0 || holding.request || holding.kind === 'pinned',
      ),
    );
    assert.ok(result.references.length > 20);
    assert.ok(result.expiryNotification);
    const bodies = requests.filter((request) => request.path.endsWith('/CertificateChain'));
    assert.ok(requests.length - bodies.length <= 50, `${requests.length - bodies.length} requests beside bodies`);
    assert.equal(
      new Set(result.holdings.map(({ source, name }) => `${source} ${name}`)).size,
      result.holdings.length,
      'each name once in its source',
    );
  });

  test('whose bodies may not be downloaded is read through the Metadata API', async () => {
    practice.setFaults({ deny: ['CertificateBody'] });
    const { result, requests } = await asked(() => readOrg(api));
    assert.equal(statuses(result)['org.certificate-bodies'], 'read');
    assert.ok(keyPairs(result).some((holding) => holding.certificates.length > 0));
    const asMetadata = requests.filter((request) => request.body.includes('<type>Certificate</type>'));
    assert.equal(asMetadata.length, Math.ceil(keyPairs(result).length / 10));
  });

  test('whose bodies may not be read at all still gives its records and names the permission', async () => {
    practice.setFaults({ deny: ['CertificateBody', 'ModifyMetadata'] });
    const { result, requests } = await asked(() => readOrg(api));
    assert.equal(statuses(result)['org.certificates'], 'read');
    assert.equal(statuses(result)['org.certificate-bodies'], 'denied');
    assert.ok(
      keyPairs(result).every((holding) =>
        holding.unreadable?.includes('"Modify Metadata Through Metadata API Functions"'),
      ),
    );
    assert.ok(
      result.holdings.filter((holding) => holding.record?.expirationDate).length >= 23,
      'records still tell the date',
    );
    const soap = requests.filter((request) => request.path.startsWith('/services/Soap/'));
    assert.equal(soap.length, 2, 'one refusal is enough for bodies, and one for everything else');
  });

  test('that hides its certificates is denied there and read elsewhere', async () => {
    practice.setFaults({ deny: ['ViewSetup'] });
    const { result } = await asked(() => readOrg(api));
    assert.equal(statuses(result)['org.certificates'], 'denied');
    assert.ok(result.sources.find((source) => source.id === 'org.certificates')?.permission);
  });

  test('that says "later" is asked again', async () => {
    practice.setFaults({ rateLimited: 1 });
    const { result } = await asked(() => readOrg(api));
    assert.equal(statuses(result)['org.certificates'], 'read');
  });

  test('that is unavailable for a moment is read in the end', async () => {
    practice.setFaults({ unavailable: 2 });
    const { result } = await asked(() => readOrg(api));
    assert.equal(statuses(result)['org.certificates'], 'read');
  });

  test('whose session is over is told in one error, after one question', async () => {
    practice.setFaults({ sessionExpired: true });
    const { requests } = await asked(() =>
      assert.rejects(readOrg(api), { name: 'OrgApiError', code: 'INVALID_SESSION_ID' }),
    );
    assert.equal(requests.length, 1);
  });

  test('that has used up its requests of the day is failed, and not asked again and again', async () => {
    practice.setFaults({ limitExceeded: true });
    const { result, requests } = await asked(() => readOrg(api));
    assert.equal(statuses(result)['org.certificates'], 'failed');
    assert.match(
      result.sources.find((source) => source.id === 'org.certificates')?.detail ?? '',
      /used up its API requests/,
    );
    assert.ok(requests.length <= 2);
    assert.ok(result.sources.every(({ status }) => status === 'failed'));
  });

  for (const fault of ['truncated', 'malformed'] as const) {
    test(`whose answers are ${fault} fails in sentences; nothing crashes and nothing is called fine`, async () => {
      practice.setFaults({ [fault]: true });
      const outcome = await readOrg(api).then(
        (content) => content.sources.map((source) => source.status),
        (error: Error) => error.name,
      );
      if (typeof outcome === 'string') assert.equal(outcome, 'OrgApiError');
      else
        assert.ok(
          outcome.every((status) => status === 'failed'),
          String(outcome),
        );
    });
  }
});

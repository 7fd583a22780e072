/** An org judged by its own app is told what the command line tells of the same places, and what was not looked at. */
import '../../packages/plugin-cert/test/fixtures/home.ts';
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { evaluate } from '@cert-health/core';
import type { HealthReport, Inventory, OrgSettings, OrgSnapshot, SnapshotBody } from '@cert-health/core';
import { acmeFreight, planted, quietHarbor, startPracticeOrg } from '@cert-health/practice-org';
import type { Company, PracticeOrg } from '@cert-health/practice-org';
import { orgApi } from '../../packages/plugin-cert/src/org/connection.ts';
import { readOrg } from '../../packages/plugin-cert/src/org/read-org.ts';
import { connect } from '../../packages/plugin-cert/test/fixtures/log-in.ts';
import { buildEngine, engineFolder } from '../build-engine.ts';
import { root } from '../project.ts';

type Engine = typeof import('@cert-health/core');
type Judged = Awaited<ReturnType<Engine['judgeSnapshot']>>;

const now = new Date('2026-11-22T02:15:00Z');
const inReach = [
  'org.certificate-bodies',
  'org.certificates',
  'org.expiry-notification',
  'org.external-credentials',
  'org.external-data-sources',
  'org.named-credentials',
  'org.permissions',
];
let engine: Engine;

before(async () => {
  await buildEngine();
  engine = (await import(`${engineFolder}/certificateEngine.js`)) as Engine;
});

async function practiceOrg(t: TestContext, seed?: (now: Date) => Promise<Company>): Promise<PracticeOrg> {
  // The app's own permission sets say who may scan.
  const practice = await startPracticeOrg({
    now,
    appFolder: join(root, 'force-app', 'main'),
    connectionFolder: join(root, 'config', 'connection'),
    ...(seed ? { seed } : {}),
  });
  t.after(() => practice.close());
  return practice;
}

async function apex<Result>({ url }: PracticeOrg, method: string, given: object = {}): Promise<Result> {
  const response = await fetch(`${url}/apex/BrowserScan.${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(given),
  });
  assert.equal(response.status, 200, await response.clone().text());
  return (await response.json()) as Result;
}

/** As the component browserScan does it: 40 bodies a call. */
async function judgedInApp(practice: PracticeOrg, settings?: OrgSettings): Promise<Judged> {
  const snapshot = await apex<OrgSnapshot>(practice, 'snapshot');
  const bodies: SnapshotBody[] = [];
  const names = engine.namesOfBodies(snapshot);
  for (let start = 0; start < names.length; start += 40) {
    bodies.push(...(await apex<SnapshotBody[]>(practice, 'bodies', { names: names.slice(start, start + 40) })));
  }
  return engine.judgeSnapshot(snapshot, bodies, settings, now);
}

/** What the command line reads over the real client, without the places that the app cannot look at. */
async function judgedByCommand(practice: PracticeOrg, app: Judged): Promise<HealthReport> {
  const whole = await readOrg(orgApi(await connect(practice)));
  const saml = 'org.saml-sso-configs';
  const near = ({ source }: { readonly source: string }): boolean => [...inReach, saml].includes(source);
  const inMetadataOnly = /^SamlSsoConfig\.(requestSigningCertId|decryptionCertificate)$/;
  const restricted: Inventory = {
    ...whole,
    // The log-in of a test knows no username.
    org: { ...whole.org, username: app.report.org?.username ?? '' },
    sources: [
      ...whole.sources.filter(({ id }) => !app.outOfReach.includes(id)),
      ...app.report.sources.filter(({ id }) => app.outOfReach.includes(id)),
    ],
    holdings: whole.holdings.filter(near),
    references: whole.references.filter((one) => near(one) && !inMetadataOnly.test(one.field)),
  };
  return evaluate(restricted, { at: now, generatedAt: new Date(app.report.generatedAt) });
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

describe('an org judged in the browser', () => {
  for (const [company, seed] of [
    ['with every kind of trouble', acmeFreight],
    ['that is small and healthy', quietHarbor],
    ['with a reference in every field', planted],
  ] as const) {
    it(`${company} gets the report of the command line, to the last letter`, async (t) => {
      const practice = await practiceOrg(t, seed);
      const app = await judgedInApp(practice);
      const command = await judgedByCommand(practice, app);
      assert.ok(app.report.certificates.length > 2 && app.report.uses.length > 2, 'there is something to compare');
      assert.deepEqual(plain(app.report), plain(command));
    });
  }

  it('says of every other place that it did not look, and who does', async (t) => {
    const practice = await practiceOrg(t);
    const { report, outOfReach } = await judgedInApp(practice);
    const whole = await readOrg(orgApi(await connect(practice)));
    assert.deepEqual(
      report.sources.map(({ id }) => id),
      whole.sources.map(({ id }) => id).toSorted(),
    );
    const read = report.sources.filter(({ status }) => status === 'read').map(({ id }) => id);
    assert.deepEqual(read, inReach);
    const others = report.sources.filter(({ status }) => status !== 'read');
    assert.deepEqual(others.map(({ id }) => id).toSorted(), outOfReach.toSorted());
    for (const { status, detail } of others) {
      assert.equal(status, 'failed');
      assert.match(detail, /sf cert health --publish reads it/);
    }
    assert.ok(['incomplete', 'critical'].includes(report.summary.status));
  });

  it('without the connection to the Tooling API tells where to set it up, and judges the rest', async (t) => {
    const practice = await practiceOrg(t);
    practice.setFaults({ noConnection: true });
    const { report, outOfReach } = await judgedInApp(practice);
    const list = report.sources.find(({ id }) => id === 'org.certificates');
    assert.equal(list?.status, 'failed');
    assert.match(list.detail, /no connection to the org's Tooling API yet.*set it up under Settings in this app/);
    assert.ok(!outOfReach.includes('org.certificates'), 'it can be put right here');
    assert.equal(report.sources.find(({ id }) => id === 'org.permissions')?.status, 'read');
    assert.ok(report.certificates.some(({ holdings }) => holdings[0]?.source === 'org.saml-sso-configs'));
    assert.deepEqual(
      report.findings.filter(({ check }) => check === 'dangling-reference'),
      [],
      'a list that was not read lacks nothing',
    );
  });

  it('whose bodies may not be read keeps the dates of their records, and names the permission', async (t) => {
    const practice = await practiceOrg(t);
    practice.setFaults({ deny: ['CertificateBody'] });
    const { report } = await judgedInApp(practice);
    const bodies = report.sources.find(({ id }) => id === 'org.certificate-bodies');
    assert.deepEqual([bodies?.status, bodies?.items], ['denied', 0]);
    assert.ok(bodies?.permission);
    assert.match(bodies.detail, /The user as whom the app is connected/);
    const unread = report.pending.filter(({ source }) => source === 'org.certificates');
    assert.ok(unread.length > 20 && unread.every(({ reason }) => reason !== ''));
    assert.ok(report.findings.some(({ check, evidence }) => check === 'expired' && evidence['of'] === 'record'));
  });

  it('goes by the settings that the org keeps', async (t) => {
    const practice = await practiceOrg(t);
    const usual = await judgedInApp(practice);
    const early = await judgedInApp(practice, { warningDays: 1000, checksOff: ['expired'], criticalDays: null });
    const count = ({ report }: Judged, check: string) => report.findings.filter((one) => one.check === check).length;
    assert.ok(count(early, 'expiring') > count(usual, 'expiring'));
    assert.ok(count(usual, 'expired') > 0);
    assert.equal(count(early, 'expired'), 0);
    assert.deepEqual(early.report.decisions?.checksOff, ['expired']);
  });
});

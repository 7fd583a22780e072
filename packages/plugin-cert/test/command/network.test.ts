import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import type { HealthReport, NotChecked } from '@cert-health/core';
import { startPracticeOrg } from '@cert-health/practice-org';
import type { PracticeOrg } from '@cert-health/practice-org';
import { folderWith } from '../fixtures/folder.ts';
import { logIn } from '../fixtures/log-in.ts';
import { Authority, serve } from '../network/authority.ts';
import { jsonOf, onlyLoopbackNames, runCommand } from './run-command.ts';

const CERT_ALLOW_PRIVATE_CRL = '1';

describe('sf cert health --network on files', async () => {
  const authority = await Authority.of('Acme Authority');

  test('finds a revoked certificate with crl, and calls nobody without', async (t) => {
    const { url, asked } = await serve(
      t,
      (_, response) => void authority.list([leaf]).then((list) => response.end(list)),
    );
    const leaf = await authority.issue('billing', [`${url}/a.crl`]);
    const cwd = folderWith(t, { 'a.pem': leaf.pem + authority.root.pem });
    const health = (...args: string[]) =>
      runCommand(['health', '-f', 'a.pem', '--json', ...args], { cwd, env: { CERT_ALLOW_PRIVATE_CRL } });
    const of = ({ findings, notChecked }: HealthReport) =>
      [...findings, ...notChecked].filter((one) => one.check === 'revoked');

    const quiet = jsonOf<HealthReport>(await health()).result;
    const [unasked, ...others] = of(quiet);
    assert.deepEqual([others, asked], [[], []]);
    assert.equal((unasked as NotChecked).asked, false, 'said, and asked of nobody');
    assert.ok(!quiet.sources.some(({ id }) => id.startsWith('network')));

    const outcome = await health('--network', 'crl');
    const { result } = jsonOf<HealthReport>(outcome);
    assert.equal(outcome.exitCode, 4);
    assert.equal(of(result).length, 1);
    assert.match(
      result.findings.find(({ check }) => check === 'revoked')?.title ?? '',
      /its authority revoked it on Thu 15 Oct/,
    );
    assert.deepEqual(asked, ['/a.crl']);
  });

  test('keeps what it fetched for the next run, in a folder of its own, and nothing without --network', async (t) => {
    const { url, asked } = await serve(t, (_, response) => void authority.list([]).then((list) => response.end(list)));
    const leaf = await authority.issue('shop', [`${url}/a.crl`]);
    const cwd = folderWith(t, { 'a.pem': leaf.pem + authority.root.pem });
    const cache = folderWith(t, {});
    const health = (...args: string[]) =>
      runCommand(['health', '-f', 'a.pem', '--json', ...args], {
        cwd,
        env: { CERT_ALLOW_PRIVATE_CRL, XDG_CACHE_HOME: cache },
      });
    const kept = (): string[] =>
      readdirSync(cache, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.answer'));
    await health();
    assert.deepEqual(kept(), []);
    for (const network of ['crl', 'all']) {
      const { result } = jsonOf<HealthReport>(await health('--network', network));
      assert.match(result.sources.find(({ id }) => id === 'network.crl')?.detail ?? '', /1 good/);
    }
    assert.deepEqual(asked, ['/a.crl']);
    const [file, ...others] = kept();
    assert.equal(others.length, 0);
    assert.match(file ?? '', /cert-health\/revocation\/[0-9a-f]{64}\.answer$/);
    assert.match((await runCommand(['health', '--help'])).stdout, /cert-health\/revocation/);
  });

  test('reports a list that it may not fetch as not checked', async (t) => {
    const leaf = await authority.issue('billing', ['http://127.0.0.1:1/a.crl']);
    const cwd = folderWith(t, { 'a.pem': leaf.pem + authority.root.pem });
    const { result } = jsonOf<HealthReport>(
      await runCommand(['health', '-f', 'a.pem', '--network', 'crl', '--json'], { cwd }),
    );
    assert.match(result.notChecked.find(({ check }) => check === 'revoked')?.reason ?? '', /not a public one/);
    assert.equal(result.sources.find(({ id }) => id === 'network.crl')?.status, 'failed');
  });

  test('refuses any other value', async () => {
    assert.equal((await runCommand(['health', '--network', 'some'])).exitCode, 2);
  });
});

describe('sf cert health --network on an org', () => {
  let practice: PracticeOrg;
  before(async () => {
    practice = await startPracticeOrg({ now: new Date('2026-11-22T02:15:00Z') });
    await logIn(practice);
  });
  after(() => practice.close());

  const health = async (...args: string[]) => {
    const common = ['health', '-o', practice.username, '--as-of', '2026-11-22T02:15:00Z', '--json'];
    return jsonOf<HealthReport>(await runCommand([...common, ...args], { env: onlyLoopbackNames })).result;
  };
  const untold = ({ notChecked }: HealthReport) => notChecked.some(({ check }) => check === 'trust-not-verified');

  test('all takes the roots that the org trusts from the org itself', async () => {
    assert.ok(untold(await health()));
    const report = await health('--network', 'all');
    assert.ok(!untold(report));
    const source = report.sources.find(({ id }) => id === 'org.cacerts');
    assert.equal(source?.status, 'read');
    assert.ok(source.items > 0);
  });

  test('crl does not, and --trust-store wins over the page', async (t) => {
    const isPage = ({ path }: { path: string }) => path === '/cacerts.jsp';
    const start = practice.requests.length;
    assert.ok(untold(await health('--network', 'crl')));
    const { root } = await Authority.of('Own Root');
    const folder = folderWith(t, { 'roots.pem': root.pem });
    const report = await health('--network', 'all', '--trust-store', `${folder}/roots.pem`);
    assert.deepEqual(
      report.sources.map(({ id }) => id).filter((id) => id === 'trust-store' || id === 'org.cacerts'),
      ['trust-store'],
    );
    assert.ok(!practice.requests.slice(start).some(isPage));
  });
});

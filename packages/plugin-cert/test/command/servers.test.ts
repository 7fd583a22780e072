import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { HealthReport } from '@cert-health/core';
import { quietHarbor } from '@cert-health/practice-org';
import type { PracticeOrg } from '@cert-health/practice-org';
import { connect } from '../fixtures/log-in.ts';
import { folderWith, metadataXml } from '../fixtures/folder.ts';
import { suiteContext } from '../fixtures/suite-context.ts';
import { issue, issueChain } from '../fixtures/issue.ts';
import type { Issued } from '../fixtures/issue.ts';
import { now, orgWithApp } from '../publish/org-with-app.ts';
import { nodeServer, rawServer } from '../tls/servers.ts';
import { jsonOf, onlyLoopbackNames, runCommand } from './run-command.ts';
import type { Outcome } from './run-command.ts';

const SERVERS = 'network.servers';
const day = ['--as-of', '2026-02-01'];
const dnsNames = ['localhost'];

let root: Issued;
let intermediate: Issued;
let leaf: Issued;
let rsa: Issued;
let ended: Issued;
let own: Issued;
before(async () => {
  ({ root, intermediate, leaf } = await issueChain({ dnsNames, purposes: ['serverAuth'] }));
  const wish = { name: 'localhost', from: '2026-01-01', days: 100, dnsNames, purposes: ['serverAuth'] } as const;
  rsa = await issue({ ...wish, issuer: intermediate, rsaBits: 2048, days: 33 });
  ended = await issue({ ...wish, issuer: intermediate, from: '2025-01-01' });
  own = await issue(wish);
});

const credential = (name: string, endpoint: string): Record<string, string> => ({
  [`namedCredentials/${name}.namedCredential-meta.xml`]: metadataXml('NamedCredential', { label: name, endpoint }),
});
const run = (cwd: string, ...args: readonly string[]): Promise<Outcome> =>
  runCommand(['health', ...args], { cwd, env: onlyLoopbackNames });
const ofHolding = ({ findings }: HealthReport, name: string): string[] =>
  findings.filter(({ holding }) => holding?.source === SERVERS && holding.name === name).map(({ check }) => check);

describe('sf cert health --network all on a project', () => {
  const suite = suiteContext();
  const ports: Record<string, number> = {};
  let cwd: string;
  let asked = 0;
  let outcome: Outcome;
  let report: HealthReport;
  const formats = ['a.json', 'a.html', 'a.csv', 'a.md', 'a.sarif', 'a.xml', 'a.prom', 'a.ics'];
  const at = (name: string): string => `localhost:${ports[name]}`;

  before(async () => {
    Object.assign(ports, {
      Whole: await nodeServer(suite, { sends: [leaf, intermediate] }),
      Alone: await nodeServer(suite, { sends: [leaf] }),
      Ended: await nodeServer(suite, { sends: [ended, intermediate] }),
      Own: await nodeServer(suite, { sends: [own] }),
      Two: await nodeServer(suite, { sends: [leaf, intermediate], alsoSends: [rsa, intermediate] }),
      Silent: await rawServer(suite, () => undefined),
      Plain: await rawServer(suite, (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
      Watched: await rawServer(suite, (socket) => {
        asked++;
        socket.end();
      }),
    });
    const called = Object.entries(ports).filter(([name]) => name !== 'Watched');
    cwd = folderWith(suite, {
      'roots.pem': root.pem,
      ...Object.fromEntries(
        called.flatMap(([name, port]) => Object.entries(credential(name, `https://localhost:${port}/orders`))),
      ),
      ...credential('Late', 'https://${HOST}/orders'),
      'remoteSiteSettings/Again.remoteSite-meta.xml': metadataXml('RemoteSiteSetting', {
        url: `https://localhost:${ports['Whole']}`,
        isActive: 'true',
      }),
    });
    const written = formats.flatMap((file) => ['--output-file', file]);
    const args = ['-d', '.', '--network', 'all', '--allow-private', '--trust-store', 'roots.pem', ...day];
    outcome = await run(cwd, ...args, '--json', '--fail-on', 'incomplete', ...written);
    ({ result: report } = jsonOf<HealthReport>(outcome));
  });

  test('makes each chain that a server sends a holding, with the use in which it is called', () => {
    const places = report.certificates.flatMap(({ subject, holdings }) =>
      holdings
        .filter(({ source, chainMember }) => source === SERVERS && !chainMember)
        .map(({ name }) => [name, subject]),
    );
    const two = report.certificates
      .flatMap(({ holdings }) => holdings.map(({ name }) => name))
      .filter((name) => name.startsWith(`${at('Two')} (`));
    assert.equal(two.length > 0, true, 'the second chain is another holding');
    assert.deepEqual(
      new Set(places.map(([name]) => name)),
      new Set([...['Whole', 'Alone', 'Ended', 'Own', 'Two'].map(at), ...two]),
    );
    const uses = report.uses.filter(({ use }) => use === 'outbound-apex-one-way-tls');
    const of = (name: string) => uses.filter(({ reference }) => reference.name === name);
    assert.equal(of('Whole').length, 1, 'once, with its certificate');
    assert.equal(of('Whole')[0]?.target, at('Whole'));
    assert.equal(of('Whole')[0]?.managedBy, 'remote');
    assert.equal(of('Whole')[0]?.resolved, true);
    assert.equal(of('Again')[0]?.certificate, of('Whole')[0]?.certificate);
    assert.ok(report.certificates.some(({ fingerprint }) => fingerprint === of('Whole')[0]?.certificate));
    assert.equal(new Set(of('Two').map(({ certificate }) => certificate)).size, 2);
    assert.deepEqual([of('Silent')[0]?.certificate, of('Silent')[0]?.resolved], [null, null]);
  });

  test('judges each with the catalog, and says what Salesforce does not accept', () => {
    assert.deepEqual(ofHolding(report, at('Whole')), []);
    assert.deepEqual(ofHolding(report, at('Alone')), ['server-not-accepted']);
    assert.deepEqual(ofHolding(report, at('Ended')), ['expired']);
    assert.deepEqual(ofHolding(report, at('Own')), ['self-signed-server-outbound']);
    const two = report.findings.filter(
      ({ holding }) => holding?.name.startsWith(`${at('Two')} (`) || holding?.name === at('Two'),
    );
    assert.deepEqual(
      two.map(({ check }) => check),
      ['expiring'],
      'of the RSA chain, which ends on the next day',
    );
    assert.equal(outcome.exitCode, 4);
  });

  test('never takes for fine what did not answer', () => {
    for (const name of ['Silent', 'Plain']) {
      assert.ok(
        report.notChecked.some(({ check, subject }) => check === 'server-not-accepted' && subject === at(name)),
        name,
      );
      assert.ok(
        report.notChecked.some(({ check, subject }) => check === 'expired' && subject === at(name)),
        name,
      );
    }
    assert.ok(report.notChecked.some(({ reason }) => /of Late .* only known at run time/.test(reason)));
    const source = report.sources.find(({ id }) => id === SERVERS);
    assert.deepEqual([source?.status, source?.items], ['read', 5]);
    assert.match(source?.detail ?? '', new RegExp(`5 reached\\. .*${at('Silent')}`));
  });

  test('stands in every format', () => {
    for (const file of formats) {
      const text = readFileSync(join(cwd, file), 'utf8').replace(/\r?\n /g, '');
      // A calendar leaves out days that are over.
      assert.equal(text.includes(at('Ended')), file !== 'a.ics', file);
    }
    const sarif = JSON.parse(readFileSync(join(cwd, 'a.sarif'), 'utf8')) as {
      runs: { tool: { driver: { rules: { id: string }[] } }; results: { ruleId: string }[] }[];
    };
    assert.ok(sarif.runs[0]?.tool.driver.rules.some(({ id }) => id === 'server-not-accepted'));
    assert.ok(sarif.runs[0]?.results.some(({ ruleId }) => ruleId === 'server-not-accepted'));
    const ends = report.forecast?.byMonth.find(({ month }) => month === '2026-02')?.expiries;
    assert.equal(ends, 1, 'the RSA chain');
    const sent = report.uses.map(({ certificate }) => certificate);
    const renewed = report.forecast?.perCertificate.filter(({ certificate }) => sent.includes(certificate));
    assert.deepEqual(renewed, [], 'others renew them');
  });

  test('names for each server who calls it, also where another server shows the same certificate', () => {
    const rows = readFileSync(join(cwd, 'a.csv'), 'utf8').split(/\r?\n/);
    const row = rows.find((one) => one.includes(',server-not-accepted,'));
    assert.match(row ?? '', /TLS: Alone \(/);
    assert.doesNotMatch(row ?? '', /Whole|Again|Two/);
  });

  test('calls nobody without it, and says that nobody looked', async () => {
    const folder = folderWith(suite, { 'roots.pem': root.pem, ...credential('Watched', `https://${at('Watched')}`) });
    for (const network of ['none', 'crl']) {
      const args = ['-d', '.', '--network', network, '--allow-private', '--trust-store', 'roots.pem', ...day];
      const { result } = jsonOf<HealthReport>(await run(folder, ...args, '--json'));
      const unasked = result.notChecked.filter(({ check }) => check === 'server-not-accepted');
      assert.deepEqual(
        unasked.map(({ asked: one }) => one),
        [false],
      );
      assert.ok(!result.sources.some(({ id }) => id === SERVERS));
      const printed = await run(folder, ...args);
      assert.match(printed.stdout, /Called servers: not looked at \(--network all\)/);
    }
    assert.equal(asked, 0);
  });

  test('skips private addresses unless told, which only --fail-on incomplete fails', async () => {
    const folder = folderWith(suite, { 'roots.pem': root.pem, ...credential('Watched', `https://${at('Watched')}`) });
    const args = ['-d', '.', '--network', 'all', '--trust-store', 'roots.pem', ...day];
    const usual = await run(folder, ...args);
    assert.equal(usual.exitCode, 0);
    assert.match(usual.stdout.replace(/\s+/g, ' '), /not a public one, so it was not called/);
    const strict = await run(folder, ...args, '--fail-on', 'incomplete', '--json');
    assert.equal(strict.exitCode, 5);
    const { result } = jsonOf<HealthReport>(strict);
    assert.equal(result.sources.find(({ id }) => id === SERVERS)?.status, 'failed');
    assert.equal(result.summary.status, 'incomplete');
    assert.equal(asked, 0);
  });

  test('exit codes go by what is asked: a whole chain 0, one that is refused 4, and a check may be off', async () => {
    const whole = folderWith(suite, { 'roots.pem': root.pem, ...credential('Whole', `https://${at('Whole')}`) });
    const args = ['-d', '.', '--network', 'all', '--allow-private', '--trust-store', 'roots.pem', ...day];
    assert.equal((await run(whole, ...args, '--fail-on', 'incomplete')).exitCode, 0);
    const alone = folderWith(suite, {
      'roots.pem': root.pem,
      'off.yml': 'checks-off:\n  - server-not-accepted\n',
      ...credential('Alone', `https://${at('Alone')}`),
    });
    assert.equal((await run(alone, ...args)).exitCode, 4);
    assert.equal((await run(alone, ...args, '--fail-on', 'never')).exitCode, 0);
    const off = await run(alone, ...args, '--config', 'off.yml', '--json');
    assert.equal(off.exitCode, 0);
    assert.deepEqual(jsonOf<HealthReport>(off).result.findings, []);
  });

  test('sf cert list shows them too', async () => {
    const folder = folderWith(suite, credential('Whole', `https://${at('Whole')}`));
    const args = ['list', '-d', '.', '--network', 'all', '--allow-private'];
    const { stdout, exitCode } = await runCommand(args, { cwd: folder, env: onlyLoopbackNames });
    assert.equal(exitCode, 0);
    assert.match(stdout, new RegExp(at('Whole')));
  });
});

describe('sf cert health --network all on an org', () => {
  const suite = suiteContext();
  let practice: PracticeOrg;
  let port: number;
  before(async () => {
    port = await nodeServer(suite, { sends: [leaf] });
    practice = await orgWithApp({
      seed: async (moment) => {
        const company = await quietHarbor(moment);
        const components = company.components.map((one) =>
          one.type === 'NamedCredential'
            ? { ...one, values: { ...one.values, endpoint: `https://localhost:${port}/books` } }
            : one,
        );
        return { ...company, components, trustedRoots: [...company.trustedRoots, root.pem] };
      },
      now,
    });
  });
  after(() => practice.close());

  interface Row {
    readonly Api_Name__c: string;
    readonly Status__c: string;
    readonly Is_Gone__c: boolean;
    readonly Uses__c: string | null;
  }
  const rows = async (): Promise<readonly Row[]> => {
    const connection = await connect(practice);
    const fields = 'Api_Name__c, Status__c, Is_Gone__c, Uses__c';
    const from = `CertHealth_Certificate__c WHERE Source__c = '${SERVERS}'`;
    return (await connection.query<Row>(`SELECT ${fields} FROM ${from}`)).records;
  };
  const publish = (...args: readonly string[]): Promise<Outcome> =>
    runCommand(['health', '-o', practice.username, '--publish', '--json', ...args], { env: onlyLoopbackNames });

  test('judges by the org’s own list, publishes, and a scan that looks at no server changes nothing of that', async () => {
    const first = await publish('--network', 'all', '--allow-private');
    assert.equal(first.exitCode, 4, first.stdout.slice(0, 500));
    const { result } = jsonOf<HealthReport>(first);
    assert.ok(ofHolding(result, `localhost:${port}`).length > 0);
    const published = await rows();
    assert.deepEqual(
      published.map(({ Api_Name__c, Status__c, Is_Gone__c, Uses__c }) => [Api_Name__c, Status__c, Is_Gone__c, Uses__c]),
      [[`localhost:${port}`, 'critical', false, 'outbound-apex-one-way-tls']],
    );
    const second = await publish();
    assert.ok(second.exitCode === 0 || second.exitCode === 4, second.stdout.slice(0, 500));
    assert.deepEqual(await rows(), published);
  });
});

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { planted, quietHarbor } from '../../src/index.ts';
import { componentTypes } from '../../src/metadata/component-type.ts';
import type { OrgClient } from '../org-client.ts';
import { startOrg } from '../org-client.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const sf = path.join(root, 'node_modules', '@salesforce', 'cli', 'bin', 'run.js');
const build = path.join(root, 'build');

/** What the CLI asks to learn whether an org tracks source. */
const sourceMember = '/services/data/v67.0/tooling/sobjects/SourceMember/describe';

describe('the real sf CLI', () => {
  let org: OrgClient;
  let home: string;
  before(async () => {
    mkdirSync(build, { recursive: true });
    home = mkdtempSync(path.join(build, 'practice-sf-'));
    org = await startOrg({ seed: quietHarbor });
  });
  after(async () => {
    await org.close();
    rmSync(home, { recursive: true, force: true });
  });

  const run = <T>(...argv: string[]) => runIn<T>({ cwd: home, token: org.accessToken }, ...argv);

  /** Runs sf in a home of its own and gives what `--json` prints. */
  function runIn<T>(
    { cwd, token }: { readonly cwd: string; readonly token: string },
    ...argv: string[]
  ): Promise<{ status: number; result: T; message?: string }> {
    const env = {
      PATH: process.env['PATH'],
      HOME: home,
      USERPROFILE: home,
      SF_DATA_DIR: path.join(home, 'data'),
      SF_CONFIG_DIR: path.join(home, 'config'),
      SF_CACHE_DIR: path.join(home, 'cache'),
      SF_ACCESS_TOKEN: token,
      SF_DISABLE_TELEMETRY: 'true',
      SF_DISABLE_AUTOUPDATE: 'true',
      SF_SKIP_NEW_VERSION_CHECK: 'true',
      // No keychain is asked for: the key lies in the home folder.
      SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
      CI: 'true',
    };
    return new Promise((resolve, reject) => {
      execFile(process.execPath, [sf, ...argv, '--json'], { cwd, env, maxBuffer: 10_000_000 }, (error, stdout) => {
        try {
          resolve(JSON.parse(stdout) as { status: number; result: T });
        } catch {
          reject(error ?? new Error(stdout));
        }
      });
    });
  }

  it('logs in, queries certificates and retrieves them', async () => {
    const login = await run<{ username: string; orgId: string }>(
      ...['org', 'login', 'access-token', '--instance-url', org.url, '--no-prompt', '--alias', 'practice'],
    );
    assert.deepEqual([login.status, login.result.username, login.result.orgId], [0, org.username, org.orgId]);

    const query = await run<{ records: { DeveloperName: string }[] }>(
      ...['data', 'query', '-o', 'practice', '--use-tooling-api'],
      ...['--query', 'SELECT DeveloperName FROM Certificate ORDER BY DeveloperName'],
    );
    assert.deepEqual(
      query.result.records.map(({ DeveloperName }) => DeveloperName),
      ['Supplier_Client', 'Webhook_Signing'],
    );

    const refused = await run('data', 'query', '-o', 'practice', '--query', 'SELECT Id FROM Certificate');
    assert.equal(refused.status, 1);
    assert.match(refused.message ?? '', /sObject type 'Certificate' is not supported/);

    mkdirSync(path.join(home, 'force-app'));
    const project = { packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '67.0' };
    writeFileSync(path.join(home, 'sfdx-project.json'), JSON.stringify(project));
    const retrieve = await run<{ success: boolean }>(
      'project',
      'retrieve',
      'start',
      '-o',
      'practice',
      '--metadata',
      'Certificate',
    );
    assert.equal(retrieve.result.success, true);
    const certs = path.join(home, 'force-app', 'main', 'default', 'certs');
    assert.deepEqual(readdirSync(certs).sort(), [
      'Supplier_Client.crt',
      'Supplier_Client.crt-meta.xml',
      'Webhook_Signing.crt',
      'Webhook_Signing.crt-meta.xml',
    ]);
    assert.match(readFileSync(path.join(certs, 'Supplier_Client.crt'), 'utf8'), /^-----BEGIN CERTIFICATE-----/);

    const deploy = await run<{ success: boolean; numberComponentsDeployed: number }>(
      ...['project', 'deploy', 'start', '-o', 'practice', '--source-dir', 'force-app'],
    );
    assert.deepEqual([deploy.result.success, deploy.result.numberComponentsDeployed], [true, 2]);
  });

  it('retrieves every type that has to do with certificates into the folders that its registry knows', async () => {
    const company = await startOrg({ seed: planted });
    const project = path.join(home, 'everything');
    mkdirSync(path.join(project, 'force-app'), { recursive: true });
    const settings = { packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '67.0' };
    writeFileSync(path.join(project, 'sfdx-project.json'), JSON.stringify(settings));
    try {
      const from = { cwd: project, token: company.accessToken };
      await runIn(from, 'org', 'login', 'access-token', '--instance-url', company.url, '--no-prompt', '--alias', 'all');
      const types = [...componentTypes.map(({ name }) => name), 'CustomLabel', 'WorkflowOutboundMessage'];
      const retrieve = await runIn<{ success: boolean; files: { type: string; state: string; filePath: string }[] }>(
        from,
        ...['project', 'retrieve', 'start', '-o', 'all', ...types.flatMap((type) => ['--metadata', type])],
      );
      assert.equal(retrieve.result.success, true, retrieve.message);
      const { files } = retrieve.result;
      assert.deepEqual(
        files.filter(({ state }) => state === 'Failed'),
        [],
      );
      const found = new Set(files.map(({ type }) => type));
      assert.deepEqual(
        componentTypes.map(({ name }) => name).filter((type) => !found.has(type)),
        [],
      );
      const folders = readdirSync(path.join(project, 'force-app', 'main', 'default'));
      assert.deepEqual(folders.sort(), [...new Set(componentTypes.map(({ directory }) => directory))].sort());
      const file = (...parts: string[]) =>
        readFileSync(path.join(project, 'force-app', 'main', 'default', ...parts), 'utf8');
      assert.match(file('inboundCertificates', 'Sensors.inboundCertificate'), /^-----BEGIN CERTIFICATE-----/);
      assert.match(file('customMetadata', 'Integration_Setting.Bank.md-meta.xml'), /<value xsi:type="xsd:string">Bank/);
      assert.match(file('workflows', 'Order.workflow-meta.xml'), /https:\/\/erp\.example/);
      const unknown = company.requests.filter(({ status }) => status === 404 || status >= 500);
      assert.deepEqual([...new Set(unknown.map((request) => request.path))], [sourceMember]);
    } finally {
      await company.close();
    }
  });

  it('asked for nothing that the org does not serve, but the describe that tells about source tracking', () => {
    const unknown = org.requests.filter(({ status }) => status === 404 || status >= 500).map((request) => request.path);
    assert.deepEqual([...new Set(unknown)], [sourceMember]);
  });
});

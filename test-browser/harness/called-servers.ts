import '../../packages/plugin-cert/test/fixtures/home.ts';
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { acmeFreight } from '@cert-health/practice-org';
import type { PracticeOrg, PracticeOrgOptions } from '@cert-health/practice-org';
import { onlyLoopbackNames, runCommand } from '../../packages/plugin-cert/test/command/run-command.ts';
import { folderWith } from '../../packages/plugin-cert/test/fixtures/folder.ts';
import { issue, issueChain } from '../../packages/plugin-cert/test/fixtures/issue.ts';
import { logIn } from '../../packages/plugin-cert/test/fixtures/log-in.ts';
import { nodeServer, rawServer } from '../../packages/plugin-cert/test/tls/servers.ts';
import type { Test } from '../../packages/plugin-cert/test/tls/servers.ts';
import { now } from './console.ts';

/** Servers on loopback, the company that calls them, and the scan that looks at them. */
export interface CalledServers {
  readonly seed: NonNullable<PracticeOrgOptions['seed']>;
  /** `localhost:PORT`, by the named credential that calls it. */
  readonly names: Readonly<Record<'Whole' | 'Incomplete' | 'Silent', string>>;
  /** What `sf cert health --network all` finds, published as of a quarter of an hour before `now`. */
  publish(org: PracticeOrg): Promise<void>;
}

export async function calledServers(test: Test): Promise<CalledServers> {
  const { root, intermediate } = await issueChain();
  const wish = {
    name: 'localhost',
    from: '2026-11-01',
    days: 200,
    dnsNames: ['localhost'],
    purposes: ['serverAuth'],
    issuer: intermediate,
  } as const;
  const names = {
    Whole: `localhost:${await nodeServer(test, { sends: [await issue(wish), intermediate] })}`,
    Incomplete: `localhost:${await nodeServer(test, { sends: [await issue(wish)] })}`,
    Silent: `localhost:${await rawServer(test, (socket) => socket.destroy())}`,
  };
  return {
    names,
    async seed(moment) {
      const company = await acmeFreight(moment);
      const like = company.components.find(({ type }) => type === 'RemoteSiteSetting');
      assert.ok(like);
      const sites = Object.entries(names).map(([fullName, name], number) => ({
        ...like,
        fullName,
        id: `0rpHs000000009${number}AAA`,
        values: { ...like.values, fullName, url: `https://${name}` },
      }));
      return {
        ...company,
        components: [...company.components, ...sites],
        trustedRoots: [...company.trustedRoots, root.pem],
      };
    },
    async publish(org) {
      await logIn(org);
      const file = join(folderWith(test, {}), 'report.json');
      const at = new Date(now.getTime() - 900_000).toISOString();
      const asked = ['--network', 'all', '--allow-private', '--as-of', at, '--fail-on', 'never'];
      await run('health', '-o', org.username, ...asked, '--output-file', file);
      // The org lives in a day that has been, and takes a report of that day only from a scan of that day.
      const report = JSON.parse(readFileSync(file, 'utf8')) as { asOf: string };
      writeFileSync(file, JSON.stringify({ ...report, generatedAt: report.asOf }));
      await run('publish', file, '-o', org.username);
    },
  };
}

async function run(...args: readonly string[]): Promise<void> {
  const env = { NODE_OPTIONS: `--conditions=source ${onlyLoopbackNames.NODE_OPTIONS}` };
  const { exitCode, stdout, stderr } = await runCommand(args, { env });
  assert.equal(exitCode, 0, `${stdout.slice(-1500)}${stderr.slice(-1500)}`);
}

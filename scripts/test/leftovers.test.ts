/** That a process which outlives its command is noticed: the kind of thing that a CLI does for telemetry and updates. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { processesOf, runMark } from '../leftovers.ts';
import { bin, node, root } from '../project.ts';
import { quietSf } from '../quiet-sf.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The pinned CLI itself, without the shim that `npx sf` is here. */
const cli = join(root, 'node_modules', '@salesforce', 'cli', 'bin', 'run.js');

const shown =
  processesOf(randomUUID()) === undefined ? 'this system does not show the environment of processes' : false;

describe('processes of a run', { skip: shown }, () => {
  it('are found when they outlive what started them', async () => {
    const mark = randomUUID();
    const env = { ...process.env, [runMark]: mark };
    const sleeper =
      "require('node:child_process').spawn(process.execPath,['-e','process.stdin.resume()'],{detached:true,stdio:['pipe','ignore','ignore']}).unref();process.stdin.resume()";
    const child = spawn(node, ['-e', sleeper], { env, stdio: ['pipe', 'ignore', 'ignore'] });
    try {
      while (processesOf(mark)?.length !== 2) await new Promise((soon) => setTimeout(soon, 20));
      assert.ok(processesOf(mark)?.every(({ command }) => command.includes('process.stdin.resume()')));
    } finally {
      child.kill();
      for (const { pid } of processesOf(mark) ?? []) process.kill(pid);
    }
    assert.deepEqual(processesOf('a mark that nobody has'), []);
  });

  it('are none once sf has ended as the scripts run it, not even on its first run in a home', () => {
    const mark = randomUUID();
    const home = temporaryFolder('quiet-home');
    const env = { ...process.env, ...quietSf(home), [runMark]: mark };
    const { status, stderr } = spawnSync(node, [cli, 'org', 'list', '--json'], { env, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    assert.deepEqual(processesOf(mark), []);
    assert.equal(existsSync(join(home, '.cache', 'sf', 'autoupdate')), false, 'no update was begun');
  });

  it('are none once `npx sf` of this repository has ended, whatever the person has not switched off', () => {
    const mark = randomUUID();
    const home = temporaryFolder('plain-home');
    mkdirSync(home, { recursive: true });
    const { PATH } = process.env;
    const env = { PATH, HOME: home, USERPROFILE: home, [runMark]: mark };
    const { status, stderr } = spawnSync(node, [bin('sf'), 'cert', 'checks'], { env, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    assert.deepEqual(processesOf(mark), []);
  });
});

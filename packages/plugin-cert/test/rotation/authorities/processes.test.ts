import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execPath, kill } from 'node:process';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { processes } from '../../../src/rotation/authorities/processes.ts';
import type { CommandRun } from '../../../src/rotation/authorities/processes.ts';
import { folderWith } from '../../fixtures/folder.ts';

const script = (text: string, changed: Partial<CommandRun> = {}): CommandRun => ({
  command: [execPath, '-e', text],
  folder: '.',
  input: '',
  environment: process.env,
  timeLimit: 60_000,
  ...changed,
});

describe('a command', () => {
  it('gets its input, environment and folder, and gives what it writes', async (test) => {
    const folder = folderWith(test, {
      'say.cjs':
        "require('fs').writeFileSync('here', ''); process.stdin.pipe(process.stdout); console.error(process.env.WORD)",
    });
    const end = await processes.run({
      command: [execPath, './say.cjs'],
      folder,
      input: 'request',
      environment: { ...process.env, WORD: 'word' },
      timeLimit: 60_000,
    });
    assert.deepEqual(end, { code: 0, output: 'request', errors: 'word\n' });
    assert.ok(existsSync(join(folder, 'here')));
  });

  it('is no shell', async () => {
    const { output } = await processes.run({
      ...script(''),
      command: [execPath, '-p', 'process.argv[1]', '$HOME; `id`'],
    });
    assert.equal(output, '$HOME; `id`\n');
  });

  it('tells the code with which it ends', async () => {
    assert.equal((await processes.run(script('process.exit(75)'))).code, 75);
  });

  it('may leave its input unread', async () => {
    const { code } = await processes.run(script('process.exit(0)', { input: 'x'.repeat(1024 * 1024) }));
    assert.equal(code, 0);
  });

  it('that is not there is told', async () => {
    const end = await processes.run({ ...script(''), command: ['./no-such-command'] });
    assert.deepEqual([end.code, end.problem], [undefined, 'it could not be started (ENOENT)']);
  });

  it('that does not end is ended, with what it started', async (test) => {
    const folder = folderWith(test, {});
    const text = `const { spawn } = require('child_process');
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
      require('fs').writeFileSync('pid', String(child.pid)); setInterval(() => {}, 1000);`;
    const end = await processes.run(script(text, { folder, timeLimit: 2000 }));
    assert.deepEqual([end.code, end.problem], [undefined, 'it did not end within 2 s']);
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
    for (let tried = 0; isRunning(pid) && tried < 100; tried++) await sleep(50);
    assert.ok(!isRunning(pid));
  });

  it('that writes without end is ended', async () => {
    const end = await processes.run(script("for (;;) require('fs').writeSync(1, 'x'.repeat(65536))"));
    assert.equal(end.problem, 'it wrote more than 1 MB');
    assert.equal(end.output.length, 1024 * 1024);
  });

  it('that complains without end is read to the end, and kept in part', async () => {
    const { code, errors } = await processes.run(script("process.stderr.write('x'.repeat(1024 * 1024))"));
    assert.deepEqual([code, errors.length], [0, 64 * 1024]);
  });

  it('that is ended by somebody is told', async () => {
    const { code, problem } = await processes.run(
      script("process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1000)"),
    );
    assert.deepEqual([code, problem], [undefined, 'it was ended by SIGTERM']);
  });
});

function isRunning(pid: number): boolean {
  try {
    kill(pid, 0);
    // A child whose parent went away stays in the table until it is fetched.
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readArguments } from '../src/arguments.ts';
import { UsageError } from '../src/faults/fault.ts';
import { acmeFreight, planted, quietHarbor } from '../src/index.ts';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

function start(...argv: string[]): ChildProcess {
  return spawn(process.execPath, ['--conditions=source', main, ...argv], { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Exit code and output of a run that ends by itself. */
async function run(...argv: string[]): Promise<{ code: unknown; out: string; err: string }> {
  const child = start(...argv);
  const chunks = { out: '', err: '' };
  child.stdout?.on('data', (chunk: Buffer) => (chunks.out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (chunks.err += chunk.toString()));
  const [code] = (await once(child, 'close')) as [unknown];
  return { code, ...chunks };
}

describe('the practice org as a program', () => {
  it('prints one JSON object first, serves, and ends when it is told to', async () => {
    const child = start('--company', 'quiet-harbor', '--fault', 'rate-limited=1');
    const [line] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string];
    const org = JSON.parse(line) as Record<string, string>;
    assert.deepEqual(Object.keys(org), ['url', 'consoleUrl', 'accessToken', 'username']);
    const headers = { authorization: `Bearer ${org['accessToken']}` };
    const ask = () => fetch(`${org['url']}/services/oauth2/userinfo`, { headers });
    assert.equal((await ask()).status, 429, 'the fault is on');
    assert.equal((await ask()).status, 200);
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [unknown];
    assert.equal(code, 0);
  });

  it('says in one line that its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, out, err } = await run('--port', String(port));
    other.close();
    assert.equal(code, 1);
    assert.equal(out, '');
    assert.equal(err, `Port ${port} is taken. Give another with --port, or leave it out for a free one.\n`);
  });

  it('says in one line which argument is wrong', async () => {
    const { code, out, err } = await run('--fault', 'nonsense');
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, /^There is no fault 'nonsense'\. Known are [^\n]+\.\n$/);
  });

  it('explains itself', async () => {
    const { code, out } = await run('--help');
    assert.equal(code, 0);
    assert.match(out, /^Usage: practice-org/);
  });
});

describe('its arguments', () => {
  it('are read into options', () => {
    const options = readArguments([
      '--port',
      '8123',
      '--now',
      '2027-01-01',
      '--fault',
      'slow=5',
      '--fault',
      'malformed',
    ]);
    assert.ok(options !== 'help');
    assert.deepEqual(
      [options.port, options.now, options.faults],
      [8123, new Date('2027-01-01'), { slow: 5, malformed: true }],
    );
    assert.deepEqual(readArguments([]), {});
  });

  it('know the companies', () => {
    for (const [name, seed] of Object.entries({ planted, 'quiet-harbor': quietHarbor, 'acme-freight': acmeFreight })) {
      const options = readArguments(['--company', name]);
      assert.equal(options !== 'help' && options.seed, seed, name);
    }
  });

  it('are refused in one sentence', () => {
    const wrong = [
      ['--port', 'x'],
      ['--port', '70000'],
      ['--port'],
      ['--now', 'soon'],
      ['--company', 'x'],
      ['--what'],
      ['x'],
    ];
    for (const argv of wrong) {
      assert.throws(
        () => readArguments(argv),
        (error) => error instanceof UsageError && !error.message.includes('\n'),
        argv.join(' '),
      );
    }
  });
});

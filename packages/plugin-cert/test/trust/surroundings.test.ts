import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { folderWith } from '../fixtures/folder.ts';
import type { StoreFlags } from '../../src/trust/surroundings.ts';
import { today } from './roots.ts';

const { asSfError, openStores, surroundingsOf } = await import('../../src/trust/surroundings.ts');
const { TrustStoreError } = await import('../../src/trust/trust-store-error.ts');

/** A command on a terminal, whose user types this. */
const command = (typed: string, json = false) => ({
  jsonEnabled: () => json,
  secretPrompt: ({ message }: { readonly message: string }) => Promise.resolve(`${typed} for "${message}"`),
});
const around = (flags: StoreFlags, json = false) => surroundingsOf(command('typed', json), flags, today);
const givenBy = (flags: StoreFlags): string | undefined => around(flags).passwords('x.p12').given;

/** With streams that are a terminal, or not. */
function withTerminal<T>(terminal: boolean, action: () => T): T {
  const streams = [process.stdin, process.stderr] as const;
  const before = streams.map((stream) => stream.isTTY);
  for (const stream of streams) stream.isTTY = terminal;
  try {
    return action();
  } finally {
    streams.forEach((stream, position) => (stream.isTTY = before[position] as boolean));
  }
}

function withVariable(t: TestContext, value: string): void {
  process.env['CERT_STORE_PASSWORD'] = value;
  t.after(() => delete process.env['CERT_STORE_PASSWORD']);
}

describe('the password', () => {
  test('is the content of the file that is named, without the line end of an editor', (t) => {
    const folder = folderWith(t, { unix: 'secret \n', windows: 'secret\r\n', bare: 'secret', empty: '' });
    assert.equal(givenBy({ 'password-file': join(folder, 'unix') }), 'secret ');
    assert.equal(givenBy({ 'password-file': join(folder, 'windows') }), 'secret');
    assert.equal(givenBy({ 'password-file': join(folder, 'bare') }), 'secret');
    assert.equal(givenBy({ 'password-file': join(folder, 'empty') }), '');
  });

  test('is that of the environment where no file is named', (t) => {
    assert.equal(givenBy({}), undefined);
    withVariable(t, 'from outside');
    assert.equal(givenBy({}), 'from outside');
    assert.equal(givenBy({ 'password-file': join(folderWith(t, { p: 'file' }), 'p') }), 'file');
  });

  test('is asked for on a terminal only, and never for JSON', async () => {
    const asking = (terminal: boolean, json: boolean) =>
      withTerminal(terminal, () => around({}, json).passwords('x.p12').ask);
    assert.equal(await asking(true, false)?.(), 'typed for "Password of x.p12"');
    assert.equal(asking(false, false), undefined);
    assert.equal(asking(true, true), undefined);
  });

  test('in a file that cannot be read is wrong usage', () => {
    assert.throws(() => givenBy({ 'password-file': 'nowhere' }), {
      exitCode: 2,
      message: /nowhere can't be read \(ENOENT\)/,
    });
  });
});

test('the day judged is the one asked for, else the clock', () => {
  assert.equal(around({}).at, today);
  const day = new Date('2027-03-15');
  assert.equal(around({ 'as-of': day }).at, day);
  assert.equal(around({ 'as-of': day }).now, today);
});

test("a store's own errors are sentences to the framework, others stay what they are", () => {
  const shown = asSfError(new TrustStoreError('It is locked.')) as Error;
  assert.equal(shown.constructor.name, 'SfError');
  assert.equal(shown.message, 'It is locked.');
  const bug = new TypeError('x');
  assert.equal(asSfError(bug), bug);
});

test('stores are opened in the order given, and the first that fails is told', async (t) => {
  const stores = await openStores(['chrome', 'mozilla'], around({}));
  assert.deepEqual(
    stores.map(({ store }) => store.id),
    ['chrome', 'mozilla'],
  );
  const missing = join(folderWith(t, {}), 'none.pem');
  await assert.rejects(openStores(['chrome', missing], around({})), {
    name: 'UsageError',
    message: /does not exist/,
  });
});

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { folderWith } from '../fixtures/folder.ts';
import { openStore, storeNameOf } from '../../src/trust/named-store.ts';
import type { StoreSurroundings } from '../../src/trust/named-store.ts';
import { smallPkcs12 } from '../keystore/made-keystores.ts';
import { g2, oldDigicert, today } from './roots.ts';

const around = (more: Partial<StoreSurroundings> = {}): StoreSurroundings => ({
  at: today,
  now: today,
  instanceUrl: () => assert.fail('no org was asked for'),
  passwords: () => ({}),
  ...more,
});

test('a word names a list, anything else is a file', () => {
  assert.deepEqual(storeNameOf('mozilla'), { kind: 'mozilla' });
  assert.deepEqual(storeNameOf('chrome'), { kind: 'chrome' });
  assert.deepEqual(storeNameOf('org'), { kind: 'org' });
  assert.deepEqual(storeNameOf('org:my-org'), { kind: 'org', alias: 'my-org' });
  assert.deepEqual(storeNameOf('./mozilla'), { kind: 'file', path: './mozilla' });
  assert.deepEqual(storeNameOf('org:'), { kind: 'file', path: 'org:' });
});

describe('a list that is part of the program', () => {
  test("Mozilla's is as of the day that is judged", async () => {
    const websites = async (at: Date) => {
      const { store } = await openStore({ kind: 'mozilla' }, around({ at }));
      return store.anchors.find(({ fingerprints }) => fingerprints.sha256 === oldDigicert.sha256)?.constraints.websites;
    };
    assert.equal(await websites(today), false);
    assert.equal(await websites(new Date('2026-03-01')), true);
  });

  test("Chrome's says that it was read from a copy by a third party", async () => {
    const { store, format } = await openStore({ kind: 'chrome' }, around());
    assert.match(store.source, /third-party copy of Chromium/);
    assert.equal(format, 'built-in');
  });
});

test('a file is opened with the password for it', async (t) => {
  const path = join(folderWith(t, { 'store.p12': smallPkcs12 }), 'store.p12');
  const asked: string[] = [];
  const passwords = (file: string) => {
    asked.push(file);
    return { given: 'open sesame' };
  };
  const { store } = await openStore({ kind: 'file', path }, around({ passwords }));
  assert.ok(store.anchors.some(({ fingerprints }) => fingerprints.sha256 === g2.sha256));
  assert.deepEqual(asked, [path]);
});

test('no other list stands in for that of an org that cannot be reached', async () => {
  const asked: (string | undefined)[] = [];
  const instanceUrl = (alias: string | undefined) => {
    asked.push(alias);
    return Promise.resolve('http://my-org.example');
  };
  await assert.rejects(openStore({ kind: 'org', alias: 'prod' }, around({ instanceUrl })), /could not be fetched/);
  assert.deepEqual(asked, ['prod']);
});

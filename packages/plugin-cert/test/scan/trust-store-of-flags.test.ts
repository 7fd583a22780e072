import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { trustStoreOfFlags } from '../../src/scan/trust-store-of-flags.ts';
import { folderWith } from '../fixtures/folder.ts';
import { smallPkcs12 } from '../keystore/made-keystores.ts';

test('a keystore that is taken as the list of an org opens with the password that is given', async (t) => {
  const path = join(folderWith(t, { 'roots.p12': smallPkcs12 }), 'roots.p12');
  const given = await trustStoreOfFlags(path, { given: 'open sesame' });
  assert.equal(given?.source.items, 2);
  await assert.rejects(trustStoreOfFlags(path, { given: 'wrong' }), { exitCode: 2, message: /password is wrong/ });
  await assert.rejects(trustStoreOfFlags(path), { exitCode: 2, message: /password is needed: --password-file/ });
});

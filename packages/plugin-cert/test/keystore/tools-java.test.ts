import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { folderWith } from '../fixtures/folder.ts';
import { mozillaRoots } from '../trust/roots.ts';
import { javaStore } from './jks-writer.ts';
import { hashes, missing, open } from './tools.ts';

const expected = mozillaRoots.map(({ sha256 }) => sha256).sort();
const allRoots = javaStore({
  password: 'changeit',
  entries: mozillaRoots.map(({ der }, position) => ({ alias: `root${position}`, certificate: der })),
});

describe(
  'keystores with all roots of Mozilla, as keytool sees and makes them',
  { skip: missing('keytool', '-help') },
  () => {
    const keytool = (cwd: string, ...args: readonly string[]): string =>
      execFileSync('keytool', ['-J-Duser.language=en', ...args], {
        cwd,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });

    test('a JKS store is read here as keytool reads it', (t) => {
      const cwd = folderWith(t, { 'all.jks': allRoots });
      const listed = keytool(cwd, '-list', '-keystore', 'all.jks', '-storepass', 'changeit');
      const seen = [...listed.matchAll(/SHA-256\): ([0-9A-F:]+)/g)].map(([, hash = '']) =>
        hash.replaceAll(':', '').toLowerCase(),
      );
      assert.equal(seen.length, mozillaRoots.length);
      const keystore = open(join(cwd, 'all.jks'));
      assert.deepEqual(hashes(keystore), seen.sort());
      assert.equal(keystore.integrity, 'verified');
    });

    for (const [era, options] of [
      ['of today', []],
      ['as Java wrote them before 2021', ['-J-Dkeystore.pkcs12.legacy']],
      ['with RC4', ['-J-Dkeystore.pkcs12.certProtectionAlgorithm=PBEWithSHA1AndRC4_128']],
      [
        'without protection',
        ['-J-Dkeystore.pkcs12.certProtectionAlgorithm=NONE', '-J-Dkeystore.pkcs12.macAlgorithm=NONE'],
      ],
    ] as const) {
      test(`PKCS#12 stores ${era} give every root octet for octet, as trusted`, (t) => {
        const cwd = folderWith(t, { 'all.jks': allRoots });
        const from = ['-srckeystore', 'all.jks', '-srcstorepass', 'changeit'];
        const to = ['-destkeystore', 'all.p12', '-deststoretype', 'PKCS12', '-deststorepass', 'changeit'];
        keytool(cwd, ...options, '-importkeystore', '-noprompt', ...from, ...to);
        const keystore = open(join(cwd, 'all.p12'));
        assert.deepEqual(hashes(keystore), expected);
        assert.ok(keystore.entries.every(({ kind }) => kind === 'trusted'));
        assert.equal(keystore.integrity, era === 'without protection' ? 'none' : 'verified');
      });
    }
  },
);

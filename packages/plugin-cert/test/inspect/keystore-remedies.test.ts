import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { inspectKeystore } from '../../src/inspect/inspect-keystore.ts';
import type { KeystoreInspection } from '../../src/inspect/inspect-keystore.ts';
import { folderWith } from '../fixtures/folder.ts';
import { javaStore } from '../keystore/jks-writer.ts';
import { issuePartner, pkcs8Of } from '../keystore/partner.ts';
import type { Partner } from '../keystore/partner.ts';
import { certificateBag, keyBag, openPart, pkcs12 } from '../keystore/pkcs12-writer.ts';
import { missing } from '../keystore/tools.ts';

const at = new Date('2026-11-20T00:00:00Z');
const password = 'pump7seven';

/** Every command that is advised is tried here: run as it is printed, it makes the keystore one that is fit. */
describe('advice for a keystore does what it says', { skip: missing('keytool', '-help') }, () => {
  let partner: Partner;
  let key: Buffer;
  before(async () => {
    partner = await issuePartner();
    key = await pkcs8Of(partner.client);
  });
  const chain = (): Uint8Array[] => [partner.client.der, partner.authority.der, partner.root.der];

  async function inspect(path: string): Promise<KeystoreInspection> {
    return (await inspectKeystore(path, at, { given: password })) ?? assert.fail(`${path} is no keystore`);
  }

  /** Runs what the deciding step advises; keytool reads its answers from its input. */
  function follow({ keystore }: KeystoreInspection, cwd: string, ...answers: readonly string[]): void {
    const step = keystore.import.steps.find(({ id }) => id === keystore.import.decidedBy);
    for (const command of step?.commands ?? assert.fail('there is no command')) {
      execFileSync('sh', ['-c', command], {
        cwd,
        input: `${answers.join('\n')}\n`,
        stdio: ['pipe', 'ignore', 'ignore'],
      });
    }
  }

  for (const [what, name] of [
    ['with a good name', 'edi'],
    ['without a name', undefined],
    ['with a name that Setup refuses', 'EDI-2026 partner'],
  ] as const) {
    test(`PKCS#12 ${what} becomes a Java keystore`, async (t) => {
      const attributes = { localKeyId: '1', ...(name === undefined ? {} : { name }) };
      const bags = [keyBag(key, password, attributes), certificateBag(partner.client.der, attributes)];
      const others = [partner.authority, partner.root].map(({ der }) => certificateBag(der));
      const mac = { kind: 'pkcs12', digest: 'sha256', password } as const;
      const cwd = folderWith(t, { 'partner.p12': pkcs12([openPart(...bags, ...others)], mac) });
      const before = await inspect(join(cwd, 'partner.p12'));
      assert.equal(before.keystore.import.decidedBy, 'format');
      follow(before, cwd, password, password, password);
      assert.equal((await inspect(join(cwd, 'partner.jks'))).keystore.import.verdict, 'accepted');
    });
  }

  test('a key gets the password of its keystore', async (t) => {
    const entries = [{ alias: 'edi', key, chain: chain(), keyPassword: 'another' }];
    const cwd = folderWith(t, { 'partner.jks': javaStore({ password, entries }) });
    const path = join(cwd, 'partner.jks');
    const before = await inspect(path);
    assert.equal(before.keystore.import.decidedBy, 'one-password');
    follow(before, cwd, password, 'another', password, password);
    assert.equal((await inspect(path)).keystore.import.verdict, 'accepted');
  });

  test('an alias becomes a unique name', async (t) => {
    const entries = [{ alias: 'edi-2026', key, chain: chain() }];
    const cwd = folderWith(t, { 'partner.jks': javaStore({ password, entries }) });
    const path = join(cwd, 'partner.jks');
    const before = await inspect(path);
    assert.equal(before.keystore.import.decidedBy, 'alias');
    follow(before, cwd, password);
    const after = await inspect(path);
    assert.equal(after.keystore.import.verdict, 'accepted');
    assert.equal(after.keystore.entries[0]?.name, 'edi_2026');
  });

  for (const [what, held] of [
    ['that is alone', () => [partner.client.der]],
    ['whose chain is out of order', () => [partner.client.der, partner.root.der, partner.authority.der]],
  ] as const) {
    test(`a certificate ${what} gets its whole chain`, async (t) => {
      const cwd = folderWith(t, {
        'partner.jks': javaStore({ password, entries: [{ alias: 'edi', key, chain: held() }] }),
        'CHAIN.pem': partner.client.pem + partner.authority.pem + partner.root.pem,
      });
      const path = join(cwd, 'partner.jks');
      const before = await inspect(path);
      assert.equal(before.keystore.import.decidedBy, 'chain');
      follow(before, cwd, password, 'yes');
      assert.equal((await inspect(path)).keystore.import.verdict, 'accepted');
    });
  }
});

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { ImportStep, ImportStepId } from '@cert-health/core';
import { inspectKeystore } from '../../src/inspect/inspect-keystore.ts';
import type { KeystoreInspection } from '../../src/inspect/inspect-keystore.ts';
import { inspectPage } from '../../src/terminal/inspect-page.ts';
import { plainPaint } from '../../src/terminal/paint.ts';
import { columnsOf } from '../../src/terminal/text.ts';
import { folderWith } from '../fixtures/folder.ts';
import { issue } from '../fixtures/issue.ts';
import { javaStore } from '../keystore/jks-writer.ts';
import type { JavaEntry } from '../keystore/jks-writer.ts';
import { smallBcfks, smallBks, smallUber } from '../keystore/made-by-bouncy-castle.ts';
import { smallPkcs12 } from '../keystore/made-keystores.ts';
import { issuePartner, pkcs8Of } from '../keystore/partner.ts';
import type { Partner } from '../keystore/partner.ts';
import { certificateBag, keyBag, openPart, pkcs12 } from '../keystore/pkcs12-writer.ts';

const at = new Date('2026-11-20T00:00:00Z');
const password = 'pump seven';

async function inspect(t: TestContext, content: Uint8Array, given?: string): Promise<KeystoreInspection> {
  const found = await inspectKeystore(join(folderWith(t, { 'partner.jks': content }), 'partner.jks'), at, { given });
  assert.ok(found);
  return found;
}

const verdictOf = ({ keystore }: KeystoreInspection): string => keystore.import.verdict;
const stepOf = ({ keystore }: KeystoreInspection, id: ImportStepId): ImportStep =>
  keystore.import.steps.find((step) => step.id === id) ?? assert.fail(id);
const pageOf = (inspection: KeystoreInspection, columns = 80): string =>
  inspectPage(inspection, { columns, paint: plainPaint });

describe('a keystore before its import', () => {
  let partner: Partner;
  let key: Buffer;
  let chain: Uint8Array[];
  before(async () => {
    partner = await issuePartner();
    key = await pkcs8Of(partner.client);
    chain = [partner.client.der, partner.authority.der, partner.root.der];
  });
  const storeOf = (...entries: readonly JavaEntry[]): Buffer => javaStore({ password, entries });

  test('is fit when nothing speaks against it', async (t) => {
    const inspection = await inspect(t, storeOf({ alias: 'edi', key, chain }), password);
    assert.equal(verdictOf(inspection), 'accepted');
    assert.equal(inspection.keystore.import.decidedBy, null);
    assert.ok(inspection.keystore.import.steps.every(({ outcome }) => outcome === 'pass'));
    assert.equal(inspection.keystore.integrity, 'verified');
    assert.deepEqual(
      inspection.keystore.entries.map(({ name, kind, certificates }) => [name, kind, certificates.length]),
      [['edi', 'key', 3]],
    );
    assert.match(pageOf(inspection), /✔ FIT/);
  });

  test('is not known without its password: what needs it says so', async (t) => {
    const inspection = await inspect(t, storeOf({ alias: 'edi', key, chain }));
    assert.equal(verdictOf(inspection), 'unknown');
    for (const id of ['one-password', 'key-fits', 'key-format'] as const) {
      assert.equal(stepOf(inspection, id).outcome, 'unknown');
    }
    assert.match(stepOf(inspection, 'one-password').remedy ?? '', /--password-file/);
    assert.equal(stepOf(inspection, 'key-size').outcome, 'pass');
    assert.match(pageOf(inspection), /\? NOT KNOWN/);
  });

  test('whose key has another password is refused, in the words of Setup', async (t) => {
    const entry = { alias: 'edi', key, chain, keyPassword: 'another one' };
    const inspection = await inspect(t, storeOf(entry), password);
    assert.equal(verdictOf(inspection), 'refused');
    const step = stepOf(inspection, 'one-password');
    assert.match(step.setupMessage ?? '', /certificate 'edi' whose per key password is not the same/);
    assert.match(step.commands?.[0] ?? '', /^keytool -keypasswd -alias edi -keystore \S+partner\.jks -storetype JKS$/);
    assert.equal(stepOf(inspection, 'key-fits').outcome, 'unknown');
  });

  test('with the certificate of another key is refused', async (t) => {
    const other = await issue({ name: 'other', from: '2026-01-01', days: 400, rsaBits: 2048 });
    const inspection = await inspect(t, storeOf({ alias: 'edi', key, chain: [other.der] }), password);
    assert.equal(verdictOf(inspection), 'refused');
    assert.equal(inspection.keystore.import.decidedBy, 'key-fits');
  });

  test('of PKCS#12 is refused for its format, and looked at as what it would become', async (t) => {
    const mac = { kind: 'pbmac1', password } as const;
    const store = pkcs12([openPart(keyBag(key, password), ...chain.map((der) => certificateBag(der)))], mac);
    const inspection = await inspect(t, store, password);
    assert.equal(inspection.keystore.import.decidedBy, 'format');
    assert.match(
      stepOf(inspection, 'format').commands?.[0] ?? '',
      /-srcstoretype PKCS12 -srcalias 1 -destalias imported_certificate -destkeystore \S+partner-salesforce\.jks -deststoretype JKS$/,
    );
    for (const id of ['key-entry', 'key-algorithm', 'key-size', 'one-password', 'key-fits', 'chain'] as const) {
      assert.equal(stepOf(inspection, id).outcome, 'pass', id);
    }
  });

  test('that only trusts is refused, and nobody is told to leave the key out', async (t) => {
    const inspection = await inspect(t, storeOf({ alias: 'edi', certificate: partner.client.der }), password);
    assert.equal(inspection.keystore.import.decidedBy, 'key-entry');
    const page = pageOf(inspection);
    assert.match(page, /doesn't[\s\S]*contain a PrivateKey entry/);
    assert.doesNotMatch(page, /without the key|nokeys|exportcert/i);
  });

  test('shows its certificates as inspect shows any, with the entry they belong to', async (t) => {
    const inspection = await inspect(
      t,
      storeOf({ alias: 'edi', key, chain }, { alias: 'root', certificate: partner.root.der }),
      password,
    );
    assert.deepEqual(
      inspection.parts.map(({ kind, entry, facts }) => [
        kind,
        entry,
        facts.find(({ id }) => id === 'subject')?.values[0],
      ]),
      [
        ['privateKey', 'edi', undefined],
        ['certificate', 'edi', 'CN=edi.birkenfeld.example'],
        ['certificate', 'edi', 'CN=Birkenfeld Issuing CA'],
        ['certificate', 'edi', 'CN=Birkenfeld Root'],
        ['certificate', 'root', 'CN=Birkenfeld Root'],
      ],
    );
    assert.equal(inspection.keystore.entries[0]?.chain?.complete, true);
  });

  test('never shows anything of the key, nor of the password', async (t) => {
    const inspection = await inspect(t, storeOf({ alias: 'edi', key, chain }), password);
    const text = JSON.stringify(inspection) + pageOf(inspection, 120);
    const digits = key.toString('base64');
    for (let start = 0; start + 24 < digits.length; start += 24)
      assert.ok(!text.includes(digits.slice(start, start + 24)));
    assert.ok(!text.includes(password));
  });

  test('an alias that may be key material is not repeated, nor put into a command', async (t) => {
    const alias = key.toString('base64').slice(0, 100);
    const inspection = await inspect(t, storeOf({ alias, key, chain }), password);
    assert.ok(!(JSON.stringify(inspection) + pageOf(inspection)).includes(alias.slice(0, 30)));
    assert.notEqual(verdictOf(inspection), 'accepted');
  });

  test('an alias with more than a name in it stays out of the commands', async (t) => {
    const alias = 'x"; rm -rf ~; echo "';
    const inspection = await inspect(t, storeOf({ alias, key, chain }), password);
    const commands = inspection.keystore.import.steps.flatMap((step) => step.commands ?? []);
    assert.ok(commands.length > 0 && commands.every((command) => !command.includes('rm -rf')));
  });

  test('the page fits every width, and says each command whole', async (t) => {
    const inspection = await inspect(t, storeOf({ alias: 'x y', key, chain, keyPassword: 'z' }), password);
    for (const columns of [40, 80, 120]) {
      const page = pageOf(inspection, columns);
      assert.ok(page.split('\n').every((line) => columnsOf(line) <= columns));
      const text = page.replaceAll(/\s/g, '');
      for (const command of inspection.keystore.import.steps.flatMap((step) => step.commands ?? [])) {
        assert.ok(text.includes(command.replaceAll(/\s/g, '')), command);
      }
    }
  });
});

describe('other keystores', () => {
  test('what is encrypted is said, and the verdict stays open where the format would do', async (t) => {
    const inspection = await inspect(t, smallPkcs12);
    assert.equal(inspection.keystore.complete, false);
    assert.equal(stepOf(inspection, 'key-entry').outcome, 'unknown');
    assert.match(inspection.keystore.notes.join(' '), /1 part of it is encrypted and stayed closed; .*--password-file/);
  });

  test('BCFKS is for Government Cloud, elsewhere it is to be copied', async (t) => {
    const inspection = await inspect(t, smallBcfks, 'open sesame');
    const format = stepOf(inspection, 'format');
    assert.equal(format.outcome, 'unknown');
    assert.match(format.detail, /Government Cloud imports it/);
    assert.match(format.commands?.[0] ?? '', /-srcstoretype BCFKS .*-providerpath bcprov\.jar/);
    // Its key is of an elliptic curve.
    assert.equal(inspection.keystore.import.decidedBy, 'key-algorithm');
  });

  test('BKS is refused, and shown', async (t) => {
    const inspection = await inspect(t, smallBks, 'open sesame');
    assert.equal(inspection.keystore.import.decidedBy, 'format');
    assert.equal(inspection.parts.filter(({ kind }) => kind === 'certificate').length, 2);
  });

  for (const [what, content, given, expected] of [
    ['UBER cannot be shown', smallUber, undefined, /UBER.*keytool -importkeystore/],
    ['a wrong password is an error', smallBks, 'wrong', /password is wrong/],
    ['one that is encrypted as a whole needs its password', smallBcfks, undefined, /password is needed/],
    ['a damaged one says so', smallBks.subarray(0, 200), undefined, /damaged/],
  ] as const) {
    test(what, async (t) => {
      await assert.rejects(inspect(t, content, given), { name: 'CertificateParseError', message: expected });
    });
  }

  test('a file that is none is left to the others', async (t) => {
    const { pem } = await issue({ name: 'x', from: '2026-01-01', days: 9 });
    const path = join(folderWith(t, { 'x.jks': pem }), 'x.jks');
    assert.equal(await inspectKeystore(path, at, {}), undefined);
    assert.equal(await inspectKeystore('no/such.jks', at, {}), undefined);
  });
});

import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { folderWith } from '../fixtures/folder.ts';
import { exportKey, issue } from '../fixtures/issue.ts';
import type { OpenedStore } from '../../src/trust/opened-store.ts';
import { readTrustStore } from '../../src/trust/read-trust-store.ts';
import type { ReadTrustStoreOptions } from '../../src/trust/read-trust-store.ts';
import { smallBcfks, smallBks, smallUber } from '../keystore/made-by-bouncy-castle.ts';
import { openPkcs12, rc2Pkcs12, smallJks, smallPkcs12 } from '../keystore/made-keystores.ts';
import { colons, g2, pageOf, r4, tableOf } from './roots.ts';

const read = (t: TestContext, content: string | Uint8Array, options?: ReadTrustStoreOptions): Promise<OpenedStore> =>
  readTrustStore(join(folderWith(t, { 'store.bin': content }), 'store.bin'), options);

const prints = ({ store }: OpenedStore): (string | undefined)[] =>
  store.anchors.map((anchor) => anchor.fingerprints.sha256).sort();
const both = [r4.sha256, g2.sha256].sort();

describe('what a store is goes by its content, not by its name:', () => {
  test('a PEM bundle', async (t) => {
    const opened = await read(t, `# G2\n${g2.pem}\n# R4\n${r4.pem}`);
    assert.equal(opened.format, 'certificates');
    assert.deepEqual(prints(opened), both);
    assert.equal(opened.store.partial, false);
    assert.match(opened.store.id, /^file:.*store\.bin$/);
    assert.equal(opened.store.label, 'The trust store store.bin');
  });

  test('a DER certificate', async (t) => {
    assert.deepEqual(prints(await read(t, g2.der)), [g2.sha256]);
  });

  test('a Java keystore', async (t) => {
    const opened = await read(t, smallJks);
    assert.equal(opened.format, 'jks');
    assert.deepEqual(prints(opened), both);
    assert.deepEqual(opened.certificates.map(({ place }) => place).sort(), ['digicertglobalrootg2', 'gtsrootr4']);
  });

  test('PKCS#12', async (t) => {
    const opened = await read(t, smallPkcs12, { passwords: { given: 'open sesame' } });
    assert.equal(opened.format, 'pkcs12');
    assert.deepEqual(prints(opened), both);
  });

  for (const [format, bytes] of [
    ['bks', smallBks],
    ['bcfks', smallBcfks],
  ] as const) {
    test(`a Bouncy Castle keystore (${format}), with how Java opens it`, async (t) => {
      const opened = await read(t, bytes, { passwords: { given: 'open sesame' } });
      assert.equal(opened.format, format);
      assert.deepEqual(
        opened.certificates.map(({ place, certificate }) => [place, certificate.subject.text]),
        [['root', 'CN=Birkenfeld Root']],
      );
      assert.match(opened.notes.join(' '), new RegExp(`-storetype ${format.toUpperCase()} -providerclass .*bcprov`));
    });
  }

  test('a keystore in base64', async (t) => {
    const opened = await read(t, smallJks.toString('base64').replaceAll(/.{76}/g, '$&\n'));
    assert.equal(opened.format, 'jks');
    assert.deepEqual(prints(opened), both);
  });

  const shapes: Readonly<Record<string, string>> = {
    'a table of SHA-256 hashes': tableOf('SHA-256 fingerprint', [
      ['G2', g2.sha256],
      ['R4', r4.sha256],
    ]),
    'certificates in preformatted text': `<pre>${g2.pem}</pre>\n<pre>${r4.pem}</pre>`,
    definitions: [g2, r4]
      .map(({ name, sha256 }) => `<dl><dt>Alias</dt><dd>${name}</dd><dt>SHA-256</dt><dd>${colons(sha256)}</dd></dl>`)
      .join(''),
  };
  for (const [shape, body] of Object.entries(shapes)) {
    test(`a saved page with ${shape}`, async (t) => {
      const opened = await read(t, pageOf(body));
      assert.equal(opened.format, 'cacerts-page');
      assert.deepEqual(prints(opened), both);
      assert.equal(opened.store.id, 'salesforce:cacerts');
      assert.deepEqual(opened.entries, { understood: 2, nameOnly: 0, notUnderstood: 0 });
    });
  }

  test('text that keytool printed', async (t) => {
    const entries = [g2, r4].map(
      ({ name, sha256 }) =>
        `Alias name: ${name}\nEntry type: trustedCertEntry\n\nOwner: CN=${name}\nSHA256: ${colons(sha256)}\n`,
    );
    const text = `Keystore type: JKS\n\n${entries.join('\n\n')}`;
    const opened = await read(t, text);
    assert.deepEqual(prints(opened), both);
    assert.match(opened.store.id, /^file:/);
    assert.equal(opened.store.label, 'The printed list store.bin');
    // Whoever gives it as Salesforce's list says what it is.
    assert.equal((await read(t, text, { as: 'salesforce' })).store.id, 'salesforce:cacerts');
  });
});

describe('entries that cannot be read', () => {
  test('are counted on a page, and the list is not called whole', async (t) => {
    const rows = tableOf('SHA-256', [
      ['G2', g2.sha256],
      ['Broken', 'abcd'],
    ]);
    const { entries, store, problems } = await read(t, pageOf(rows));
    assert.equal(entries.understood, 1);
    assert.equal(entries.notUnderstood, 1);
    assert.equal(store.partial, true);
    assert.match(problems[0] ?? '', /Broken/);
  });

  test('that are a name only are told apart', async (t) => {
    const { entries } = await read(
      t,
      pageOf(
        '<table><tr><th>Subject</th><th>Valid until</th></tr><tr><td>CN=Some Root, O=Some</td><td>2030</td></tr></table>',
      ),
    );
    assert.deepEqual(entries, { understood: 1, nameOnly: 1, notUnderstood: 0 });
  });

  test('are counted in a bundle', async (t) => {
    const { entries, store } = await read(t, `${g2.pem}-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n`);
    assert.equal(entries.understood, 1);
    assert.equal(entries.notUnderstood, 1);
    assert.equal(store.partial, true);
  });
});

describe('a folder', () => {
  test('is read without what lies deeper, and each root counts once', async (t) => {
    const folder = folderWith(t, {
      'G2.pem': g2.pem,
      'all.crt': g2.pem + r4.pem,
      'README.txt': 'Roots.',
      'deep/x.pem': r4.pem,
    });
    symlinkSync('G2.pem', join(folder, '00aabbcc.0'));
    const opened = await readTrustStore(folder);
    assert.equal(opened.format, 'folder');
    assert.deepEqual(prints(opened), both);
    assert.equal(opened.store.partial, false);
    assert.equal(opened.certificates.find(({ certificate }) => certificate.fingerprint === g2.sha256)?.place, 'G2.pem');
  });

  test('tells of certificate files that cannot be read, and of keystores', async (t) => {
    const { problems, entries } = await readTrustStore(
      folderWith(t, { 'a.pem': g2.pem, 'b.crt': 'nonsense', 'c.p12': openPkcs12 }),
    );
    assert.equal(entries.understood, 1);
    assert.equal(entries.notUnderstood, 2);
    assert.match(problems.join('\n'), /^b\.crt: .*\nc\.p12: This is a keystore; look at it by itself\.$/);
  });

  test('without certificates says whether to look deeper', async (t) => {
    await assert.rejects(readTrustStore(folderWith(t, { 'deep/x.pem': g2.pem })), /folders in it are not looked into/);
    await assert.rejects(readTrustStore(folderWith(t, { 'x.txt': 'x' })), /holds no certificate file; check the path/);
  });
});

describe('what else is to be known is said:', () => {
  test('keys of a keystore, and certificates that go with them', async (t) => {
    const { notes } = await read(t, smallJks);
    assert.match(
      notes.join('\n'),
      /1 private key, which was not looked at, and 1 certificate that goes with it: shown to others, not trusted, and left out/,
    );
    assert.match(notes.join('\n'), /nothing proves that it was not changed/);
  });

  test('a key in a bundle', async (t) => {
    const issued = await issue({ name: 'Root', from: '2026-01-01', days: 90, ca: true });
    const { notes, entries } = await read(t, issued.pem + (await exportKey(issued)));
    assert.match(notes[0] ?? '', /holds a private key too, which was not looked at/);
    assert.equal(entries.notUnderstood, 0);
  });

  test('certificates that Java passes over', async (t) => {
    assert.equal((await read(t, rc2Pkcs12, { passwords: { given: 'x' } })).unmarked, 1);
    assert.equal((await read(t, openPkcs12)).unmarked, 0);
  });
});

describe("taken as Salesforce's list", () => {
  for (const [what, content] of [['a bundle', g2.pem + r4.pem] as const, ['a keystore', smallJks] as const]) {
    test(`${what} says in its label that it is taken for that`, async (t) => {
      const { store } = await read(t, content, { as: 'salesforce' });
      assert.equal(store.id, 'salesforce:pem-bundle');
      assert.match(store.label, /taken as Salesforce's list/);
      assert.deepEqual(store.anchors.map(({ fingerprints }) => fingerprints.sha256).sort(), both);
    });
  }

  test('a page is what it is', async (t) => {
    const { store } = await read(t, pageOf(`<pre>${g2.pem}</pre>`), { as: 'salesforce' });
    assert.equal(store.id, 'salesforce:cacerts');
  });

  test('a bundle that was read in part stays in part', async (t) => {
    const { store } = await read(t, `${g2.pem}-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n`, {
      as: 'salesforce',
    });
    assert.equal(store.partial, true);
  });
});

describe('what is no trust store is one sentence with the name of the file:', () => {
  const cases: Readonly<Record<string, [string | Uint8Array, RegExp]>> = {
    'a log-in page': [
      pageOf('<form><input name="username"></form>'),
      /store\.bin: Nothing on this page is understood.*\/cacerts\.jsp/,
    ],
    'a text': ['Hello.', /store\.bin: .*neither PEM text nor DER/],
    'an empty file': ['', /store\.bin: The file is empty/],
    'a damaged certificate, even with the lines of a page among its bytes': [
      Buffer.concat([
        g2.der.subarray(0, 200),
        Buffer.from(`\n\nAlias name: x\nOwner: CN=x\nSHA256: ${colons(g2.sha256)}\n\n`),
      ]),
      /store\.bin: .*(?:end|cut|longer)/,
    ],
    'a damaged keystore': [smallJks.subarray(0, 300), /store\.bin: The Java keystore \(JKS\) is damaged/],
    'a locked keystore': [smallPkcs12, /store\.bin: .*its password is needed/],
    'a UBER keystore': [smallUber, /store\.bin: This is a Bouncy Castle keystore \(UBER\).*-providerpath bcprov\.jar/],
    'a BCFKS keystore': [smallBcfks, /store\.bin: .*BCFKS.*its password is needed/],
  };
  for (const [what, [content, expected]] of Object.entries(cases)) {
    test(what, async (t) => {
      await assert.rejects(read(t, content), { name: 'TrustStoreError', message: expected });
    });
  }

  test('a file that is not there', async () => {
    await assert.rejects(readTrustStore('nowhere.pem'), /nowhere\.pem: The file does not exist/);
  });

  test('a keystore that only shows a certificate of its own', async (t) => {
    // The head, and the one entry with a key: what stands before the first trusted entry depends on the order of the store.
    const only = onlyKeyEntry(smallJks);
    await assert.rejects(read(t, only), /It trusts no certificate\..*1 private key/);
  });
});

/** The JKS store without its trusted entries. */
function onlyKeyEntry(jks: Buffer): Buffer {
  let at = 12;
  let kept = Buffer.alloc(0);
  const block = (): void => void (at += 4 + jks.readUInt32BE(at));
  const text = (): void => void (at += 2 + jks.readUInt16BE(at));
  for (let entry = 0; entry < jks.readUInt32BE(8); entry++) {
    const start = at;
    const tag = jks.readUInt32BE(at);
    at += 4;
    text();
    at += 8;
    if (tag === 1) {
      block();
      at += 4;
    }
    text();
    block();
    if (tag === 1) kept = Buffer.concat([kept, jks.subarray(start, at)]);
  }
  return Buffer.concat([jks.subarray(0, 8), Buffer.from('00000001', 'hex'), kept, Buffer.alloc(20)]);
}

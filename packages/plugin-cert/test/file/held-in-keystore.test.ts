import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { readFile } from '../../src/file/read-files.ts';
import type { FileContent } from '../../src/file/read-files.ts';
import { folderWith } from '../fixtures/folder.ts';
import { javaStore } from '../keystore/jks-writer.ts';
import { smallBcfks, smallBks, smallUber } from '../keystore/made-by-bouncy-castle.ts';
import { smallPkcs12 } from '../keystore/made-keystores.ts';
import { sealedObject } from '../keystore/made-java-object.ts';
import { issuePartner, pkcs8Of } from '../keystore/partner.ts';
import type { Partner } from '../keystore/partner.ts';
import { certificateBag, encryptedPart, keyBag, openPart, pkcs12 } from '../keystore/pkcs12-writer.ts';

function read(t: TestContext, content: Uint8Array | string, password?: string): FileContent {
  return readFile(join(folderWith(t, { 'any.thing': content }), 'any.thing'), password);
}

const shape = ({ holdings }: FileContent) =>
  holdings.map(({ label, kind, certificates, unreadable }) => [
    label,
    kind,
    certificates.map(({ subject }) => subject.get('CN')).join(' < '),
    unreadable,
  ]);

describe('a keystore, whatever it is called,', () => {
  let partner: Partner;
  let key: Buffer;
  let chain: Uint8Array[];
  before(async () => {
    partner = await issuePartner(1024);
    key = await pkcs8Of(partner.client);
    chain = [partner.client.der, partner.authority.der];
  });
  const names = 'edi.birkenfeld.example < Birkenfeld Issuing CA';
  const javaEntries = () => [
    { alias: 'edi', key, chain },
    { alias: 'root', certificate: partner.root.der },
  ];

  for (const kind of ['jks', 'jceks'] as const) {
    test(`gives one holding an entry, under its alias (${kind})`, (t) => {
      const found = read(t, javaStore({ kind, password: 'x', entries: javaEntries() }), 'x');
      assert.deepEqual(shape(found), [
        ['edi', 'keyPair', names, undefined],
        ['root', 'trusted', 'Birkenfeld Root', undefined],
      ]);
      assert.equal(found.source.status, 'read');
      assert.equal(found.source.items, 3);
      assert.match(found.holdings[0]?.name ?? '', /any\.thing#edi$/);
    });
  }

  test('is read without its password as far as it lies open, and says what that proves', (t) => {
    const { source, holdings } = read(t, javaStore({ password: 'x', entries: javaEntries() }));
    assert.equal(holdings.length, 2);
    assert.match(source.detail, /^3 read\. Without its password nothing proves that it was not changed/);
  });

  test('of PKCS#12 gives the key with its chain', (t) => {
    const parts = [
      openPart(keyBag(key, 'x', { localKeyId: '1', name: 'edi' })),
      encryptedPart(
        'x',
        certificateBag(partner.authority.der),
        certificateBag(partner.client.der, { localKeyId: '1' }),
      ),
    ];
    const store = pkcs12(parts, { kind: 'pbmac1', password: 'x' });
    assert.deepEqual(shape(read(t, store, 'x')), [['edi', 'keyPair', names, undefined]]);
    const locked = read(t, store);
    assert.equal(locked.source.status, 'failed');
    assert.match(locked.source.detail, /password is needed: --password-file FILE, or the environment variable/);
    assert.deepEqual(locked.holdings, []);
  });

  test('that is encrypted in part shows the rest, and counts what is closed as not read', (t) => {
    const parts = [
      openPart(certificateBag(partner.root.der, { name: 'root' })),
      encryptedPart('x', certificateBag(chain[0]!)),
    ];
    const { source, holdings } = read(t, pkcs12(parts, { kind: 'none' }));
    assert.equal(source.status, 'read');
    assert.match(source.detail, /1 part of it is encrypted/);
    assert.deepEqual(
      holdings.map(({ label, unreadable }) => [label, unreadable !== undefined]),
      [
        ['root', false],
        ['any.thing', true],
      ],
    );
  });

  test('in base64 is one too', (t) => {
    const text = javaStore({ password: 'x', entries: javaEntries() }).toString('base64');
    assert.equal(read(t, text, 'x').holdings.length, 2);
  });

  test('with entries of one name, or of none, keeps them apart', (t) => {
    const bags = [undefined, 'same', 'same'].map((name) =>
      certificateBag(partner.root.der, { trusted: true, ...(name === undefined ? {} : { name }) }),
    );
    const { holdings } = read(t, pkcs12([openPart(...bags)], { kind: 'none' }));
    const all = holdings.map(({ name }) => name);
    assert.equal(new Set(all).size, 3);
    assert.deepEqual(
      holdings.map(({ label }) => label),
      ['entry 1', 'same', 'same'],
    );
  });

  test('with a certificate that breaks its form tells of it beside the others', (t) => {
    const broken = Buffer.from(partner.root.der).fill(0, 10, 60);
    const store = javaStore({
      password: 'x',
      entries: [
        { alias: 'edi', key, chain: [partner.client.der, broken] },
        { alias: 'bad', certificate: broken },
      ],
    });
    const { holdings } = read(t, store, 'x');
    assert.deepEqual(
      holdings.map(({ name, certificates, unreadable }) => [
        name.split('#').slice(1).join('#'),
        certificates.length,
        unreadable !== undefined,
      ]),
      [
        ['edi', 1, false],
        ['edi#damaged', 0, true],
        ['bad#damaged', 0, true],
      ],
    );
  });

  test('without any certificate is a source that failed', (t) => {
    const store = javaStore({ kind: 'jceks', password: 'x', entries: [{ alias: 's', object: sealedObject }] });
    const { source } = read(t, store, 'x');
    assert.equal(source.status, 'failed');
    assert.match(source.detail, /no certificate, only 1 entry of other kinds/);
  });

  for (const [what, content, password, expected] of [
    ['UBER', smallUber, undefined, /UBER.*keytool -importkeystore/],
    ['BCFKS without its password', smallBcfks, undefined, /BCFKS.*password is needed/],
    ['one with a wrong password', smallBks, 'wrong', /password is wrong/],
    ['one that is cut off', smallBks.subarray(0, 300), undefined, /BKS.*damaged/],
    ['PKCS#12 with a wrong password', smallPkcs12, 'wrong', /password is wrong/],
  ] as const) {
    test(`is one sentence when it cannot be read: ${what}`, (t) => {
      const { source, holdings } = read(t, content, password);
      assert.equal(source.status, 'failed');
      assert.deepEqual(holdings, []);
      assert.match(source.detail, expected);
      assert.doesNotMatch(source.detail, /without the key|exportcert/i);
    });
  }

  test('of Bouncy Castle is read', (t) => {
    for (const store of [smallBks, smallBcfks]) {
      assert.deepEqual(shape(read(t, store, 'open sesame')), [
        ['root', 'trusted', 'Birkenfeld Root', undefined],
        ['edi', 'keyPair', 'edi.birkenfeld.example', undefined],
      ]);
    }
  });
});

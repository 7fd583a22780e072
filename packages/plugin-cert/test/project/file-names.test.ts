import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { certificateMeta, metadataXml } from '../fixtures/folder.ts';
import { issue } from '../fixtures/issue.ts';
import type { Issued } from '../fixtures/issue.ts';
import { readFolder, referencesIn } from './read-folder.ts';
import type { ReadFolder } from './read-folder.ts';

const code = (name: string): string => `{ new HttpRequest().setClientCertificateName('${name}'); }`;

/** What file systems and archives that do not care about case hand out. */
const endings: Readonly<Record<string, (ending: string) => string>> = {
  'in upper case': (ending) => ending.toUpperCase(),
  'with a capital at the front': (ending) => ending.replaceAll(/(?<=[.-])\w/g, (letter) => letter.toUpperCase()),
};

describe('endings of files', () => {
  let client: Issued;
  before(async () => {
    client = await issue({ name: 'Client', from: '2026-01-01', days: 365 });
  });

  const files = (as: (ending: string) => string): Record<string, string> => ({
    [`certs/Bank_Client${as('.crt')}`]: client.pem,
    [`certs/Bank_Client${as('.crt-meta.xml')}`]: certificateMeta({ masterLabel: 'Bank' }),
    [`n/Bank${as('.namedCredential-meta.xml')}`]: metadataXml('NamedCredential', { certificate: 'Bank_Client' }),
    [`s/Okta${as('.samlssoconfig')}`]: metadataXml('SamlSsoConfig', { validationCert: client.pem }),
    [`c/Call${as('.cls')}`]: `class Call { void a() ${code('Bank_Client')} }`,
    [`t/Fire${as('.trigger')}`]: `trigger Fire on Order (after insert) ${code('Bank_Client')}`,
    [`x/run${as('.apex')}`]: code('Bank_Client'),
    [`l/Key${as('.label-meta.xml')}`]: '<CustomLabel><fullName>Key</fullName><value>Bank_Client</value></CustomLabel>',
  });
  const essence = ({ holdings, references }: ReadFolder) => ({
    holdings: holdings.map(({ source, name, kind, certificates }) => [source, name, kind, certificates.length]),
    references: references.map(({ field, target }) => [field, target]),
  });

  for (const [which, as] of Object.entries(endings)) {
    test(`${which} are what they are in the usual case`, async (t) => {
      const usual = essence(
        await readFolder(
          t,
          files((ending) => ending),
        ),
      );
      assert.equal(usual.references.length, 6);
      assert.deepEqual(essence(await readFolder(t, files(as))), usual);
    });
  }

  test('that differ in case find each other, and the one that fits best', async (t) => {
    const read = await readFolder(t, {
      'certs/A.CRT': client.pem,
      'certs/A.crt-meta.xml': certificateMeta({ masterLabel: 'A' }),
      'certs/B.CRT': '',
      'certs/B.crt': client.pem,
      'certs/B.crt-meta.xml': certificateMeta({ masterLabel: 'B' }),
      'n/Bank.namedCredential': metadataXml('NamedCredential', { certificate: 'A' }),
    });
    const described = read.holdings.filter(({ source }) => source === 'project.certificates');
    assert.deepEqual(
      described.map(({ path, certificates }) => [path, certificates.length]),
      [
        ['certs/A.CRT', 1],
        ['certs/B.crt', 1],
      ],
    );
    assert.deepEqual(referencesIn(read), ['Bank NamedCredential.certificate A']);
  });
});

describe('certificates in files of any name', () => {
  let old: Issued;
  before(async () => {
    old = await issue({ name: 'Old', from: '2024-01-01', days: 90 });
  });
  const found = ({ holdings }: ReadFolder) => holdings.map(({ path, certificates }) => [path, certificates.length]);

  test('are read where the file begins as one: static resources, other suffixes, none at all', async (t) => {
    const read = await readFolder(t, {
      'staticresources/Idp.resource': old.pem,
      'staticresources/Idp.resource-meta.xml': metadataXml('StaticResource', { contentType: 'text/plain' }),
      'staticresources/Der.resource': old.der,
      'a/partner.cert': `\ufeff\r\n${old.pem.replaceAll('\n', '\r\n')}`,
      'a/partner': old.pem.replaceAll('CERTIFICATE', 'TRUSTED CERTIFICATE'),
    });
    assert.deepEqual(found(read), [
      ['a/partner', 1],
      ['a/partner.cert', 1],
      ['staticresources/Der.resource', 1],
      ['staticresources/Idp.resource', 1],
    ]);
  });

  test('are not looked for in what only quotes one', async (t) => {
    const read = await readFolder(t, {
      'notes.md': `# How to\n\n${old.pem}`,
      'config.json': JSON.stringify({ certificate: old.pem }),
      'picture.png': Buffer.from([0x30, 0x82, 1, 2, 0x30, 0x82, 3, 4, 5, 6]),
    });
    assert.deepEqual(found(read), []);
  });
});

import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Source } from '@cert-health/core';
import { readProjectFolders } from '../../src/project/read-project.ts';
import { certificateMeta, folderWith, metadataXml } from '../fixtures/folder.ts';
import { issue } from '../fixtures/issue.ts';
import { storedZip } from '../../src/org/stored-zip.ts';

const project = (...paths: string[]): string => JSON.stringify({ packageDirectories: paths.map((path) => ({ path })) });
const partner = 'force-app/main/default/namedCredentials/Partner.namedCredential-meta.xml';
const credential = metadataXml('NamedCredential', { certificate: 'Partner', label: 'Partner' });

let pem = '';
before(async () => {
  pem = (await issue({ name: 'Partner', from: '2026-01-01', days: 365 })).pem;
});

/** What is said of the folder, and of everything in it that was not read. */
async function told(
  t: TestContext,
  files: Readonly<Record<string, string | Uint8Array>>,
  prepare?: (folder: string) => void,
) {
  const folder = folderWith(t, files);
  prepare?.(folder);
  const { sources, references, holdings } = await readProjectFolders([folder]);
  const [source] = sources;
  assert.ok(source);
  const others = sources.slice(1).filter(({ status }) => status !== 'read');
  return { source: { ...source, detail: source.detail.replaceAll(`${folder}/`, '') }, others, references, holdings };
}

describe('a folder that was given', () => {
  test('is read when everything in it was looked at', async (t) => {
    const { source, others, references } = await told(t, {
      'sfdx-project.json': project('force-app'),
      [partner]: credential,
    });
    assert.deepEqual([source.status, others, references.length], ['read', [], 1]);
    assert.equal(source.detail, 'Read as a Salesforce DX project with package directories force-app.');
  });

  test('tells a package directory that is not there as a source of its own that failed', async (t) => {
    const { source, others } = await told(t, {
      'sfdx-project.json': project('force-app', 'not-here'),
      [partner]: credential,
    });
    assert.equal(source.detail, 'Read as a Salesforce DX project with package directories force-app.');
    assert.deepEqual(
      others.map(({ id, label, status }: Source) => [id.split('/').at(-1), label, status]),
      [['not-here', 'Package directory not-here', 'failed']],
    );
  });

  test('has failed when none of its package directories is there', async (t) => {
    const { source, others, references } = await told(t, {
      'sfdx-project.json': project('app'),
      [partner]: credential,
    });
    assert.deepEqual([source.status, others.length, references], ['failed', 1, []]);
    assert.match(source.detail, /of which no package directory is there\..*No metadata was read\./);
  });

  test('has failed when its project file cannot be used, and is read all the same', async (t) => {
    const { source, references } = await told(t, {
      'sfdx-project.json': '{"packageDirectories": [',
      [partner]: credential,
    });
    assert.deepEqual([source.status, references.length], ['failed', 1]);
    assert.match(source.detail, /is not valid JSON, so every folder below was searched.*nobody looked at\.$/);
  });

  test('that is a link, or has one for a package directory, is read', async (t) => {
    const { source, references } = await told(
      t,
      {
        'project/sfdx-project.json': project('force-app'),
        [`beside/${partner.slice('force-app/'.length)}`]: credential,
      },
      (folder) => symlinkSync('../beside', join(folder, 'project/force-app')),
    );
    // Without a project file here the whole folder counts.
    assert.deepEqual([source.status, references.length], ['read', 1]);
    const folder = folderWith(t, { 'sfdx-project.json': project('force-app'), 'src/x/P.namedCredential': credential });
    symlinkSync('src', join(folder, 'force-app'));
    assert.equal((await readProjectFolders([folder])).references.length, 1);
  });

  for (const hidden of ['node_modules/@acme/certs/app', '.packages/app']) {
    test(`reads a package directory that lies where nothing else is read: ${hidden}`, async (t) => {
      const { source, references } = await told(t, {
        'sfdx-project.json': project('force-app', hidden),
        [partner]: credential,
        [`${hidden}/Other.namedCredential-meta.xml`]: credential,
      });
      assert.deepEqual([source.status, references.length], ['read', 2]);
    });
  }

  test('has failed where a link in it leads nowhere', async (t) => {
    const { source } = await told(t, { [partner]: credential }, (folder) => symlinkSync('gone', join(folder, 'certs')));
    assert.equal(source.status, 'failed');
    assert.match(source.detail, /Links that lead nowhere: certs; mend or remove them\./);
  });

  for (const [what, files] of [
    ['is empty', {}],
    ['holds nothing of interest', { 'readme.txt': 'x', 'src/lwc/a/a.js': '' }],
    [
      'is a project without anything of interest',
      { 'sfdx-project.json': project('force-app'), 'force-app/lwc/a.js': '' },
    ],
  ] as const) {
    test(`that ${what} says that there is nothing to judge`, async (t) => {
      const { source, holdings, references } = await told(t, files);
      assert.deepEqual([source.items, holdings, references], [0, [], []]);
      assert.match(source.detail, /Nothing to judge there: no file in it has to do with certificates\./);
    });
  }

  test('that holds a manifest only says so; beside metadata it is nothing', async (t) => {
    const manifest = '<Package><types><members>*</members><name>Certificate</name></types></Package>';
    const alone = await told(t, { 'manifest/package.xml': manifest });
    assert.match(alone.source.detail, /Nothing to judge there: a manifest \(package\.xml\) and none of the metadata/);
    const beside = await told(t, { 'package.xml': manifest, 'namedCredentials/P.namedCredential': credential });
    assert.doesNotMatch(beside.source.detail, /manifest|Nothing/);
  });

  test("has failed where metadata lies in an archive; other archives are nobody's", async (t) => {
    const packed = storedZip({ 'unpackaged/package.xml': '<Package/>', 'unpackaged/certs/A.crt': pem });
    const { source } = await told(t, { 'unpackaged.zip': packed, [partner]: credential });
    assert.equal(source.status, 'failed');
    assert.match(source.detail, /Metadata in an archive was not read: unpackaged\.zip; unpack it and scan that\./);
    const other = await told(t, { 'staticresources/logos.zip': storedZip({ 'a.png': 'x' }), [partner]: credential });
    assert.equal(other.source.status, 'read');
    const cut = await told(t, { 'backup.zip': packed.subarray(0, packed.length - 30), [partner]: credential });
    assert.match(cut.source.detail, /No archive that can be opened: backup\.zip/);
  });

  test('tells what .forceignore keeps from being deployed, and reads it', async (t) => {
    const { source, references } = await told(t, {
      'sfdx-project.json': project('force-app'),
      '.forceignore': '# local\n**/namedCredentials/**\n',
      [partner]: credential,
    });
    assert.deepEqual([source.status, references.length], ['read', 1]);
    assert.match(
      source.detail,
      /\.forceignore keeps 1 file from being deployed \(force-app\/.*Partner\.namedCredential-meta\.xml\)/,
    );
  });

  test('tells of metadata outside of the package directories, which is not read as such', async (t) => {
    const { source, references } = await told(t, {
      'sfdx-project.json': project('force-app'),
      [partner]: credential,
      'old/N.namedCredential-meta.xml': credential,
    });
    assert.equal(references.length, 1);
    assert.match(source.detail, /Outside of the package directories, and so not read as metadata: old\/N\.named/);
  });

  test('tells of a .crt among the certificates that nothing describes, and reads it', async (t) => {
    const folder = folderWith(t, {
      'certs/A.crt': pem,
      'certs/A.crt-meta.xml': certificateMeta({ masterLabel: 'A' }),
      'certs/Lone.crt': pem,
      'tls/other.crt': pem,
    });
    const { sources, holdings } = await readProjectFolders([folder]);
    assert.equal(holdings.length, 3);
    const { detail } = sources.find(({ id }) => id === 'project.certificates') as Source;
    assert.match(detail, /^1 entry found\. No -meta\.xml beside \S*certs\/Lone\.crt, so Salesforce takes no/);
    assert.doesNotMatch(detail, /other\.crt/);
  });
});

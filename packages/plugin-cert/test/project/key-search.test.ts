import assert from 'node:assert/strict';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { zipSync } from 'fflate';
import { searchForKeys } from '../../src/project/key-search.ts';
import { planted, publicKeyPem } from '../../../core/test/fixtures/planted-secrets.ts';
import { folderWith } from '../fixtures/folder.ts';
import { issue } from '../fixtures/issue.ts';
import { readFolder, sourceOf } from './read-folder.ts';

const pem = planted('PKCS#8 in PEM').text;
const meta = '<?xml version="1.0"?>\n<StaticResource xmlns="http://soap.sforce.com/2006/04/metadata"></StaticResource>';

describe('the files of a project', () => {
  test('are all looked through, whatever they are called and wherever they lie', async (t) => {
    const { pem: certificate } = await issue({ name: 'Partner', from: '2026-01-01', days: 365 });
    const read = await readFolder(t, {
      'sfdx-project.json': '{"packageDirectories":[{"path":"force-app"}]}',
      '.env': `SERVER_KEY="${pem.replaceAll('\n', '\\n')}"`,
      '.github/workflows/ci.yml': `env:\n  KEY: ${planted('base64 of DER').text}\n`,
      'ci/server.key': pem,
      'ci/client.crt': planted('SEC 1 in PEM').text,
      'ci/client.p12': planted('PKCS#12').bytes ?? '',
      'ci/bundle.pem': certificate + pem,
      'ci/sa.json': planted('a service account in JSON').text,
      'ci/public.pem': publicKeyPem,
      'ci/partner.cer': certificate,
      'node_modules/x/test.key': pem,
      '.git/lost.key': pem,
      'force-app/main/default/staticresources/Keys.resource': zipSync({
        'a/login.ppk': Buffer.from(planted('PuTTY').text),
      }),
      'force-app/main/default/staticresources/Keys.resource-meta.xml': meta,
      'force-app/main/default/classes/Signer.cls': `public class Signer {\n  Blob k = EncodingUtil.base64Decode('${planted('base64 of DER').text}');\n}`,
      'force-app/main/default/labels/CustomLabels.labels-meta.xml': `<CustomLabels xmlns="http://soap.sforce.com/2006/04/metadata"><labels><fullName>Key</fullName><value>${pem}</value></labels></CustomLabels>`,
    });
    assert.deepEqual(
      read.exposedKeys.map(({ name, field, form }) => [name, field, form].filter(Boolean).join(' ')).sort(),
      [
        '.env private-key',
        '.github/workflows/ci.yml private-key',
        'Key CustomLabel.value private-key',
        'Signer ApexClass private-key',
        'ci/bundle.pem private-key',
        'ci/client.crt private-key',
        'ci/client.p12 pkcs12',
        'ci/sa.json private-key',
        'ci/server.key private-key',
        'force-app/main/default/staticresources/Keys.resource/a/login.ppk putty-key',
      ],
    );
    const { status, items, detail } = sourceOf(read, 'project.keys');
    assert.deepEqual([status, items], ['read', 10]);
    assert.match(detail, /^14 files looked through, 10 private keys found\.$/);
  });

  test('without a key are told to have none', async (t) => {
    const { sources, exposedKeys } = await readFolder(t, { 'a.txt': 'nothing', 'b.pem': publicKeyPem });
    assert.deepEqual(exposedKeys, []);
    assert.equal(
      sources.find(({ id }) => id === 'project.keys')?.detail,
      '2 files looked through, no private key found.',
    );
  });

  test('that lie in two of the folders are looked at once', (t) => {
    const folder = folderWith(t, { 'ci/server.key': pem });
    const { exposedKeys } = searchForKeys([folder, join(folder, 'ci')]);
    assert.deepEqual(
      exposedKeys.map(({ path }) => path),
      [`${folder}/ci/server.key`],
    );
  });

  test('that are too large are named', (t) => {
    const folder = folderWith(t, { 'video.mp4': new Uint8Array(9 * 1024 * 1024), 'small.txt': 'x' });
    const { source } = searchForKeys([folder]);
    assert.equal(source.status, 'read');
    assert.match(source.detail, /^1 file looked through.* Not looked at, because of more than 8 MB: .*\/video\.mp4\.$/);
  });

  test('a key behind the first 64 kB is found', (t) => {
    const folder = folderWith(t, { 'log.txt': `${'line\n'.repeat(20_000)}${pem}` });
    const { exposedKeys } = searchForKeys([folder]);
    assert.deepEqual(
      exposedKeys.map(({ line }) => line),
      [20_001],
    );
  });

  test('that may not be read leave a gap', { skip: process.getuid?.() === 0 }, (t) => {
    const folder = folderWith(t, { 'locked.key': pem });
    chmodSync(join(folder, 'locked.key'), 0);
    assert.equal(searchForKeys([folder]).source.status, 'failed');
  });
});

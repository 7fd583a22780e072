import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { readProjectFolders } from '../../src/project/read-project.ts';
import { folderWith, metadataXml } from '../fixtures/folder.ts';
import { issue } from '../fixtures/issue.ts';
import { readFolder, referencesIn, sourceOf } from './read-folder.ts';

const credential = (certificate: string): string => metadataXml('NamedCredential', { certificate, label: 'Partner' });

describe('a place of a project', () => {
  let base64: string;
  before(async () => {
    base64 = Buffer.from((await issue({ name: 'Idp', from: '2026-01-01', days: 365 })).der).toString('base64');
  });

  test('a component without certificates produces nothing', async (t) => {
    const read = await readFolder(t, {
      'n/Plain.namedCredential-meta.xml': metadataXml('NamedCredential', { label: 'Plain', certificate: '' }),
      'c/Plain.connectedApp-meta.xml':
        '<ConnectedApp><oauthConfig><callbackUrl>x</callbackUrl></oauthConfig></ConnectedApp>',
      's/Plain.site': metadataXml('CustomSite', { active: 'true' }),
      'd/Local.dataSource': metadataXml('ExternalDataSource', { endpoint: 'not an address', label: 'Local' }),
    });
    assert.deepEqual([read.references, read.holdings], [[], []]);
    assert.deepEqual(
      ['named-credentials', 'connected-apps', 'sites', 'external-data-sources'].map(
        (place) => sourceOf(read, `project.${place}`).detail,
      ),
      ['None found.', 'None found.', 'None found.', 'None found.'],
    );
  });

  for (const [what, xml, said] of [
    ['is cut off', '<NamedCredential><certificate>Par', /is not well-formed XML \(line 1/],
    ['is cut off in its first tag', '<?xml version="1.0"?>\n<NamedCred', /is cut off, or no XML at all/],
    ['is a page of a log-in', '<!DOCTYPE html><html></html>', /is a web page, not metadata/],
    ['has entities of its own', '<!DOCTYPE a><NamedCredential></NamedCredential>', /declares a document type/],
    ['is a misnamed one', '<ConnectedApp></ConnectedApp>', /is a ConnectedApp, which its name does not say/],
    ['is empty', '', /X\.namedCredential-meta\.xml is empty/],
    ['holds zero bytes', '<NamedCredential>\0</NamedCredential>', /it holds zero bytes, as no text does/],
  ] as const) {
    test(`a file that ${what} is told in its source in one sentence, and the rest goes on`, async (t) => {
      const read = await readFolder(t, {
        'n/X.namedCredential-meta.xml': xml,
        'n/Y.namedCredential-meta.xml': credential('Partner'),
        'd/Z.dataSource': metadataXml('ExternalDataSource', { certificate: 'Partner', label: 'Z' }),
      });
      const source = sourceOf(read, 'project.named-credentials');
      assert.equal(source.status, 'failed', 'a gap is never taken for "none"');
      assert.equal(source.items, 1);
      assert.match(
        source.detail,
        /^1 entry found\. 1 file could not be read and may hold more: n\/X\.namedCredential-meta/,
      );
      assert.match(source.detail, said);
      assert.doesNotMatch(source.detail, /\n/);
      assert.deepEqual(referencesIn(read), [
        'Y NamedCredential.certificate Partner',
        'Z ExternalDataSource.certificate Partner',
      ]);
      assert.equal(sourceOf(read, 'project.external-data-sources').status, 'read');
    });
  }

  test('of many files that cannot be read a few are named and the rest is counted', async (t) => {
    const files = Array.from(
      { length: 12 },
      (_, n) => [`n/X${n}.namedCredential-meta.xml`, '<NamedCredential>'] as const,
    );
    const { detail } = sourceOf(await readFolder(t, Object.fromEntries(files)), 'project.named-credentials');
    assert.match(detail, /^None found\. 12 files could not be read/);
    assert.match(detail, /; 9 more\. Correct or retrieve again/);
  });

  test('files whose names merely end like metadata are left alone', async (t) => {
    const files = {
      'README.md': '# Partner',
      'docs/How.To.md': '<p align="center">Partner</p>',
      'config/dev.settings': '{ "certificate": "Partner" }',
      'site/my.site': 'server { }',
      'home/bash.profile': 'export CERT=Partner',
      'types/lib.js.flow': '// @flow\nexport type A = Array<string>;',
      'design/a.labels': 'x',
    };
    const read = await readFolder(t, files, { certificateNames: ['Partner'] });
    assert.deepEqual(read.references, []);
    assert.deepEqual(
      read.sources.filter(({ status }) => status !== 'read').map(({ detail }) => detail),
      [],
    );
  });

  test('components of one name in two folders are each read, and each body belongs to its own reference', async (t) => {
    const xml = metadataXml('SamlSsoConfig', { name: 'Okta', validationCert: base64 });
    const read = await readFolder(t, { 'a/Okta.samlssoconfig': xml, 'b/Okta.samlssoconfig-meta.xml': xml });
    assert.deepEqual(
      read.holdings.map(({ name }) => name),
      ['Okta', 'Okta (b/Okta.samlssoconfig-meta.xml)'],
    );
    assert.deepEqual(
      read.references.map(({ name, path }) => [name, path]),
      [
        ['Okta', 'a/Okta.samlssoconfig'],
        ['Okta', 'b/Okta.samlssoconfig-meta.xml'],
      ],
    );
  });

  test('a folder that is given twice, or lies in another one, is read once, under the first path', async (t) => {
    const folder = folderWith(t, { 'app/n/X.namedCredential-meta.xml': credential('Partner') });
    const { references } = await readProjectFolders([folder, `${folder}/app`, folder]);
    assert.deepEqual(
      references.map(({ path }) => path),
      [`${folder}/app/n/X.namedCredential-meta.xml`],
    );
  });

  test('metadata outside the package directories of a project does not count, unless it is asked for', async (t) => {
    const folder = folderWith(t, {
      'sfdx-project.json': JSON.stringify({ packageDirectories: [{ path: 'force-app' }] }),
      'force-app/x.txt': '',
      'old/X.namedCredential-meta.xml': credential('Partner'),
    });
    assert.deepEqual((await readProjectFolders([folder])).references, []);
    assert.equal((await readProjectFolders([folder, `${folder}/old`])).references.length, 1);
  });

  test('a field that may hold a name or a body is read as what stands there', async (t) => {
    const policies = (encryptionCertificate: string): string =>
      metadataXml('ExtlClntAppSamlConfigurablePolicies', { acsUrl: 'https://a.example', encryptionCertificate });
    const read = await readFolder(t, {
      'p/Name.ecaSamlPlcy': policies('Wiki'),
      'p/Body.ecaSamlPlcy': policies(base64),
    });
    const field = 'ExtlClntAppSamlConfigurablePolicies.encryptionCertificate';
    assert.deepEqual(referencesIn(read).toSorted(), [`Body ${field}`, `Name ${field} Wiki`]);
    assert.deepEqual(
      read.holdings.map(({ name, certificates }) => [name, certificates.length]),
      [['Body (SAML encryption)', 1]],
    );
  });

  test('what is switched off meets nobody; the source counts it', async (t) => {
    const pin = (isEnabled: string): string =>
      metadataXml('MobSecurityCertPinConfig', {
        certificateHash: 'sha256/x',
        domainName: 'login.example',
        isEnabled,
        masterLabel: 'Login',
      });
    const read = await readFolder(t, {
      'm/On.mobSecurityCertPinConfig-meta.xml': pin('true'),
      'm/Off.mobSecurityCertPinConfig-meta.xml': pin('false'),
    });
    assert.deepEqual(
      read.holdings.map(({ name, label, kind, certificates }) => [name, label, kind, certificates]),
      [['On', 'Login (login.example)', 'pinned', []]],
    );
    assert.equal(sourceOf(read, 'project.mobile-pins').detail, '1 entry found. 1 switched off, left out.');
  });

  test('a connected app names its two certificates apart, an Id and a name stay what they are', async (t) => {
    const xml = `<ConnectedApp>
  <label>Portal &amp; Co</label>
  <oauthConfig><certificate>${base64}</certificate></oauthConfig>
  <samlConfig>
    <certificate>${base64}</certificate>
    <encryptionCertificate>Portal_Encryption</encryptionCertificate>
  </samlConfig>
</ConnectedApp>`;
    const read = await readFolder(t, { 'c/Portal$1.connectedApp-meta.xml': xml });
    assert.deepEqual(
      read.holdings.map(({ name, label }) => [name, label]),
      [
        ['Portal$1', 'Portal & Co'],
        ['Portal$1 (SAML)', 'Portal & Co (SAML)'],
      ],
    );
    assert.deepEqual(
      read.references.map(({ name, label, body, line }) => [name, label, body, line]),
      [
        ['Portal$1', 'Portal & Co', 'Portal$1', 3],
        ['Portal$1', 'Portal & Co', 'Portal$1 (SAML)', 5],
        ['Portal$1', 'Portal & Co', undefined, 6],
      ],
    );
  });

  test('a body that cannot be read keeps its reference and says why', async (t) => {
    const { holdings, references } = await readFolder(t, {
      'p/App.ecaPush':
        '<ExtlClntAppPushSettings><applePushConfig><certificate>MIIKtAIBAzCC</certificate></applePushConfig></ExtlClntAppPushSettings>',
    });
    assert.equal(references[0]?.field, 'ExtlClntAppPushSettings.applePushConfig.certificate');
    assert.match(holdings[0]?.unreadable ?? '', /^[^\n]+\.$/);
    assert.deepEqual(holdings[0]?.certificates, []);
  });
});

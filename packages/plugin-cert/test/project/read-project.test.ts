import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { readProjectFolders } from '../../src/project/read-project.ts';
import type { ProjectsContent } from '../../src/project/read-project.ts';
import { certificateMeta, folderWith, metadataXml } from '../fixtures/folder.ts';
import { exportKey, issue, issueChain, issueCrl, issueRequest } from '../fixtures/issue.ts';
import type { Issued } from '../fixtures/issue.ts';

const sfdxProject = JSON.stringify({ packageDirectories: [{ path: 'force-app', default: true }] });
const held = (content: ProjectsContent, name: string) => content.holdings.find((holding) => holding.name === name);
const status = (content: ProjectsContent) =>
  Object.fromEntries(content.sources.map((source) => [source.id, source.status]));

describe('a project folder', () => {
  let chain: { root: Issued; intermediate: Issued; leaf: Issued };
  let other: Issued;
  before(async () => {
    chain = await issueChain();
    other = await issue({ name: 'Other', from: '2026-01-01', days: 365 });
  });

  test('a certificate is its .crt and what its -meta.xml says', async (t) => {
    const folder = folderWith(t, {
      'sfdx-project.json': sfdxProject,
      'force-app/main/default/certs/Partner.crt': chain.leaf.pem + chain.intermediate.pem,
      'force-app/main/default/certs/Partner.crt-meta.xml': certificateMeta({
        caSigned: 'true',
        expirationDate: '2026-04-11T00:00:00.000Z',
        keySize: '2048',
        masterLabel: 'Partner API',
        privateKeyExportable: 'false',
      }),
    });
    const content = await readProjectFolders([folder]);
    const { certificates, ...holding } = held(content, 'Partner') ?? assert.fail('not found');
    assert.deepEqual(
      certificates.map((one) => one.subject.text),
      ['CN=partner.example', 'CN=Test Intermediate'],
    );
    assert.deepEqual(holding, {
      source: 'project.certificates',
      name: 'Partner',
      label: 'Partner API',
      path: join(folder, 'force-app/main/default/certs/Partner.crt'),
      kind: 'keyPair',
      record: {
        expirationDate: new Date('2026-04-11T00:00:00.000Z'),
        keySize: 2048,
        caSigned: true,
        privateKeyExportable: false,
      },
    });
    assert.equal(content.holdings.length, 1, 'what metadata describes is no loose file too');
  });

  test('retrieved metadata without a project is found where it lies, and that is said', async (t) => {
    const folder = folderWith(t, {
      'unpackaged/certs/A.crt': other.pem,
      'unpackaged/certs/A.crt-meta.xml': certificateMeta({ masterLabel: 'A', caSigned: 'false' }),
    });
    const content = await readProjectFolders([folder]);
    assert.equal(held(content, 'A')?.kind, 'keyPair');
    assert.match(content.sources[0]?.detail ?? '', /^Read as a plain folder: no sfdx-project\.json here/);
  });

  test('metadata outside the package directories is no metadata of the project, but its certificate is still seen', async (t) => {
    const folder = folderWith(t, {
      'sfdx-project.json': sfdxProject,
      'force-app/README.md': '',
      'old/certs/A.crt': other.pem,
      'old/certs/A.crt-meta.xml': certificateMeta({ masterLabel: 'A' }),
    });
    const [holding] = (await readProjectFolders([folder])).holdings;
    assert.equal(holding?.source, 'project.files');
  });

  test('a .crt that holds a request waits for its chain', async (t) => {
    const folder = folderWith(t, {
      'certs/Waiting.crt': await issueRequest('waiting.example'),
      'certs/Waiting.crt-meta.xml': certificateMeta({ caSigned: 'true', masterLabel: 'Waiting' }),
    });
    const holding = held(await readProjectFolders([folder]), 'Waiting');
    assert.equal(holding?.pendingSignature, true);
    assert.equal(holding.request?.subject.text, 'CN=waiting.example');
    assert.equal(holding.unreadable, undefined);
  });

  for (const [what, content, said] of [
    ['is a web page', '<!DOCTYPE html><html><body>Log in</body></html>', /web page/],
    ['is empty', '', /Its file is empty, as it is before the first deploy/],
    ['is binary junk', new Uint8Array([0x30, 0x82, 0xff, 0xff, 1, 2, 3]), /./],
  ] as const) {
    test(`a body that ${what} is unreadable in one sentence; the rest is read`, async (t) => {
      const folder = folderWith(t, {
        'certs/Bad.crt': content,
        'certs/Bad.crt-meta.xml': certificateMeta({ masterLabel: 'Bad', expirationDate: '2027-01-01T00:00:00.000Z' }),
        'certs/Good.crt': other.pem,
        'certs/Good.crt-meta.xml': certificateMeta({ masterLabel: 'Good' }),
      });
      const read = await readProjectFolders([folder]);
      const bad = held(read, 'Bad');
      assert.match(bad?.unreadable ?? '', said);
      assert.doesNotMatch(bad?.unreadable ?? '', /\n/);
      assert.deepEqual(
        bad?.record?.expirationDate,
        new Date('2027-01-01T00:00:00.000Z'),
        'its record still tells the date',
      );
      assert.equal(held(read, 'Good')?.certificates.length, 1);
    });
  }

  test('malformed metadata makes that certificate unreadable, not the folder', async (t) => {
    const folder = folderWith(t, { 'certs/Bad.crt': other.pem, 'certs/Bad.crt-meta.xml': '<Certificate><keySize>' });
    const read = await readProjectFolders([folder]);
    assert.match(held(read, 'Bad')?.unreadable ?? '', /Bad\.crt-meta\.xml is not well-formed XML/);
    assert.equal(held(read, 'Bad')?.certificates.length, 1, 'its body could be read all the same');
    assert.equal(status(read)['project.certificates'], 'read');
  });

  test('a -meta.xml without its .crt is unreadable, with what to do', async (t) => {
    const folder = folderWith(t, { 'certs/Lost.crt-meta.xml': certificateMeta({ masterLabel: 'Lost' }) });
    assert.equal(
      held(await readProjectFolders([folder]), 'Lost')?.unreadable,
      'Its .crt file is missing; retrieve it again.',
    );
  });

  test('mutual authentication certificates are held to be believed', async (t) => {
    const folder = folderWith(t, {
      'inboundCertificates/Billing.inboundCertificate': chain.leaf.pem,
      'inboundCertificates/Billing.inboundCertificate-meta.xml': metadataXml('InboundCertificate', {
        masterLabel: 'Billing client',
        serialId: '1',
      }),
    });
    const holding = held(await readProjectFolders([folder]), 'Billing');
    assert.equal(holding?.source, 'project.inbound-certificates');
    assert.equal(holding.kind, 'trusted');
    assert.equal(holding.label, 'Billing client');
  });

  test('certificates that stand in the fields of other metadata are found, with the field that carries them', async (t) => {
    const base64 = Buffer.from(other.der).toString('base64');
    const folder = folderWith(t, {
      'samlssoconfigs/Okta.samlssoconfig-meta.xml': metadataXml('SamlSsoConfig', {
        name: 'Okta',
        validationCert: base64,
      }),
      'connectedApps/Jwt.connectedApp-meta.xml': `<ConnectedApp><label>JWT app</label><oauthConfig><certificate>${other.pem}</certificate></oauthConfig><samlConfig><certificate>${chain.leaf.pem}</certificate></samlConfig></ConnectedApp>`,
      'extlClntAppGlobalOauthSets/Eca.ecaGlblOauth': metadataXml('ExtlClntAppGlobalOauthSettings', {
        certificate: Buffer.from(other.pem).toString('base64'),
      }),
    });
    const read = await readProjectFolders([folder]);
    for (const name of ['Okta', 'Jwt', 'Jwt (SAML)', 'Eca']) {
      assert.equal(held(read, name)?.certificates.length, 1, name);
      assert.equal(held(read, name)?.kind, 'trusted');
    }
    assert.deepEqual(
      read.references.map((reference) => reference.field),
      [
        'SamlSsoConfig.validationCert',
        'ConnectedApp.oauthConfig.certificate',
        'ConnectedApp.samlConfig.certificate',
        'ExtlClntAppGlobalOauthSettings.certificate',
      ],
    );
  });

  test('an app without a certificate holds none', async (t) => {
    const folder = folderWith(t, {
      'connectedApps/Plain.connectedApp-meta.xml': metadataXml('ConnectedApp', { label: 'Plain' }),
    });
    const read = await readProjectFolders([folder]);
    assert.deepEqual(read.holdings, []);
    assert.equal(status(read)['project.connected-apps'], 'read');
  });

  test('loose certificate files are found; requests, lists and keys are not taken for certificates', async (t) => {
    const folder = folderWith(t, {
      'tls/a.pem': other.pem,
      'tls/b.DER': other.der,
      'tls/c.csr.pem': await issueRequest('c.example'),
      'tls/d.pem': await issueCrl(chain.root),
      'tls/e.pem': await exportKey(other),
      'tls/f.cer': '<html></html>',
      'tls/readme.txt': 'x',
    });
    const read = await readProjectFolders([folder]);
    assert.deepEqual(
      read.holdings.map((holding) => [holding.label, holding.certificates.length]),
      [
        ['a.pem', 1],
        ['b.DER', 1],
        ['f.cer', 0],
      ],
    );
    assert.match(held(read, join(folder, 'tls/f.cer'))?.unreadable ?? '', /web page/);
  });

  test('two certificates of one name are told apart by their paths', async (t) => {
    const meta = certificateMeta({ masterLabel: 'Same' });
    const folder = folderWith(t, {
      'a/certs/Same.crt': other.pem,
      'a/certs/Same.crt-meta.xml': meta,
      'b/certs/Same.crt': chain.leaf.pem,
      'b/certs/Same.crt-meta.xml': meta,
    });
    assert.deepEqual(
      (await readProjectFolders([folder])).holdings.map((holding) => holding.name),
      ['Same', `Same (${join(folder, 'b/certs/Same.crt')})`],
    );
  });

  test('a folder that is not there, or is a file, is a failed source of its own; the others are read', async (t) => {
    const folder = folderWith(t, { 'certs/A.crt': other.pem, 'certs/A.crt-meta.xml': certificateMeta({}) });
    const file = join(folder, 'certs/A.crt');
    const read = await readProjectFolders(['/nowhere', folder, file]);
    assert.equal(status(read)['project:/nowhere'], 'failed');
    assert.equal(status(read)[`project:${file}`], 'failed');
    assert.equal(status(read)[`project:${folder}`], 'read');
    assert.match(read.sources[0]?.detail ?? '', /does not exist; check the path/);
    assert.equal(read.holdings.length, 1);
  });

  test('with no folder to read there are no empty sources that look as if they had been read', async () => {
    assert.deepEqual((await readProjectFolders([])).sources, []);
    assert.deepEqual(
      (await readProjectFolders(['/nowhere'])).sources.map((source) => source.status),
      ['failed'],
    );
  });
});

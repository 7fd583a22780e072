import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { metadataXml } from '../fixtures/folder.ts';
import { issue } from '../fixtures/issue.ts';
import { judgedFolder, usesIn, wordsOf } from './judged-folder.ts';
import { readFolder, sourceOf } from './read-folder.ts';

const app = (fields: Readonly<Record<string, string>>): string => metadataXml('ExternalClientApplication', fields);

describe('an app', () => {
  let body = '';
  let other = '';
  before(async () => {
    // It ends in 19 days, so that the report speaks of it.
    const wish = { from: '2025-12-20', days: 365 };
    [body, other] = (await Promise.all(
      ['Deploy', 'Provider'].map(async (name) => Buffer.from((await issue({ name, ...wish })).der).toString('base64')),
    )) as [string, string];
  });

  const globalOauth = (fields: Readonly<Record<string, string>>): string =>
    metadataXml('ExtlClntAppGlobalOauthSettings', { certificate: body, label: 'Relay_glbloauth', ...fields });

  test('is called by its label, and no path through its fields is spoken of', async (t) => {
    const report = await judgedFolder(t, {
      'c/Nightly.connectedApp-meta.xml': `<ConnectedApp><label>Nightly Deploy</label><oauthConfig><certificate>${body}</certificate></oauthConfig><samlConfig><certificate>${other}</certificate></samlConfig></ConnectedApp>`,
    });
    const words = wordsOf(report);
    assert.match(words, /Salesforce may refuse the tokens that Nightly Deploy signs/);
    assert.match(words, /Nightly Deploy \(SAML\)/);
    assert.doesNotMatch(words, /oauthConfig|samlConfig/);
    assert.deepEqual(
      report.certificates.flatMap(({ holdings }) => holdings.map(({ name, label }) => `${name}: ${label}`)).sort(),
      ['Nightly (SAML): Nightly Deploy (SAML)', 'Nightly: Nightly Deploy'],
    );
  });

  for (const [what, files, called] of [
    ['the API name that its settings give', {}, 'Relay'],
    ['the label of its own file', { 'e/Relay.eca-meta.xml': app({ label: 'Relay to the ERP' }) }, 'Relay to the ERP'],
    [
      'its API name where its own file is broken',
      { 'e/Relay.eca-meta.xml': '<ExternalClientApplication><lab' },
      'Relay',
    ],
  ] as const) {
    test(`whose settings lie in files of their own is called by ${what}`, async (t) => {
      const report = await judgedFolder(t, {
        'g/Relay_glbloauth.ecaGlblOauth-meta.xml': globalOauth({ externalClientApplication: 'Relay' }),
        ...files,
      });
      const words = wordsOf(report);
      assert.match(words, new RegExp(`the tokens that ${called} signs`));
      assert.doesNotMatch(words.replaceAll(/\S*\/Relay_glbloauth\.ecaGlblOauth-meta\.xml/g, ''), /Relay_glbloauth/);
      assert.equal(report.uses[0]?.reference.name, 'Relay_glbloauth', 'by which its component is found');
      assert.equal(report.certificates[0]?.holdings[0]?.name, 'Relay');
    });
  }

  test('without the name of an app in its settings goes by the name of these', async (t) => {
    const { holdings } = await readFolder(t, { 'g/Old_glbloauth.ecaGlblOauth': globalOauth({}) });
    assert.deepEqual(
      holdings.map(({ name, label }) => [name, label]),
      [['Old_glbloauth', 'Old_glbloauth']],
    );
  });

  test('that holds several certificates has a name for each, whichever file it stands in', async (t) => {
    const owned = { externalClientApplication: 'Relay' };
    const { holdings } = await readFolder(t, {
      'g/Relay_glbloauth.ecaGlblOauth': globalOauth(owned),
      's/Relay_saml.ecaSamlPlcy': metadataXml('ExtlClntAppSamlConfigurablePolicies', { certificate: other, ...owned }),
      'o/Relay_oauth.ecaOauth': metadataXml('ExtlClntAppOauthSettings', {
        clientAssertionCertificate: other,
        ...owned,
      }),
    });
    assert.deepEqual(holdings.map(({ name }) => name).sort(), ['Relay', 'Relay (SAML)', 'Relay (client assertions)']);
  });

  test('a value that may be a body or a name is read as what it is', async (t) => {
    const settings = (clientAssertionCertificate: string): string =>
      metadataXml('ExtlClntAppOauthSettings', { clientAssertionCertificate, externalClientApplication: 'Relay' });
    const field = 'Relay_oauth ExtlClntAppOauthSettings.clientAssertionCertificate';
    const file = 'o/Relay_oauth.ecaOauth-meta.xml';
    const carried = await judgedFolder(t, { [file]: settings(body) });
    assert.deepEqual(usesIn(carried), [`${field} → (none) true no use`]);
    assert.equal(carried.uses[0]?.certificate, carried.certificates[0]?.fingerprint);
    assert.deepEqual(usesIn(await judgedFolder(t, { [file]: settings('Jwt_Signer') })), [
      `${field} → Jwt_Signer false no use`,
    ]);
    assert.deepEqual(usesIn(await judgedFolder(t, { [file]: settings('0P17Q000000AbCe') })), [
      `${field} → 0P17Q000000AbCe null no use`,
    ]);
    assert.deepEqual(usesIn(await judgedFolder(t, { [file]: settings('not a name at all') })), [
      `${field} → (none) false no use`,
    ]);
  });

  test('names a certificate of the project where a body is expected', async (t) => {
    const { uses } = await judgedFolder(t, {
      'certs/Sso_Idp.crt': `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`,
      'certs/Sso_Idp.crt-meta.xml': metadataXml('Certificate', { masterLabel: 'Sso_Idp' }),
      'g/Relay_glbloauth.ecaGlblOauth': globalOauth({ certificate: 'Sso_Idp', externalClientApplication: 'Relay' }),
    });
    assert.deepEqual(
      uses.map(({ target, resolved, name }) => [target, resolved, name]),
      [['Sso_Idp', true, 'Sso_Idp']],
    );
  });
});

describe('a component whose file name is written as in an address', () => {
  const granting = (element: string): string =>
    `<${element}><userPermissions><enabled>true</enabled><name>ManageCertificates</name></userPermissions></${element}>`;

  test('is told by its name, and once although it lies in two package directories', async (t) => {
    const read = await readFolder(t, {
      'a/profiles/Service %2B Desk.profile-meta.xml': granting('Profile'),
      'b/profiles/Service %2B Desk.profile-meta.xml': granting('Profile'),
      'a/profiles/R%26D.profile-meta.xml': granting('Profile'),
      'a/permissionsets/Half%done.permissionset-meta.xml': granting('PermissionSet'),
    });
    const { detail, items } = sourceOf(read, 'project.permissions');
    assert.match(detail, /: Half%done \(permission set\), R&D \(profile\), Service \+ Desk \(profile\)\./);
    assert.equal(items, 3);
  });
});

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { maySee } from '../../src/faults/access.ts';
import type { Permission } from '../../src/faults/fault.ts';
import { planted } from '../../src/index.ts';
import type { OrgClient } from '../org-client.ts';
import { data, refusals, startOrg } from '../org-client.ts';

describe('who may see an object', () => {
  const without =
    (...denied: Permission[]) =>
    (permission: Permission) =>
      denied.includes(permission);

  it('is everybody for most objects', () => {
    assert.equal(maySee('User', without('ViewSetup', 'ManageInternalUsers')), true);
    assert.equal(maySee('toString', without('ViewSetup')), true);
  });

  it('has one way to encryption keys and two to single sign-on', () => {
    assert.equal(maySee('TenantSecret', without('ManageEncryptionKeys')), false);
    assert.equal(maySee('SamlSsoConfig', without('ViewSetup')), true);
    assert.equal(maySee('SamlSsoConfig', without('CustomizeApplication')), true);
    assert.equal(maySee('SamlSsoConfig', without('ViewSetup', 'CustomizeApplication')), false);
    assert.equal(maySee('SamlSsoConfig', without('ViewSetup', 'ModifyMetadata')), false);
  });
});

describe('an org that denies a permission', () => {
  let org: OrgClient;
  before(async () => {
    org = await startOrg({ seed: planted });
  });
  after(() => org.close());
  afterEach(() => org.setFaults({}));

  /** Every way to a source; what each permission takes away is the difference. */
  const requests: Readonly<Record<string, () => Promise<{ readonly status: number }>>> = {
    'tooling Certificate': () => org.query('SELECT Id FROM Certificate', 'tooling/'),
    'tooling NamedCredential': () => org.query('SELECT Id FROM NamedCredential', 'tooling/'),
    'tooling ApexClass': () => org.query('SELECT Body FROM ApexClass', 'tooling/'),
    'data NamedCredential': () => org.query('SELECT Endpoint FROM NamedCredential'),
    'data AuthProvider': () => org.query('SELECT TokenUrl FROM AuthProvider'),
    'data Domain': () => org.query('SELECT HttpsOption FROM Domain'),
    'data DomainSite': () => org.query('SELECT PathPrefix FROM DomainSite'),
    'data SamlSsoConfig': () => org.query('SELECT ValidationCert FROM SamlSsoConfig'),
    'data TenantSecret': () => org.query('SELECT RemoteKeyCertificate FROM TenantSecret'),
    'data UserAuthCertificate': () => org.query('SELECT Fingerprint FROM UserAuthCertificate'),
    'data MobSecurityCertPinConfig': () => org.query('SELECT CertificateHash FROM MobSecurityCertPinConfig'),
    'data PermissionSet': () => org.query('SELECT Name FROM PermissionSet'),
    'data ApexClass': () => org.query('SELECT Body FROM ApexClass'),
    metadata: () => org.soap('listMetadata', '<queries><type>SamlSsoConfig</type></queries>'),
  };

  async function refusedWithout(...deny: Permission[]): Promise<readonly string[]> {
    org.setFaults({ deny });
    const answers = await Promise.all(
      Object.entries(requests).map(async ([name, ask]) => ((await ask()).status === 200 ? [] : [name])),
    );
    return answers.flat();
  }

  it('refuses nothing to an administrator', async () => {
    assert.deepEqual(await refusedWithout(), []);
  });

  for (const [permission, refused] of [
    ['ModifyMetadata', ['metadata']],
    ['ManageAuthProviders', ['data AuthProvider']],
    ['ManageCertificates', ['tooling Certificate']],
    ['ManageEncryptionKeys', ['data TenantSecret']],
    ['ManageInternalUsers', ['data UserAuthCertificate']],
    ['CustomizeApplication', ['data AuthProvider']],
    [
      'ViewSetup',
      [
        'tooling Certificate',
        'tooling NamedCredential',
        'tooling ApexClass',
        'data NamedCredential',
        'data Domain',
        'data DomainSite',
      ],
    ],
  ] as const) {
    it(`refuses ${refused.join(', ')} without ${permission}`, async () => {
      assert.deepEqual(await refusedWithout(permission), refused);
    });
  }

  it('refuses single sign-on only without both ways to it', async () => {
    const refused = await refusedWithout('ViewSetup', 'CustomizeApplication');
    assert.ok(refused.includes('data SamlSsoConfig'));
  });

  it('refuses an object that may not be seen as if it were not there, in queries and describes', async () => {
    org.setFaults({ deny: ['ManageEncryptionKeys'] });
    const answer = await org.query('SELECT Id FROM TenantSecret');
    assert.deepEqual([answer.status, refusals(answer)[0]?.errorCode], [400, 'INVALID_TYPE']);
    assert.equal((await org.get(`${data}/sobjects/TenantSecret/describe`)).status, 404);
    assert.doesNotMatch((await org.get(`${data}/sobjects`)).text, /TenantSecret/);
  });

  it('tells users what they may do, so that "denied" can be told from "not there"', async () => {
    const soql =
      'SELECT PermissionsViewSetup, PermissionsManageInternalUsers, PermissionsModifyAllData FROM UserPermissionAccess';
    const own = async () => (await org.query<Record<string, boolean>>(soql)).json().records;
    const [all, ...others] = await own();
    assert.equal(others.length, 0);
    assert.deepEqual([all?.['PermissionsViewSetup'], all?.['PermissionsManageInternalUsers']], [true, true]);
    org.setFaults({ deny: ['ManageInternalUsers', 'ModifyMetadata'] });
    const [less] = await own();
    assert.deepEqual(
      [less?.['PermissionsViewSetup'], less?.['PermissionsManageInternalUsers'], less?.['PermissionsModifyAllData']],
      [true, false, false],
    );
  });

  it('lacks each optional type when told so, and only that', async () => {
    const types = [
      'InboundCertificate',
      'UserAuthCertificate',
      'MobSecurityCertPinConfig',
      'PublicKeyCertificate',
      'ExternalClientApplication',
      'ExternalCredential',
      'CustomSite',
      'ExternalDataSource',
    ];
    const list = (type: string) => org.soap('listMetadata', `<queries><type>${type}</type></queries>`);
    for (const type of types) {
      org.setFaults({ missingTypes: [type] });
      const answers = await Promise.all(types.map(async (name) => ((await list(name)).status === 200 ? [] : [name])));
      assert.deepEqual(answers.flat(), [type]);
    }
  });

  it('lacks an object of the data API without the feature', async () => {
    for (const object of ['TenantSecret', 'UserAuthCertificate', 'MobSecurityCertPinConfig']) {
      org.setFaults({ missingTypes: [object] });
      const answer = await org.query(`SELECT Id FROM ${object}`);
      assert.equal(refusals(answer)[0]?.errorCode, 'INVALID_TYPE', object);
    }
  });
});

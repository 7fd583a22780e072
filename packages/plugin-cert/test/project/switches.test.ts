import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readFolder, sourceOf } from './read-folder.ts';

const granting = (element: string, ...permissions: readonly (readonly [string, boolean])[]): string =>
  `<${element}>\n<label>x</label>\n${permissions
    .map(
      ([name, enabled]) =>
        `<userPermissions>\n<enabled>${enabled}</enabled>\n<name>${name}</name>\n</userPermissions>\n`,
    )
    .join('')}</${element}>\n`;
const session = (...switches: readonly string[]): string =>
  `<SecuritySettings><sessionSettings>${switches.map((name) => `<${name}>true</${name}>`).join('')}<allowUserAuthenticationByCertificate/></sessionSettings></SecuritySettings>`;

describe('permissions about certificates', () => {
  test('are told with who has them, in both formats', async (t) => {
    const read = await readFolder(t, {
      'p/Api.permissionset-meta.xml': granting(
        'PermissionSet',
        ['EnforceMutualAuthentication', true],
        ['ApiEnabled', true],
      ),
      'p/Admin.profile': granting('Profile', ['ManageCertificates', true], ['ManageCertificatesExpiration', true]),
      'p/Ops.permissionset': granting('PermissionSet', ['ManageCertificatesExpiration', true]),
    });
    const { status, items, detail } = sourceOf(read, 'project.permissions');
    assert.deepEqual([status, items], ['read', 4]);
    assert.equal(
      detail,
      'Must present a client certificate (EnforceMutualAuthentication): Api (permission set). ' +
        'May manage certificates (ManageCertificates): Admin (profile). ' +
        'Gets the mails about certificates that expire (ManageCertificatesExpiration): Ops (permission set), Admin (profile).',
    );
    assert.deepEqual([read.references, read.holdings], [[], []], 'they hold and name no certificate');
  });

  test('that are switched off, or stand in a comment, are not held', async (t) => {
    const off = granting('PermissionSet', ['ManageCertificates', false]);
    const commented = granting('PermissionSet').replace(
      '<label>',
      `<!-- ${granting('x', ['ManageCertificates', true])} --><label>`,
    );
    const read = await readFolder(t, { 'p/A.permissionset-meta.xml': off, 'p/B.permissionset-meta.xml': commented });
    assert.equal(sourceOf(read, 'project.permissions').detail, 'None found.');
  });

  test('of many holders some are named and the rest is counted', async (t) => {
    const files = Array.from(
      { length: 8 },
      (_, n) => [`p/P${n}.profile-meta.xml`, granting('Profile', ['ManageCertificates', true])] as const,
    );
    const { items, detail } = sourceOf(await readFolder(t, Object.fromEntries(files)), 'project.permissions');
    assert.equal(items, 8);
    assert.match(
      detail,
      /^May manage certificates \(ManageCertificates\): P0 \(profile\), .*P4 \(profile\), 3 more\.$/,
    );
  });

  test('a file that was cut off leaves a gap beside what was found', async (t) => {
    const read = await readFolder(t, {
      'p/Cut.profile-meta.xml': '<Profile><userPermissions>',
      'p/Whole.profile-meta.xml': granting('Profile', ['ManageCertificates', true]),
    });
    const { status, detail } = sourceOf(read, 'project.permissions');
    assert.equal(status, 'failed');
    assert.match(
      detail,
      /^May manage certificates .*: Whole \(profile\)\. 1 file could not be read .*Cut\.profile-meta\.xml/,
    );
  });
});

describe('security settings', () => {
  test('tell whether users log in with certificates', async (t) => {
    const on = session('allowUserCertBasedAuthenticationWithOcspValidation');
    for (const [xml, detail] of [
      [session(), 'None on.'],
      [
        on,
        'On: certificates of users are checked for revocation (OCSP) (allowUserCertBasedAuthenticationWithOcspValidation).',
      ],
    ] as const) {
      const read = await readFolder(t, { 's/Security.settings-meta.xml': xml, 's/Other.settings': '<x>' });
      assert.equal(sourceOf(read, 'project.security-settings').detail, detail);
    }
    const both = await readFolder(t, {
      's/Security.settings': on.replace(
        '<allowUserAuthenticationByCertificate/>',
        '<allowUserAuthenticationByCertificate>true</allowUserAuthenticationByCertificate>',
      ),
    });
    assert.equal(sourceOf(both, 'project.security-settings').items, 2);
  });

  test('that cannot be read leave a gap', async (t) => {
    const read = await readFolder(t, { 's/Security.settings-meta.xml': '<SecuritySettings>' });
    assert.equal(sourceOf(read, 'project.security-settings').status, 'failed');
  });
});

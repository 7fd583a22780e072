import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { OrgApi } from '../../../src/org/api.ts';
import { OrgApiError } from '../../../src/org/api.ts';
import { OwnPermissions } from '../../../src/org/own-permissions.ts';
import { sessionSight } from '../../../src/rotation/execution/session-sight.ts';

const plan = { certificate: 'Partner', source: 'org.certificates' };

function seen(
  { listed, rights = {} }: { readonly listed: readonly string[] | OrgApiError; readonly rights?: object | null },
  more: { readonly isListed?: boolean; readonly apiVersion?: string; readonly source?: string } = {},
) {
  const api = {
    username: 'ci@acme.example',
    listMetadata: ([type = '']: readonly string[]) =>
      listed instanceof OrgApiError
        ? Promise.reject(listed)
        : Promise.resolve(listed.map((fullName) => ({ type, fullName, id: '', installed: false }))),
    query: () => Promise.resolve(rights === null ? [] : [rights]),
  } as unknown as OrgApi;
  const { isListed = true, apiVersion = '66.0', source = plan.source } = more;
  return sessionSight({ api, permissions: new OwnPermissions(api), apiVersion, plan: { ...plan, source }, isListed });
}

describe('what a session sees of certificates', () => {
  test('is believed where two ways agree', async () => {
    assert.deepEqual(await seen({ listed: ['partner', 'Else'] }), []);
    assert.deepEqual(await seen({ listed: [] }, { isListed: false }), []);
    // Nothing but the configuration itself tells of what it carries.
    assert.deepEqual(await seen({ listed: [] }, { source: 'org.saml-sso-configs' }), []);
  });

  test('is not believed where they do not', async () => {
    const [missing = ''] = await seen({ listed: ['Else'] });
    assert.match(
      missing,
      /^Partner is in the list of certificates of the org and not in its Metadata API, .*"Manage Certificates"/,
    );
    const [hidden = ''] = await seen({ listed: ['Partner'] }, { isListed: false });
    assert.match(hidden, /^Partner is in the Metadata API of the org and not in its list of certificates/);
    const [refused = ''] = await seen({ listed: new OrgApiError('JWT_IN_SOAP', 'x') });
    assert.match(refused, /did not list certificates\. The access token of ci@acme\.example is a JWT/);
  });

  test('is told with the permission that is missing, and the version that is too old', async () => {
    const rights = {
      PermissionsManageCertificates: true,
      PermissionsCustomizeApplication: false,
      PermissionsModifyMetadata: false,
      PermissionsModifyAllData: false,
    };
    const told = await seen({ listed: ['Partner'], rights }, { apiVersion: '58.0' });
    assert.equal(told.length, 2);
    assert.match(told.join(' '), /API version 58\.0 .* --api-version 60\.0 .* "Modify Metadata Through Metadata API/);
    // What the org does not say, the first deployment shows.
    assert.deepEqual(await seen({ listed: ['Partner'], rights: null }), []);
  });
});

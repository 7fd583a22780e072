import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { quietHarbor } from '../../src/index.ts';
import type { OrgClient } from '../org-client.ts';
import { data, refusals, startOrg } from '../org-client.ts';

interface Described {
  readonly name: string;
  readonly fields: readonly {
    readonly name: string;
    readonly type: string;
    readonly filterable: boolean;
    readonly referenceTo: readonly string[];
    readonly relationshipName: string | null;
  }[];
}

describe('describing objects', () => {
  let org: OrgClient;
  before(async () => {
    org = await startOrg({ seed: quietHarbor });
  });
  after(() => org.close());

  it('names the fields of an object with their types', async () => {
    const { name, fields } = (await org.get<Described>(`${data}/tooling/sobjects/Certificate/describe`)).json();
    assert.equal(name, 'Certificate');
    const of = (field: string) => fields.find((candidate) => candidate.name === field);
    assert.equal(of('Id')?.type, 'id');
    assert.equal(of('ExpirationDate')?.type, 'date');
    assert.equal(of('OptionsIsUnusable')?.type, 'boolean');
    assert.deepEqual([of('CertificateChain')?.type, of('CertificateChain')?.filterable], ['base64', false]);
  });

  it('names where references lead', async () => {
    const { fields } = (await org.get<Described>(`${data}/sobjects/PermissionSetAssignment/describe`)).json();
    const assignee = fields.find(({ name }) => name === 'AssigneeId');
    assert.deepEqual([assignee?.referenceTo, assignee?.relationshipName], [['User'], 'Assignee']);
  });

  it('shows the permission that mails are sent by', async () => {
    const { fields } = (await org.get<Described>(`${data}/sobjects/PermissionSet/describe`)).json();
    assert.ok(fields.some(({ name }) => name === 'PermissionsManageCertificatesExpiration'));
  });

  it('shows the permission that enforces mutual authentication only where the feature is on', async () => {
    const shown = async (): Promise<boolean> => {
      const { fields } = (await org.get<Described>(`${data}/sobjects/PermissionSet/describe`)).json();
      return fields.some(({ name }) => name === 'PermissionsEnforceMutualAuthentication');
    };
    assert.equal(await shown(), true);
    org.setFaults({ missingTypes: ['InboundCertificate'] });
    assert.equal(await shown(), false);
    org.setFaults({});
  });

  it('answers 404 for objects it does not know, and for SourceMember: it tracks no source', async () => {
    for (const path of ['sobjects/Certificate', 'tooling/sobjects/Nothing', 'tooling/sobjects/SourceMember']) {
      const answer = await org.get(`${data}/${path}/describe`);
      assert.equal(answer.status, 404, path);
      assert.equal(refusals(answer)[0]?.errorCode, 'NOT_FOUND');
    }
  });

  it('lists all objects of an API', async () => {
    const listed = async (api: string): Promise<string[]> =>
      (await org.get<{ sobjects: { name: string }[] }>(`${data}/${api}sobjects`))
        .json()
        .sobjects.map(({ name }) => name);
    assert.ok(!(await listed('')).includes('Certificate'));
    assert.ok((await listed('tooling/')).includes('Certificate'));
  });

  it('gives single records, blobs as addresses', async () => {
    const [row] = (await org.query<{ Id: string }>('SELECT Id FROM Certificate LIMIT 1', 'tooling/')).json().records;
    const path = `${data}/tooling/sobjects/Certificate/${row?.Id}`;
    const record = (await org.get<Record<string, string>>(path)).json();
    assert.equal(record['CertificateChain'], `${path}/CertificateChain`);
    assert.equal((await org.get(`${data}/sobjects/User/005000000000000AAA`)).status, 404);
  });
});

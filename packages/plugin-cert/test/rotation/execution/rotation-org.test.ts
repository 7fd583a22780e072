import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { quietHarbor, startPracticeOrg } from '@cert-health/practice-org';
import type { PracticeOrg } from '@cert-health/practice-org';
import { orgApi } from '../../../src/org/connection.ts';
import { DeployRefusedError } from '../../../src/org/deploy.ts';
import { usualWaiting } from '../../../src/org/until-done.ts';
import { rotationOrg } from '../../../src/rotation/execution/rotation-org.ts';
import { certificateMeta } from '../../fixtures/folder.ts';
import { connect } from '../../fixtures/log-in.ts';

const name = 'Supplier_Client_202701';
const certificate = (content: string) => ({
  members: new Map([['Certificate', [name]]]),
  files: new Map([
    [`certs/${name}.crt`, content],
    [
      `certs/${name}.crt-meta.xml`,
      certificateMeta({ caSigned: 'true', keySize: '2048', masterLabel: 'Supplier', privateKeyExportable: 'false' }),
    ],
  ]),
});
const both = new Map([
  ['Certificate', [name]],
  ['NamedCredential', ['Supplier']],
]);

describe('what a rotation does to an org', () => {
  let practice: PracticeOrg;
  before(async () => {
    practice = await startPracticeOrg({ seed: quietHarbor });
  });
  after(() => practice.close());

  test('is a record that is made, its request, a reference that is moved, and a deletion', async () => {
    const connection = await connect(practice);
    const org = rotationOrg(orgApi(connection), connection, { ...usualWaiting, sleep: () => Promise.resolve() });
    assert.equal(await org.certificate(name), undefined);
    await org.deploy(certificate(''));
    const made = await org.certificate(name.toUpperCase());
    assert.deepEqual(
      { ...made, id: '' },
      { id: '', usable: false, ends: null, keySize: 2048, privateKeyExportable: false },
    );
    const { files } = await org.retrieve(both);
    assert.match(Buffer.from(files.get(`certs/${name}.crt`) ?? []).toString(), /BEGIN CERTIFICATE REQUEST/);

    const path = 'namedCredentials/Supplier.namedCredential';
    const was = Buffer.from(files.get(path) ?? []).toString();
    const supplier = new Map([['NamedCredential', ['Supplier']]]);
    const moved = was.replace('Supplier_Client', name);
    await org.deploy({ members: supplier, files: new Map([[path, moved]]) });
    const again = await org.retrieve(both);
    assert.equal(Buffer.from(again.files.get(path) ?? []).toString(), moved);

    // What is named is not deleted, and the reason is told.
    const nothing = { members: new Map(), files: new Map(), deletions: new Map([['Certificate', [name]]]) };
    await assert.rejects(
      org.deploy(nothing),
      (error: unknown) =>
        error instanceof DeployRefusedError && /in use by NamedCredential Supplier/.test(error.message),
    );
    await org.deploy({ members: supplier, files: new Map([[path, was]]) });
    await org.deploy(nothing);
    const gone = await org.retrieve(both);
    assert.equal(gone.files.has(`certs/${name}.crt`), false);
    assert.match(gone.problems.join(' '), new RegExp(`named '${name}' cannot be found`));
    assert.deepEqual(org.counts, { deploys: 5, retrieves: 3 });
  });

  test('that is refused for one component changes none', async () => {
    const connection = await connect(practice);
    const org = rotationOrg(orgApi(connection), connection, { ...usualWaiting, sleep: () => Promise.resolve() });
    const path = 'namedCredentials/Supplier.namedCredential';
    const wanted = new Map([['NamedCredential', ['Supplier']]]);
    const was = Buffer.from((await org.retrieve(wanted)).files.get(path) ?? []).toString();
    const { members, files } = certificate('');
    await assert.rejects(
      org.deploy({
        members: new Map([...members, ...wanted]),
        files: new Map([...files, [path, was.replace('Supplier_Client', 'Nobody_Knows_It')]]),
      }),
      DeployRefusedError,
    );
    const { files: now } = await org.retrieve(both);
    assert.equal(Buffer.from(now.get(path) ?? []).toString(), was);
    assert.equal(now.has(`certs/${name}.crt`), false);
  });
});

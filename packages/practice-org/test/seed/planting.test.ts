import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { X509Certificate } from '@peculiar/x509';
import { canonicalRecordId } from '@cert-health/core';
import { quietHarbor } from '../../src/index.ts';
import type { KeyPairRecord } from '../../src/org/key-pair-record.ts';
import { configured } from '../../src/seed/company.ts';
import { issueSelfSigned, validFor } from '../../src/certificates/issue.ts';
import { ecKeyPair } from '../../src/certificates/keys.ts';
import { permissionComponents } from '../../src/seed/permission-components.ts';
import { permissionSetRow, profilePermissionRow } from '../../src/seed/people-rows.ts';
import { KeyPairNames, carrying, fingerprint, meeting, naming, namingById } from '../../src/seed/planting.ts';
import { now } from '../org-client.ts';

const of = { place: 'named-credentials', name: 'Orders', field: 'NamedCredential.certificate' } as const;

describe('the names of key pairs', () => {
  let records: readonly KeyPairRecord[];
  let names: KeyPairNames;
  before(async () => {
    records = (await quietHarbor(now)).keyPairs;
    names = new KeyPairNames(records);
  });

  it('lead to the record by name, by Id and by the short form of the Id', () => {
    const [{ id, developerName: name } = assert.fail()] = records;
    assert.deepEqual(names.byName(name), { target: name, id, resolvesTo: name });
    assert.deepEqual(names.byId(name), { target: id, resolvesTo: name });
    const { target } = names.byShortId(name);
    assert.equal(target.length, 15);
    assert.equal(canonicalRecordId(target), id);
  });

  it('can be written otherwise and mean the same', () => {
    assert.deepEqual(names.byName('Supplier_Client', 'SUPPLIER_CLIENT').resolvesTo, 'Supplier_Client');
  });

  it('must exist, or must not where something is said to be gone', () => {
    for (const wrong of [() => names.byName('Other'), () => names.byId('Other'), () => names.gone('Supplier_Client')]) {
      assert.throws(wrong, RangeError);
    }
    const deleted = new KeyPairNames(records.map((record) => ({ ...record, deleted: true })));
    assert.throws(() => deleted.byName('Supplier_Client'), RangeError);
    assert.equal(deleted.gone('Supplier_Client').dangling, true);
  });

  it('of what is gone have an Id of the right form that no record has', () => {
    for (const { id = '' } of [names.gone('Client_2019'), { id: KeyPairNames.idOfNothing(1).target }]) {
      assert.match(id, /^0P1/);
      assert.equal(canonicalRecordId(id), id);
      assert.ok(!records.some((record) => record.id === id));
    }
  });
});

describe('a reference', () => {
  it('by name has the Id beside it only where an API gives one', () => {
    const named = { target: 'Client', id: '0P1', resolvesTo: 'Client' };
    assert.deepEqual(naming(of, named), [{ ...of, kind: 'names', target: 'Client', resolvesTo: 'Client' }]);
    assert.deepEqual(namingById(of, named), [
      { ...of, kind: 'names', target: 'Client', resolvesTo: 'Client', targetId: '0P1' },
    ]);
  });

  it('is none where nothing is configured', () => {
    for (const none of [naming, namingById, carrying, meeting]) assert.deepEqual(none(of, undefined), []);
  });

  it('to what is held has the fingerprint that core computes too', async () => {
    const keys = await ecKeyPair();
    const certificate: X509Certificate = await issueSelfSigned({ subject: 'CN=x', keys, ...validFor(now, 10) });
    const { parseCertificate } = await import('@cert-health/core');
    assert.equal(fingerprint(certificate), parseCertificate(certificate.toString('pem')).fingerprint);
    assert.deepEqual(carrying(of, certificate), [{ ...of, kind: 'carries', fingerprint: fingerprint(certificate) }]);
  });
});

describe('what a company is configured to do', () => {
  const draft = (fullName: string, id?: string) => ({
    type: 'NamedCredential',
    fullName,
    values: {},
    ...(id === undefined ? {} : { id }),
  });

  it('is all plantings, each component with an Id of its own and dates before now', () => {
    const { components, references } = configured(
      [
        { drafts: [draft('A'), draft('B')], references: meeting(of, 'https://a.example') },
        { drafts: [draft('C', 'own')] },
      ],
      now,
    );
    assert.equal(new Set(components.map(({ id }) => id)).size, 3);
    assert.equal(components.find(({ fullName }) => fullName === 'C')?.id, 'own');
    assert.ok(
      components.every(
        ({ createdDate, lastModifiedDate }) => createdDate <= lastModifiedDate && lastModifiedDate < now,
      ),
    );
    assert.equal(references.length, 1);
  });

  it('has the rows of all of them together', () => {
    const row = (Id: string) => ({ drafts: [], rows: { Domain: [{ Id }] } });
    assert.deepEqual(configured([row('1'), row('2')], now).rows, { Domain: [{ Id: '1' }, { Id: '2' }] });
  });
});

describe('permissions as metadata', () => {
  it('are those of the rows, for permission sets and profiles', () => {
    const { drafts } = permissionComponents({
      PermissionSet: [
        profilePermissionRow(1, 'System Administrator', ['ViewSetup']),
        permissionSetRow(2, 'Watch', 'Certificate Watch', ['ManageCertificatesExpiration', 'ApiEnabled']),
      ],
    });
    assert.deepEqual(
      drafts.map(({ type, fullName, values }) => [type, fullName, values['userPermissions']]),
      [
        ['Profile', 'Admin', [{ enabled: true, name: 'ViewSetup' }]],
        [
          'PermissionSet',
          'Watch',
          [
            { enabled: true, name: 'ManageCertificatesExpiration' },
            { enabled: true, name: 'ApiEnabled' },
          ],
        ],
      ],
    );
  });
});

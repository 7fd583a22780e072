import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { quietHarbor } from '../../src/index.ts';
import type { Authorities } from '../../src/seed/authorities.ts';
import { makeAuthorities } from '../../src/seed/authorities.ts';
import { KeyRing } from '../../src/certificates/key-ring.ts';
import { clientChain } from '../client-chains.ts';
import type { OrgClient } from '../org-client.ts';
import { data, now, refusals, startOrg } from '../org-client.ts';

describe('records of UserAuthCertificate', () => {
  let org: OrgClient;
  let authorities: Authorities;
  let UserId: string;
  before(async () => {
    [org, authorities] = await Promise.all([startOrg({ seed: quietHarbor }), makeAuthorities(now, new KeyRing())]);
    UserId = (await org.query<{ Id: string }>('SELECT Id FROM User')).json().records[0]?.Id ?? '';
  });
  after(() => org.close());

  const inBase64 = (text: string): string => Buffer.from(text).toString('base64');
  const add = (fields: object) => org.request<{ id: string }>('POST', `${data}/sobjects/UserAuthCertificate`, fields);
  const codeOf = async (fields: object) => refusals(await add(fields))[0]?.errorCode;

  it('are added with a chain in base64, shown by both APIs, and deleted', async () => {
    const chain = await clientChain(authorities);
    const added = await add({
      DeveloperName: 'Log_In',
      MasterLabel: 'Log-in',
      UserId,
      CertificateChain: inBase64(chain.join('')),
    });
    assert.equal(added.status, 201);
    const soql =
      'SELECT Id, UserId, User.Username, CertificateChain, CertificateChainLength, SerialNumber FROM UserAuthCertificate';
    const [row] = (await org.query<Record<string, string>>(soql)).json().records;
    assert.equal(row?.['UserId'], UserId);
    assert.equal(row?.['CertificateChainLength'], 2);
    assert.equal(row?.['SerialNumber'], new X509Certificate(chain[0]).serialNumber.toLowerCase());
    assert.equal((await org.get(row?.['CertificateChain'] ?? '')).text, chain.join(''));
    const read = await org.soap('readMetadata', '<type>UserAuthCertificate</type><fullNames>Log_In</fullNames>');
    assert.match(read.text, new RegExp(org.username));
    const path = `${data}/sobjects/UserAuthCertificate/${added.json().id}`;
    assert.equal((await org.request('DELETE', path)).status, 204);
    assert.deepEqual((await org.query(soql)).json().records, []);
    assert.equal((await org.request('DELETE', path)).status, 404);
  });

  it('are refused where the Object Reference or Help says so', async () => {
    const [leaf, issuer] = await clientChain(authorities);
    const [server] = await clientChain(authorities, ['serverAuth']);
    const good = { DeveloperName: 'First', MasterLabel: 'First', UserId, CertificateChain: inBase64(leaf) };
    for (const [change, wanted] of [
      [{ MasterLabel: '' }, 'REQUIRED_FIELD_MISSING'],
      [{ UserId: null }, 'REQUIRED_FIELD_MISSING'],
      [{ UserId: UserId.replace(/.{6}$/, 'zzzzzz') }, 'INVALID_CROSS_REFERENCE_KEY'],
      [{ Fingerprint: 'x' }, 'INVALID_FIELD_FOR_INSERT_UPDATE'],
      [{ DeveloperName: 'Two__Lines' }, 'INVALID_FIELD'],
      [{ CertificateChain: leaf }, 'FIELD_INTEGRITY_EXCEPTION'],
      [{ CertificateChain: inBase64(server) }, 'FIELD_INTEGRITY_EXCEPTION'],
      [{ CertificateChain: inBase64(leaf + issuer.repeat(10)) }, 'FIELD_INTEGRITY_EXCEPTION'],
      [{ CertificateChain: inBase64(leaf.padEnd(1024 * 1024 + 1)) }, 'FIELD_INTEGRITY_EXCEPTION'],
      [
        { CertificateChain: inBase64(`${leaf}-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----`) },
        'FIELD_INTEGRITY_EXCEPTION',
      ],
    ] as const) {
      assert.equal(await codeOf({ ...good, ...change }), wanted, JSON.stringify(Object.keys(change)));
    }
    assert.equal((await add(good)).status, 201);
    assert.equal(await codeOf(good), 'DUPLICATE_DEVELOPER_NAME');
    assert.equal(await codeOf({ ...good, DeveloperName: 'Second' }), 'DUPLICATE_VALUE');
  });
});

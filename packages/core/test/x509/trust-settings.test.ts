import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  parseCertificate,
  readCryptographicFile,
  strictestCopy,
  trustFor,
  type TrustSettings,
} from '@cert-health/core';
import { certificateDer, pem } from './certificate-writer.ts';
import { explicit, hex, join, nothing, octets, oid, sequence, tlv, utf8, type Bytes } from './der-writer.ts';

const SERVER = '1.3.6.1.5.5.7.3.1';
const CLIENT = '1.3.6.1.5.5.7.3.2';
const ANY = '2.5.29.37.0';

const A = certificateDer();
const purposes = (...oids: readonly string[]): Bytes => sequence(...oids.map(oid));
const rejecting = (...oids: readonly string[]): Bytes => explicit(0, ...oids.map(oid));
const settingsOf = (...fields: readonly Bytes[]): TrustSettings | undefined =>
  parseCertificate(pem('TRUSTED CERTIFICATE', join(A, sequence(...fields)))).trustSettings;

describe('Trust settings', () => {
  it('name uses that are trusted and rejected, and what the certificate is called', () => {
    assert.deepEqual(settingsOf(purposes(SERVER), rejecting(CLIENT, ANY), utf8('Büro')), {
      trusted: [SERVER],
      rejected: [CLIENT, ANY],
      alias: 'Büro',
    });
    assert.deepEqual(settingsOf(rejecting(SERVER)), { rejected: [SERVER] });
    assert.deepEqual(settingsOf(purposes(), octets(hex('aa')), explicit(1, sequence(oid('1.2.3')))), {
      trusted: [],
      rejected: [],
    });
    assert.deepEqual(settingsOf(utf8('a')), { rejected: [], alias: 'a' });
    assert.deepEqual(settingsOf(tlv(0x0c, hex('4cfc'))), { rejected: [], alias: 'L\\FC' }, 'a label costs the label');
  });

  it('are read behind a certificate in every container that has room for them', () => {
    const both = join(A, sequence(rejecting(SERVER)));
    for (const input of [
      pem('TRUSTED CERTIFICATE', both),
      pem('CERTIFICATE', both),
      both,
      join(both, hex('0d0a')),
      Buffer.from(both).toString('base64'),
    ]) {
      const { certificates, problems } = readCryptographicFile(input);
      assert.deepEqual(certificates[0]?.trustSettings, { rejected: [SERVER] });
      assert.deepEqual(problems, []);
    }
    assert.equal(parseCertificate(pem('TRUSTED CERTIFICATE', A)).trustSettings, undefined);
  });

  it('that cannot be read cost the certificate: nobody knows what it was not to be trusted for', () => {
    for (const odd of [sequence(nothing), sequence(explicit(0, nothing)), octets(), join(sequence(), sequence())]) {
      const { certificates, problems } = readCryptographicFile(
        pem('TRUSTED CERTIFICATE', join(A, odd)) + pem('CERTIFICATE', A),
      );
      assert.equal(certificates.length, 1);
      assert.match(problems[0]?.message ?? '', /^Certificate 1 of the file .*trust settings/);
    }
  });

  it('decide as openssl does: what is rejected first, and nothing beside what is trusted', () => {
    const decided = (settings: TrustSettings): string[] =>
      [SERVER, CLIENT, undefined].map((purpose) => trustFor(settings, purpose));
    assert.deepEqual(decided({ rejected: [] }), ['trusted', 'trusted', 'trusted']);
    assert.deepEqual(decided({ rejected: [SERVER] }), ['rejected', 'trusted', 'trusted']);
    assert.deepEqual(decided({ rejected: [ANY] }), ['rejected', 'rejected', 'rejected']);
    assert.deepEqual(decided({ trusted: [SERVER], rejected: [] }), [
      'trusted',
      'not-among-trusted',
      'not-among-trusted',
    ]);
    assert.deepEqual(decided({ trusted: [ANY], rejected: [CLIENT] }), ['trusted', 'rejected', 'trusted']);
    assert.deepEqual(
      decided({ trusted: [], rejected: [] }),
      Array.from({ length: 3 }, () => 'not-among-trusted'),
    );
    assert.deepEqual(decided({ trusted: [SERVER], rejected: [SERVER] })[0], 'rejected');
  });

  it('of two copies of one certificate both hold, in either order', () => {
    const plain = parseCertificate(A);
    const [servers, noClients] = [sequence(purposes(SERVER, CLIENT)), sequence(rejecting(CLIENT))].map((settings) =>
      parseCertificate(pem('TRUSTED CERTIFICATE', join(A, settings))),
    );
    for (const [one, again] of [
      [plain, noClients!],
      [noClients!, plain],
    ])
      assert.deepEqual(strictestCopy(one!, again!).trustSettings, { rejected: [CLIENT] });
    for (const [one, again] of [
      [servers!, noClients!],
      [noClients!, servers!],
    ])
      assert.deepEqual(strictestCopy(one!, again!).trustSettings, { trusted: [SERVER, CLIENT], rejected: [CLIENT] });
  });
});

import assert from 'node:assert/strict';
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { judgeRequest, parseCertificate, parseCertificationRequest } from '@cert-health/core';
import { certificationRequest } from '../../../src/rotation/execution/certification-request.ts';
import { clientKeys } from '../../../src/rotation/execution/client-keys.ts';
import { StepProblem } from '../../../src/rotation/execution/step-problem.ts';
import { folderWith } from '../../fixtures/folder.ts';
import { companyOfClients } from './company-of-clients.ts';

const saying = (pattern: RegExp) => (error: unknown) => error instanceof StepProblem && pattern.test(error.message);

describe('a key that is made for a client', () => {
  test('is made once, for nobody else to read, and nothing else is left beside it', async (t) => {
    const folder = folderWith(t, {});
    const keys = clientKeys(folder);
    const [one, two] = await Promise.all([keys.at('keys/A.key', 2048), keys.at('keys/A.key', 2048)]);
    assert.ok(one.equals(two));
    assert.deepEqual(readdirSync(join(folder, 'keys')), ['A.key']);
    if (process.platform !== 'win32') assert.equal(statSync(join(folder, 'keys/A.key')).mode & 0o777, 0o600);
    const text = readFileSync(join(folder, 'keys/A.key'), 'utf8');
    assert.match(text, /^-----BEGIN PRIVATE KEY-----/);
    await keys.at('keys/A.key', 4096);
    assert.equal(readFileSync(join(folder, 'keys/A.key'), 'utf8'), text);
  });

  test('is not taken where others may read it, or where it is none', async (t) => {
    const folder = folderWith(t, { 'none.key': 'no key', 'in-the-way': '' });
    const keys = clientKeys(folder);
    chmodSync(join(folder, 'none.key'), 0o600);
    await assert.rejects(keys.at('none.key', 2048), saying(/holds no private key that can be read/));
    await assert.rejects(keys.at('in-the-way/A.key', 2048), saying(/could not be kept in in-the-way\/A\.key \(/));
    if (process.platform === 'win32') return;
    await keys.at('open.key', 2048);
    chmodSync(join(folder, 'open.key'), 0o644);
    await assert.rejects(keys.at('open.key', 2048), saying(/Others may read the key in open\.key/));
    writeFileSync(join(folder, 'empty.key'), '', { mode: 0o600 });
    await assert.rejects(keys.at('empty.key', 2048), saying(/holds no private key/));
  });
});

describe('a signing request of our own', () => {
  test('is one that the reader and the judgment of requests take', async () => {
    const { company } = await companyOfClients();
    const body = company.components.find(({ fullName }) => fullName === 'Billing_Client')?.content ?? '';
    const { subject } = parseCertificate(body.slice(0, body.indexOf('-----END') + 25));
    for (const modulusLength of [2048, 3072, 4096]) {
      const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength });
      const request = parseCertificationRequest(certificationRequest(privateKey, subject.der));
      assert.equal(request.subject.canonical, subject.canonical);
      assert.deepEqual(Buffer.from(request.publicKey.spki), publicKey.export({ type: 'spki', format: 'der' }));
      // The signature is among what is judged.
      const { faults } = await judgeRequest({ request, authority: 'other', names: [], purposes: ['client'] });
      assert.deepEqual(faults, []);
      const der = Buffer.from(request.der);
      der[der.length - 1] = (der[der.length - 1] ?? 0) ^ 1;
      const forged = parseCertificationRequest(new Uint8Array(der));
      const judged = await judgeRequest({ request: forged, authority: 'other', names: [], purposes: ['client'] });
      assert.notDeepEqual(judged.faults, []);
    }
  });
});

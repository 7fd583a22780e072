import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { certificateToPem, loadMozillaCertificates, parseCertificate } from '@cert-health/core';
import type { Certificate } from '@cert-health/core';
import { clientAuth, issue, serverAuth } from '../../fixtures/certificates.ts';
import type { Issued, Wanted } from '../../fixtures/certificates.ts';
import { given, judgedAt, replaced, root as signer } from './chains.ts';

const held = (await loadMozillaCertificates()).anchors.flatMap(({ der }) => (der ? [parseCertificate(der)] : []));

/** A real root by its name, with a key that is not its own: what is "issued" under it names it, and no more. */
function realRoot(name: string): Issued {
  const certificate = held.find(({ subject }) => subject.get('CN') === name) as Certificate;
  return { certificate, pem: certificateToPem(certificate), keys: signer.keys };
}
const under = (name: string, other: Partial<Wanted> = {}): Promise<Issued> =>
  issue({
    subject: 'CN=www.acme.example',
    issuer: realRoot(name),
    key: 'RSA-2048',
    keyName: 'public',
    withoutKeyIds: true,
    purposes: [serverAuth],
    dnsNames: ['www.acme.example'],
    notBefore: '2026-05-01',
    notAfter: '2026-07-30',
    ...other,
  });
const host = { host: 'www.acme.example' };
const old = given(await under('ISRG Root X1'));

describe('what is served to callers', () => {
  const judge = async (next: Issued) => judgedAt('custom-domain', { old, next: given(next), place: host });

  test('goes on under the same root', async () => {
    const { reasons } = await judge(await under('ISRG Root X1'));
    assert.deepEqual(
      reasons.filter(({ subject }) => subject === 'root'),
      [],
    );
  });

  test('asks to tell callers with lists of their own of another root that browsers know', async () => {
    const { reasons } = await judge(await under('DigiCert Global Root G2'));
    const [one] = reasons.filter(({ subject }) => subject === 'root');
    assert.equal(one?.outcome, 'tell-first');
    assert.equal(one?.who?.role, 'callers');
    assert.deepEqual(one?.give, [
      {
        what: 'root',
        subject: 'DigiCert Global Root G2',
        fingerprint: 'cb3ccbb76031e5e0138f8dd39a23f9de47ffc35e43c1144cea27d46a5ab1cb5f',
      },
    ]);
  });

  test('breaks under a root that programs have dropped', async () => {
    const { outcome, reasons } = await judge(await under('DigiCert Assured ID Root CA'));
    assert.equal(outcome, 'breaks');
    assert.match(reasons[0]?.why ?? '', /DigiCert Assured ID Root CA.*refuse/);
  });

  test('breaks where it lasts longer than the rules allowed when it was issued', async () => {
    const long = await under('ISRG Root X1', { notAfter: '2027-05-01' });
    const { outcome, reasons } = await judge(long);
    assert.deepEqual([outcome, reasons[0]?.subject], ['breaks', 'lifetime']);
    assert.match(reasons[0]?.rule ?? '', /6\.3\.2/);
  });

  test('is told the coming limit where the new lifetime exceeds it', async () => {
    const long = given(await under('ISRG Root X1', { notAfter: '2026-11-16' }));
    const { changes } = await replaced({ old, next: long });
    const { matters } = changes.find(({ subject }) => subject === 'lifetime') ?? {};
    assert.match(matters ?? '', /From Mon 15 Mar 2027 on public certificates last at most 100 days/);
  });
});

const both = { purposes: [serverAuth, clientAuth] };
const before = given(await under('DigiCert Global Root G2', both));

describe('client authentication under a public root', () => {
  test('that is lost breaks clients of Salesforce, with the day on which its authority stops', async () => {
    const next = given(await under('DigiCert Global Root G2'));
    const { outcome, reasons } = await judgedAt('inbound-api-mtls', { old: before, next });
    assert.equal(outcome, 'breaks');
    const [lost] = reasons.filter(({ subject }) => subject === 'purposes');
    assert.match(lost?.why ?? '', /no longer names client authentication.*DigiCert stops issuing.*Mon 1 Mar 2027/);
    const partner = await judgedAt('outbound-apex-mtls', { old: before, next });
    assert.match(
      partner.reasons.find(({ subject }) => subject === 'purposes')?.why ?? '',
      /most servers refuse.*1 Mar 2027/,
    );
  });

  test('that is kept is told to end, and breaks nothing', async () => {
    const next = given(await under('DigiCert Global Root G2', { ...both, keyName: 'next' }));
    const { reasons } = await judgedAt('inbound-api-mtls', { old: before, next });
    const [kept] = reasons.filter(({ subject }) => subject === 'purposes');
    assert.equal(kept?.outcome, 'unchanged');
    assert.match(kept?.why ?? '', /1 Mar 2027/);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluate, salesforceTrustStore, webSignatures } from '@cert-health/core';
import type { EvaluationOptions, Holding, PathStep, ReportPath } from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';
import type { Issued } from '../fixtures/certificates.ts';
import { emptyInventory, held } from '../fixtures/inventories.ts';

const at = new Date('2026-06-01T00:00:00Z');
const root = await issue({ subject: 'CN=Acme Root', ca: true, notAfter: '2036-01-01T00:00:00Z' });
const ca = await issue({ subject: 'CN=Acme CA', ca: true, issuer: root, notAfter: '2030-01-01T00:00:00Z' });
const leaf = await issue({ subject: 'CN=leaf', issuer: ca });

async function pathOf(
  holdings: readonly Holding[],
  one: Issued = leaf,
  options: Partial<EvaluationOptions> = {},
): Promise<ReportPath | undefined> {
  const report = await evaluate({ ...emptyInventory, holdings }, { at, generatedAt: at, ...options });
  return report.certificates.find(({ fingerprint }) => fingerprint === one.certificate.fingerprint)?.path;
}

function told(path: ReportPath | undefined, field: keyof PathStep): unknown[] {
  return path?.steps.map((step) => step[field]) ?? [];
}

describe('the path of a certificate', () => {
  it('goes from the certificate to its root, each step signed by the next and the root by itself', async () => {
    const path = await pathOf([held([leaf, ca, root])]);
    assert.deepEqual(path, {
      steps: [step(leaf, 'valid', 'ok'), step(ca, 'valid', 'ok'), step(root, 'valid', 'ok')],
    });
  });

  it('is put in order, whatever the order in which it is held', async () => {
    const path = await pathOf([held([root, leaf, ca])]);
    assert.deepEqual(told(path, 'subject'), ['CN=leaf', 'CN=Acme CA', 'CN=Acme Root']);
  });

  it('ends with the name of the issuer where that one is not held', async () => {
    const missing = { fingerprint: null, notAfter: null, signature: 'not-held', ends: null };
    assert.deepEqual((await pathOf([held([leaf])]))?.steps, [
      step(leaf, 'not-held', 'ok'),
      { ...missing, subject: 'CN=Acme CA' },
    ]);
    assert.deepEqual((await pathOf([held([leaf, ca])]))?.steps, [
      step(leaf, 'valid', 'ok'),
      step(ca, 'not-held', 'ok'),
      { ...missing, subject: 'CN=Acme Root' },
    ]);
  });

  it('is one step for a certificate that is signed with its own key', async () => {
    const own = await issue({ subject: 'CN=own' });
    assert.deepEqual((await pathOf([held([own])], own))?.steps, [step(own, 'valid', 'ok')]);
  });

  it('shows the step that is not genuine, and decides nothing above it', async () => {
    const plain = { withoutKeyIds: true };
    const double = await issue({ subject: 'CN=Acme CA', ca: true, issuer: root, keyName: 'double', ...plain });
    const child = await issue({ subject: 'CN=child', issuer: ca, ...plain });
    const path = await pathOf([held([child, double, root])], child);
    assert.deepEqual(told(path, 'subject'), ['CN=child', 'CN=Acme CA', 'CN=Acme Root']);
    assert.deepEqual(told(path, 'signature'), ['invalid', 'not-tried', 'not-tried']);
  });

  it('says of a signature that nobody here can verify that it cannot be verified, never that it is valid', async () => {
    const none = { name: 'none', verify: () => 'unsupported' as const };
    const path = await pathOf([held([leaf, ca, root])], leaf, { signatures: none });
    assert.deepEqual(told(path, 'signature'), ['unsupported', 'not-tried', 'not-tried']);
  });

  it('is the same with the signatures of browsers', async () => {
    const holdings = [held([leaf, ca, root])];
    const web = await pathOf(holdings, leaf, { signatures: webSignatures(crypto.subtle) });
    assert.deepEqual(web, await pathOf(holdings));
  });

  it('tells of each step whether it has ended, ends soon or very soon by the settings, or has not begun', async () => {
    const over = await issue({ subject: 'CN=Acme CA', ca: true, issuer: root, notAfter: '2026-05-01T00:00:00Z' });
    const soon = await issue({ subject: 'CN=soon', issuer: over, notAfter: '2026-07-01T00:00:00Z' });
    assert.deepEqual(told(await pathOf([held([soon, over, root])], soon), 'ends'), ['urgent', 'ended', 'ok']);
    const august = await issue({ subject: 'CN=august', issuer: over, notAfter: '2026-08-01T00:00:00Z' });
    assert.deepEqual(told(await pathOf([held([august, over, root])], august), 'ends'), ['soon', 'ended', 'ok']);
    const later = await issue({ subject: 'CN=later', notBefore: '2026-06-02T00:00:00Z' });
    assert.deepEqual(told(await pathOf([held([later])], later), 'ends'), ['not-yet']);
    const settings = { expiring: { warningFraction: 0.01, criticalFraction: 0.005 } };
    assert.deepEqual(told(await pathOf([held([soon])], soon, { settings }), 'ends'), ['ok', null]);
  });

  it('warns of an intermediate that ends before the certificate, and not of one that lasts as long', async () => {
    const early = await issue({ subject: 'CN=Acme CA', ca: true, issuer: root, notAfter: '2026-07-01T00:00:00Z' });
    const child = await issue({ subject: 'CN=child', issuer: early });
    assert.deepEqual(told(await pathOf([held([child, early, root])], child), 'ends'), ['ok', 'urgent', 'ok']);
  });

  it('names the root on the list of the org that it leads to, and is genuine up to there', async () => {
    const trustStore = salesforceTrustStore(root.pem);
    const path = await pathOf([held([leaf, ca])], leaf, { trustStore });
    assert.equal(path?.listed, 'Acme Root');
    assert.deepEqual(told(path, 'signature'), ['valid', 'valid', 'not-held']);
    const other = await issue({ subject: 'CN=Other Root', ca: true });
    const elsewhere = await pathOf([held([leaf, ca, root])], leaf, { trustStore: salesforceTrustStore(other.pem) });
    assert.equal(elsewhere?.listed, undefined);
  });

  it('does not lead to a root that only what another place holds leads to', async () => {
    const trustStore = salesforceTrustStore(root.pem);
    const other = await issue({ subject: 'CN=other', issuer: ca });
    const path = await pathOf([held([leaf]), held([other, ca], { name: 'Other' })], leaf, { trustStore });
    assert.deepEqual(told(path, 'subject'), ['CN=leaf', 'CN=Acme CA']);
    assert.equal(path?.listed, undefined);
  });

  it('is taken from the place that holds most of it', async () => {
    const short = held([leaf], { name: 'Short' });
    const long = held([leaf, ca, root], { name: 'Long' });
    for (const holdings of [
      [short, long],
      [long, short],
    ]) {
      assert.equal((await pathOf(holdings))?.steps.length, 3);
    }
  });

  it('is not told of certificates that are held for the sake of others only', async () => {
    assert.equal(await pathOf([held([leaf, ca, root])], ca), undefined);
    assert.ok(await pathOf([held([leaf, ca, root]), held([ca], { name: 'CA' })], ca));
  });
});

function step({ certificate }: Issued, signature: PathStep['signature'], ends: PathStep['ends']): PathStep {
  const { fingerprint, subject, notAfter } = certificate;
  return { fingerprint, subject: subject.text, notAfter: notAfter.toISOString(), signature, ends };
}

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  auditTrustStore,
  digicertGlobalRootG2,
  loadMozillaCertificates,
  parseCertificate,
  type Certificate,
} from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';

const at = new Date('2026-11-22T00:00:00Z');
const store = await loadMozillaCertificates();
const all = store.anchors.map(({ der }) => parseCertificate(der as Uint8Array));
const websites = all.filter((_, position) => store.anchors[position]?.constraints.websites === true);
const named = (name: string): Certificate => {
  const position = store.anchors.findIndex((anchor) => anchor.name === name);
  assert.ok(position >= 0, name);
  return all[position] as Certificate;
};
const g2 = named('DigiCert Global Root G2');
const standingOf = (certificate: Certificate, when = at): string | undefined =>
  auditTrustStore([certificate], { at: when }).roots[0]?.standing;

describe('a store that calls Salesforce', () => {
  it('is safe with the whole Mozilla set', () => {
    const audit = auditTrustStore(websites, { at });
    assert.equal(audit.salesforce.trusted, true);
    assert.equal(audit.salesforce.onlyG2, false);
    assert.deepEqual(audit.missing, []);
    assert.match(audit.salesforce.advice, /Nothing to do/);
    assert.deepEqual(
      audit.salesforce.rules.map(({ id }) => id),
      ['salesforce.g2', 'salesforce.root-set'],
    );
  });

  it('fails without DigiCert Global Root G2', () => {
    const audit = auditTrustStore(
      websites.filter((certificate) => certificate.fingerprint !== digicertGlobalRootG2),
      { at },
    );
    assert.equal(audit.salesforce.trusted, false);
    assert.match(audit.salesforce.advice, /^Add DigiCert Global Root G2/);
    assert.deepEqual(
      audit.missing.map(({ name }) => name),
      ['DigiCert Global Root G2'],
    );
  });

  it('is told that G2 alone is not enough, private roots beside it or not', async () => {
    const own = await issue({ subject: 'CN=Acme Root', ca: true });
    for (const certificates of [[g2], [g2, own.certificate], [g2, named('DigiCert Global Root CA')]]) {
      const { salesforce, missing } = auditTrustStore(certificates, { at });
      assert.equal(salesforce.onlyG2, true);
      assert.match(salesforce.advice, /alone/);
      assert.equal(missing.length, 117);
    }
  });

  it('is told how many roots are missing', () => {
    const { salesforce, missing } = auditTrustStore([g2, named('ISRG Root X1')], { at });
    assert.equal(missing.length, 116);
    assert.match(salesforce.advice, /116 missing/);
  });

  it('fails when G2 itself is out of date', () => {
    assert.equal(auditTrustStore([g2], { at: new Date(g2.notAfter.getTime() + 1000) }).salesforce.trusted, false);
    assert.equal(auditTrustStore([g2], { at: g2.notAfter }).salesforce.trusted, true);
    assert.equal(auditTrustStore([g2], { at: new Date(g2.notBefore.getTime() - 1000) }).salesforce.trusted, false);
  });

  it('of nothing trusts nothing', () => {
    const audit = auditTrustStore([], { at });
    assert.deepEqual([audit.salesforce.trusted, audit.roots.length, audit.missing.length], [false, 0, 118]);
  });

  it('is compared with data whose age is told', () => {
    assert.equal(auditTrustStore([], { at }).data.stale, false);
    assert.equal(auditTrustStore([], { at: new Date('2027-11-22T00:00:00Z') }).data.stale, true);
  });
});

describe('a certificate in the store', () => {
  it('is current, dated, retired or expired as Mozilla and its own dates say', () => {
    assert.equal(standingOf(g2), 'current');
    assert.equal(standingOf(named('Izenpe.com')), 'dated');
    assert.equal(standingOf(named('DigiCert Global Root CA')), 'retired');
    assert.equal(standingOf(g2, new Date('2040-01-01T00:00:00Z')), 'expired');
    assert.equal(standingOf(g2, new Date('2000-01-01T00:00:00Z')), 'not-yet-valid');
  });

  it('names the rule by which it is retired', () => {
    const [root] = auditTrustStore([named('DigiCert Global Root CA')], { at }).roots;
    assert.equal(root?.rule?.id, 'mozilla.websites-off.3.123');
    assert.match(root?.reason ?? '', /NSS 3\.123 \(2026-04-16\)/);
  });

  it('was current the second before it was retired', () => {
    assert.equal(standingOf(named('DigiCert Global Root CA'), new Date('2026-04-15T23:59:59Z')), 'current');
    assert.equal(standingOf(named('DigiCert Global Root CA'), new Date('2026-04-16T00:00:00Z')), 'retired');
  });

  it("may be a caller's own root, an intermediate, or no CA at all", async () => {
    const root = await issue({ subject: 'CN=Acme Root', ca: true });
    const intermediate = await issue({ subject: 'CN=Acme Issuing', ca: true, issuer: root });
    const leaf = await issue({ subject: 'CN=acme.example', issuer: intermediate });
    const standings = auditTrustStore(
      [root, intermediate, leaf].map(({ certificate }) => certificate),
      { at },
    ).roots;
    assert.deepEqual(
      standings.map(({ standing }) => standing),
      ['not-public', 'intermediate', 'not-a-ca'],
    );
  });
});

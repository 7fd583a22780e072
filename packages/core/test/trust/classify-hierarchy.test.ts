import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { describe, it } from 'node:test';
import { rootCertificates } from 'node:tls';
import {
  classifyHierarchy,
  digicertGlobalRootG2,
  loadMozillaCertificates,
  parseCertificate,
  type Certificate,
} from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';

const store = await loadMozillaCertificates();
const rootOf = (sha256: string): Certificate => {
  const der = store.anchors.find(({ fingerprints }) => fingerprints.sha256 === sha256)?.der;
  assert.ok(der);
  return parseCertificate(der);
};
const g2 = rootOf(digicertGlobalRootG2);

/** The same certificate with something else in place of what it says. */
function altered(certificate: Certificate, changes: Partial<Certificate>): Certificate {
  const properties = Object.fromEntries(Object.entries(changes).map(([name, value]) => [name, { value }]));
  return Object.create(certificate, properties) as Certificate;
}

const privateRoot = await issue({ subject: 'CN=Acme Root', ca: true });
const privateIntermediate = await issue({ subject: 'CN=Acme Issuing CA', ca: true, issuer: privateRoot });
const privateLeaf = await issue({ subject: 'CN=api.acme.example', issuer: privateIntermediate });

/** A certificate of a private hierarchy that names a public root as its issuer. */
function issuedBy(root: Certificate, certificate: Certificate): Certificate {
  return altered(certificate, {
    issuer: root.subject,
    selfIssued: false,
    extensions: {
      ...certificate.extensions,
      authorityKeyIdentifier: { keyId: root.extensions.subjectKeyIdentifier as Uint8Array },
    },
  });
}

describe('a hierarchy is public', () => {
  it('when the leaf names a public root, even if the root is not held', () => {
    const judged = classifyHierarchy(issuedBy(g2, privateLeaf.certificate), []);
    assert.equal(judged.kind, 'public');
    assert.equal(judged.root?.name, 'DigiCert Global Root G2');
  });

  it('when a held intermediate names a public root', () => {
    const intermediate = issuedBy(g2, privateIntermediate.certificate);
    assert.equal(classifyHierarchy(privateLeaf.certificate, [intermediate]).kind, 'public');
  });

  it('when it ends in a certificate with the key of a public root, such as a cross-signed one', () => {
    const crossSigned = altered(privateIntermediate.certificate, { publicKey: g2.publicKey });
    assert.equal(classifyHierarchy(privateLeaf.certificate, [crossSigned]).root?.sha256, digicertGlobalRootG2);
  });

  it('when the root left its program not long ago', () => {
    const pem = rootCertificates.find((one) => new X509Certificate(one).subject.includes('CN=AffirmTrust Commercial'));
    assert.ok(pem, 'this Node still lists it');
    const affirmTrust = parseCertificate(pem);
    assert.equal(
      store.anchors.some(({ fingerprints }) => fingerprints.sha256 === affirmTrust.fingerprint),
      false,
    );
    const judged = classifyHierarchy(issuedBy(affirmTrust, privateLeaf.certificate), []);
    assert.deepEqual([judged.kind, judged.root?.name], ['public', 'AffirmTrust Commercial']);
  });

  it('for a public root itself', () => assert.equal(classifyHierarchy(g2, []).kind, 'public'));

  it('for every root of the Mozilla store', () => {
    for (const { der } of store.anchors)
      assert.equal(classifyHierarchy(parseCertificate(der as Uint8Array), []).kind, 'public');
  });
});

describe('a hierarchy is not public', () => {
  it('for a certificate that takes the name of a public root but another key', () => {
    const impostor = altered(issuedBy(g2, privateLeaf.certificate), {
      extensions: { ...privateLeaf.certificate.extensions, authorityKeyIdentifier: { keyId: Uint8Array.of(1, 2, 3) } },
    });
    assert.notEqual(classifyHierarchy(impostor, []).kind, 'public');
  });

  it('when it ends in a root of no public program: private', () => {
    const judged = classifyHierarchy(privateLeaf.certificate, [
      privateRoot.certificate,
      privateIntermediate.certificate,
    ]);
    assert.equal(judged.kind, 'private');
    assert.match(judged.reason, /Acme Root/);
  });

  it('when it vouches for itself: self-signed', () => {
    assert.equal(classifyHierarchy(privateRoot.certificate, []).kind, 'self-signed');
  });

  it('even with certificates of other hierarchies beside it', () => {
    assert.equal(classifyHierarchy(privateRoot.certificate, [g2]).kind, 'self-signed');
  });
});

describe('a hierarchy that cannot be followed', () => {
  it('is unknown when the issuer is not held', () => {
    assert.equal(classifyHierarchy(privateLeaf.certificate, []).kind, 'unknown');
    assert.equal(classifyHierarchy(privateLeaf.certificate, [privateIntermediate.certificate]).kind, 'unknown');
  });

  for (const policy of ['2.23.140.1.2.1', '2.23.140.1.2.2', '2.23.140.1.2.3', '2.23.140.1.1']) {
    it(`claims to be public with the policy ${policy}`, async () => {
      const leaf = await issue({ subject: 'CN=claim.example', issuer: privateIntermediate, policies: [policy] });
      const judged = classifyHierarchy(leaf.certificate, []);
      assert.equal(judged.kind, 'claims-public');
      assert.ok(judged.reason.includes(policy));
    });
  }

  it('does not claim to be public with a policy of its own', async () => {
    const leaf = await issue({
      subject: 'CN=own.example',
      issuer: privateIntermediate,
      policies: ['1.2.3.4', '2.23.140.1.31'],
    });
    assert.equal(classifyHierarchy(leaf.certificate, []).kind, 'unknown');
  });

  it('claims to be public with embedded SCTs, and as a precertificate', () => {
    const { certificate } = privateLeaf;
    const timestamps = [{ logId: '00'.repeat(32), timestamp: new Date('2026-06-01T00:00:00Z') }];
    const logged = altered(certificate, {
      extensions: { ...certificate.extensions, signedCertificateTimestamps: timestamps },
    });
    const poisoned = altered(certificate, { extensions: { ...certificate.extensions, precertificatePoison: true } });
    assert.equal(classifyHierarchy(logged, []).kind, 'claims-public');
    assert.equal(classifyHierarchy(poisoned, []).kind, 'claims-public');
  });

  it('ends on a circle of issuers', async () => {
    const one = await issue({ subject: 'CN=Circle A', ca: true });
    const two = await issue({ subject: 'CN=Circle B', ca: true, issuer: one });
    const back = altered(one.certificate, { issuer: two.certificate.subject, selfIssued: false, extensions: {} });
    assert.equal(classifyHierarchy(two.certificate, [back, two.certificate]).kind, 'unknown');
  });
});

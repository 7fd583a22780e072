import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { before, describe, it } from 'node:test';
import type { Authorities } from '../../src/seed/authorities.ts';
import { listedRoots, makeAuthorities } from '../../src/seed/authorities.ts';
import type { Authority } from '../../src/certificates/issue.ts';
import { issueLeaf, issueSelfSigned, signingRequest, toPem, validFor } from '../../src/certificates/issue.ts';
import { KeyRing } from '../../src/certificates/key-ring.ts';
import type { KeyPair } from '../../src/certificates/keys.ts';
import { ecKeyPair } from '../../src/certificates/keys.ts';
import { salesforceSelfSigned } from '../../src/certificates/salesforce-signed.ts';
import { x509 } from '../../src/certificates/x509-library.ts';
import { now } from '../org-client.ts';

const crl = '2.5.29.31';
const issuers = '1.3.6.1.5.5.7.1.1';

let authorities: Authorities;
let keys: KeyPair;
before(async () => {
  [authorities, keys] = await Promise.all([makeAuthorities(now, new KeyRing()), ecKeyPair()]);
});

function types({ extensions }: { readonly extensions: Iterable<{ readonly type: string }> }): string[] {
  return Array.from(extensions, ({ type }) => type);
}

describe('a validity', () => {
  it('of whole days counts both ends', () => {
    const { notBefore, notAfter } = validFor(new Date('2026-06-10T14:03:09.700Z'), 200);
    assert.equal(notBefore.toISOString(), '2026-06-10T14:03:09.000Z', 'certificates know no fractions of a second');
    assert.equal((notAfter.getTime() - notBefore.getTime()) / 1000 + 1, 200 * 86_400);
  });
});

describe('the authorities', () => {
  const byName = (): (readonly [string, Authority])[] => Object.entries(authorities);

  it('are roots that sign themselves, and intermediates that their roots sign', async () => {
    for (const [name, { certificate, issuer }] of byName()) {
      const { keys: signer } = issuer ?? authorities[name as keyof Authorities];
      assert.ok(await certificate.verify({ publicKey: signer.publicKey, date: now }), name);
      assert.equal(certificate.issuer, (issuer?.certificate ?? certificate).subject, name);
    }
  });

  it('may sign certificates, the intermediates only leaves', () => {
    for (const [name, { certificate, issuer }] of byName()) {
      const basic = certificate.getExtension(x509.BasicConstraintsExtension);
      assert.deepEqual([basic?.ca, basic?.critical, basic?.pathLength], [true, true, issuer && 0], name);
      const usage = certificate.getExtension(x509.KeyUsagesExtension)?.usages ?? 0;
      assert.ok(usage & x509.KeyUsageFlags.keyCertSign, name);
    }
  });

  it('are old enough for everything they have issued, and outlive it', () => {
    for (const [name, { certificate }] of byName()) {
      assert.ok(now.getTime() - certificate.notBefore.getTime() > 1000 * 86_400_000, name);
      assert.ok(certificate.notAfter.getTime() - now.getTime() > 1400 * 86_400_000, name);
    }
  });

  it('are on the list of the org when they are public or issue to devices, not when they are private', () => {
    const listed = listedRoots(authorities).map(({ certificate }) => certificate.subject);
    assert.equal(listed.length, 2);
    assert.ok(!listed.includes(authorities.acmeRoot.certificate.subject));
    assert.ok(!listed.includes(authorities.oldHarbor.certificate.subject));
  });

  it('are invented', () => {
    for (const [, { host }] of byName()) if (host !== undefined) assert.match(host, /\.example$/);
  });
});

describe('a leaf', () => {
  const issued = (issuer: Authority, dnsNames?: string[]) =>
    issueLeaf({
      subject: 'CN=leaf, O=Acme Freight Inc',
      publicKey: keys.publicKey,
      issuer,
      purposes: ['clientAuth'],
      ...(dnsNames === undefined ? {} : { dnsNames }),
      ...validFor(now, 90),
    });

  it('names its issuer and is signed by it', async () => {
    const leaf = await issued(authorities.acme);
    assert.equal(leaf.issuer, authorities.acme.certificate.subject);
    assert.ok(await leaf.verify({ publicKey: authorities.acme.keys.publicKey, signatureOnly: true }));
    assert.equal(leaf.getExtension(x509.BasicConstraintsExtension)?.ca, false);
  });

  it('of a public authority says where to look for revocation and for the issuer, of a private one not', async () => {
    assert.ok([crl, issuers].every((type) => !types(authorities.acme.certificate).includes(type)));
    const open = types(await issued(authorities.northlight));
    assert.ok(open.includes(crl) && open.includes(issuers));
    const closed = types(await issued(authorities.acme));
    assert.ok(!closed.includes(crl) && !closed.includes(issuers));
  });

  it('carries the names it is for', async () => {
    const leaf = await issued(authorities.northlightDomain, ['a.example', 'b.example']);
    const parsed = new X509Certificate(leaf.toString('pem'));
    assert.equal(parsed.subjectAltName, 'DNS:a.example, DNS:b.example');
  });
});

describe('what parties sign for themselves', () => {
  it('is no authority', async () => {
    const certificate = await issueSelfSigned({ subject: 'CN=Sign-on', keys, ...validFor(now, 90) });
    assert.equal(certificate.issuer, 'CN=Sign-on');
    assert.equal(certificate.getExtension(x509.BasicConstraintsExtension)?.ca, false);
    assert.ok(await certificate.isSelfSigned());
  });

  it('as a request proves that its key is held', async () => {
    const request = new x509.Pkcs10CertificateRequest(await signingRequest('CN=Partner, O=Acme Freight Inc', keys));
    assert.equal(request.subject, 'CN=Partner, O=Acme Freight Inc');
    assert.ok(await request.verify());
  });

  it('in Salesforce runs for a year, from the moment of creation to midnight', async () => {
    const ring = new KeyRing();
    const certificate = await salesforceSelfSigned({
      label: 'Mine',
      orgId: '00DHs0000000001MAA',
      keys: await ring.rsa('mine', 2048),
      createdAt: new Date('2026-11-22T13:30:54.500Z'),
    });
    assert.equal(certificate.notBefore.toISOString(), '2026-11-22T13:30:54.000Z');
    assert.equal(certificate.notAfter.toISOString(), '2027-11-22T00:00:00.000Z');
  });
});

describe('PEM', () => {
  it('holds the certificates in the order given, each on lines of its own', () => {
    const pem = toPem([authorities.acme.certificate, authorities.acmeRoot.certificate]);
    const blocks = pem.match(/-----BEGIN CERTIFICATE-----\n[^]*?\n-----END CERTIFICATE-----\n/g) ?? [];
    assert.deepEqual(
      blocks.map((block) => new x509.X509Certificate(block).subject),
      [authorities.acme.certificate.subject, authorities.acmeRoot.certificate.subject],
    );
    assert.equal(blocks.join(''), pem);
  });
});

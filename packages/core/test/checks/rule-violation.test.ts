import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { verifyCertificatePath } from '@cert-health/core';
import type { Certificate } from '@cert-health/core';
import { clientAuth, issue, issueLikeSalesforce, serverAuth } from '../fixtures/certificates.ts';
import { held, only, run } from '../fixtures/inventories.ts';

const AT = '2026-06-01T00:00:00Z';
const root = await issue({ subject: 'CN=Acme Root', ca: true });
const issuing = await issue({ subject: 'CN=Acme Issuing', issuer: root, ca: true });

/** The certificate as a reader would give it, with a critical extension that nobody here knows. */
function withUnknownCondition(certificate: Certificate): Certificate {
  const unknown = {
    oid: '1.3.6.1.4.1.99999.1',
    name: '1.3.6.1.4.1.99999.1',
    critical: true,
    value: new Uint8Array([5, 0]),
  };
  return Object.create(certificate, {
    extensionList: { value: [...certificate.extensionList, unknown] },
    fingerprint: { value: certificate.fingerprint },
  }) as Certificate;
}

function withOwnCurve(certificate: Certificate): Certificate {
  return Object.create(certificate, {
    publicKey: { value: { ...certificate.publicKey, kind: 'EC', size: 256, curve: 'explicit' } },
    fingerprint: { value: certificate.fingerprint },
  }) as Certificate;
}

const server = await issue({
  subject: 'CN=www.acme.example',
  issuer: issuing,
  purposes: [serverAuth],
  dnsNames: ['www.acme.example'],
});
const client = await issue({ subject: 'CN=client', issuer: issuing, purposes: [clientAuth] });

describe('rule-violation', () => {
  it('says nothing of what path validation accepts', async () => {
    const salesforce = await issueLikeSalesforce('Own', '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z');
    for (const chain of [[server, issuing], [client, issuing, root], [root], [salesforce]]) {
      assert.deepEqual(run('rule-violation', AT, [held(chain)]), { observations: [], notChecked: [] });
    }
  });

  it('names a curve of its own, in a root that is held alone and in a leaf', () => {
    for (const holding of [
      held([withOwnCurve(root.certificate)], { kind: 'trusted' }),
      held([withOwnCurve(server.certificate), issuing]),
    ]) {
      const { severity, title, detail } = only(run('rule-violation', AT, [holding]));
      assert.equal(severity, 'warning');
      assert.equal(title, 'Partner API Client may be refused: its elliptic curve is written out instead of named');
      assert.match(detail, /an elliptic curve of its own.*"sf cert verify" objects to it too\.$/);
    }
  });

  it('names a condition that nobody knows, in what vouches for a certificate too', () => {
    const { title, discriminator } = only(
      run('rule-violation', AT, [held([server, withUnknownCondition(issuing.certificate)])]),
    );
    assert.match(
      title,
      /may be refused: in "Acme Issuing", which vouches for it, it carries a condition that is not known here/,
    );
    assert.ok(discriminator);
  });

  it('mentions what verify objects to, for every kind of problem with a single certificate', async () => {
    const withoutIds = await issue({
      subject: 'CN=no ids',
      issuer: issuing,
      dnsNames: ['a.example'],
      withoutKeyIds: true,
    });
    const { trusted, problems } = await verifyCertificatePath({
      leaf: withoutIds.pem,
      intermediates: [issuing.pem],
      trustAnchors: [root.pem],
      at: new Date(AT),
      purpose: 'serverAuth',
    });
    assert.equal(trusted, false);
    const { severity, detail } = only(run('rule-violation', AT, [held([withoutIds, issuing])]));
    assert.equal(severity, 'info', 'that only the letter is broken');
    for (const { message } of problems) assert.ok(detail.includes(message), message);
    assert.match(detail, /"sf cert verify --profile rfc5280 --purpose server" objects to it too\.$/);
  });

  it('is a note where the certificate itself is trusted and nobody builds a path', () => {
    const okta = held([withOwnCurve(client.certificate)], {
      source: 'org.saml-sso-configs',
      name: 'Okta',
      label: 'Okta',
      kind: 'trusted',
    });
    const references = [{ source: 'org.saml-sso-configs', name: 'Okta', field: 'SamlSsoConfig.validationCert' }];
    assert.equal(only(run('rule-violation', AT, [okta], { references })).severity, 'info');
  });

  it('leaves weak keys to their own check', async () => {
    const weak = await issue({ subject: 'CN=weak', key: 'RSA-1024', issuer: issuing });
    assert.deepEqual(run('rule-violation', AT, [held([weak, issuing])]).observations, []);
  });
});

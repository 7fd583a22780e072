import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { buildUseMap } from '@cert-health/core';
import type { ReportUse } from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';
import type { Issued } from '../fixtures/certificates.ts';
import { inventory, keyPair, led, reference } from './references.ts';

describe('a reference by name', () => {
  let partner: Issued;
  before(async () => {
    partner = await issue({ subject: 'CN=partner' });
  });

  it('leads to the certificate of that name, with everything a report and an admin need', () => {
    const holding = keyPair('Partner_Client', { certificates: [partner.certificate] });
    const map = buildUseMap(
      inventory({ holdings: [holding], references: [reference('Partner_Client', { id: '0XA1' })] }),
    );
    const fits: readonly ReportUse[] = map.uses;
    assert.deepEqual(fits, [
      {
        use: 'outbound-apex-mtls',
        certificate: partner.certificate.fingerprint,
        name: 'Partner_Client',
        target: 'Partner_Client',
        resolved: true,
        reference: {
          source: 'org.named-credentials',
          name: 'Partner_API',
          field: 'NamedCredential.certificate',
          id: '0XA1',
        },
        managedBy: 'customer',
        label: 'Named credentials, client certificate (legacy)',
        setup: 'Setup > Named Credentials',
        consequence: 'calls to the system behind Partner_API fail',
        stops: 'calls to Partner_API',
        kind: 'names',
        match: 'name',
        holding: { source: 'org.certificates', name: 'Partner_Client' },
      },
    ]);
    assert.deepEqual(map.unused, []);
    assert.deepEqual(map.dangling, []);
  });

  it('is followed to the leaf, not to the issuer held with it', async () => {
    const leaf = await issue({ subject: 'CN=leaf', issuer: partner });
    const holding = keyPair('Partner_Client', { certificates: [partner.certificate, leaf.certificate] });
    const { uses } = buildUseMap(inventory({ holdings: [holding], references: [reference('Partner_Client')] }));
    assert.equal(uses[0]?.certificate, leaf.certificate.fingerprint);
  });

  it('is followed without regard to case, as Salesforce does', () => {
    assert.deepEqual(led(reference('PARTNER_client'), [keyPair('Partner_Client')]).to, ['Partner_Client']);
  });

  it('compares names in other scripts as they are', () => {
    const holdings = [keyPair('сертификат'), keyPair('СЕРТИФИКАТ'), keyPair('K\u212Aey')];
    assert.deepEqual(led(reference('сертификат'), holdings).to, ['сертификат']);
    assert.deepEqual(led(reference('KKey'), holdings).to, []);
  });

  it('takes no notice of blanks around it', () => {
    assert.deepEqual(led(reference(' Partner_Client\n'), [keyPair('Partner_Client')]).to, ['Partner_Client']);
  });

  it('never means a certificate that is only trusted, whatever its name', () => {
    const other = keyPair('Partner_Client', { source: 'org.inbound-certificates', kind: 'trusted' });
    assert.deepEqual(led(reference('Partner_Client'), [other]).to, []);
  });

  it('keeps a pending request as the certificate, without a fingerprint', () => {
    const holding = keyPair('Renewal', { pendingSignature: true });
    const { uses, dangling } = buildUseMap(inventory({ holdings: [holding], references: [reference('Renewal')] }));
    assert.equal(uses[0]?.certificate, null);
    assert.deepEqual(uses[0]?.holding, { source: 'org.certificates', name: 'Renewal' });
    assert.deepEqual(dangling, []);
  });
});

describe('a reference with a namespace', () => {
  const holdings = [keyPair('Client'), keyPair('acme__Client'), keyPair('beta__Client')];

  it('means the certificate of its namespace among several of one name', () => {
    assert.deepEqual(led(reference('acme__Client'), holdings).to, ['acme__Client']);
    assert.deepEqual(led(reference('BETA__client'), holdings).to, ['beta__Client']);
    assert.deepEqual(led(reference('Client'), holdings).to, ['Client']);
  });

  it("of the component, and none of its own, means a certificate of the component's namespace when there is no nearer one", () => {
    const packaged = { name: 'acme__Partner_API' };
    assert.deepEqual(led(reference('Client', packaged), holdings).to, ['Client']);
    assert.deepEqual(led(reference('Client', packaged), holdings.slice(1)), {
      to: ['acme__Client'],
      by: 'namespace',
      ambiguous: false,
    });
  });

  it('is followed by its bare name where the list gives names without namespace, and says so', () => {
    assert.deepEqual(led(reference('acme__Client'), [keyPair('Client')]), {
      to: ['Client'],
      by: 'bareName',
      ambiguous: false,
    });
  });

  it('does not mean a certificate of another namespace', () => {
    assert.deepEqual(led(reference('acme__Client'), [keyPair('beta__Client')]).to, []);
    assert.deepEqual(led(reference('Client'), [keyPair('beta__Client')]).to, []);
  });

  it('gives one entry for each of several certificates of one name, and says that it is ambiguous', () => {
    const twins = [keyPair('Client', { id: '0P15g000000ABcdCAG' }), keyPair('Client', { id: '0P15g000000ABceCAG' })];
    assert.deepEqual(led(reference('acme__Client'), twins), {
      to: ['Client', 'Client'],
      by: 'bareName',
      ambiguous: true,
    });
  });
});

describe('a reference by record Id', () => {
  const signer = { source: 'org.saml-sso-configs', name: 'Okta', field: 'SamlSsoConfig.requestSigningCertId' };
  const holdings = [keyPair('Signing', { id: '0P15g000000ABcdCAG' }), keyPair('Other', { id: '0P15g000000aBcdCAE' })];

  it('leads to the certificate, in 15 and in 18 characters', () => {
    for (const id of ['0P15g000000ABcd', '0P15g000000ABcdCAG', '0p15g000000abcdcag']) {
      assert.deepEqual(led(reference(id, signer), holdings), { to: ['Signing'], by: 'id', ambiguous: false }, id);
    }
    assert.deepEqual(led(reference('0P15g000000aBcd', signer), holdings).to, ['Other']);
  });

  it('of 15 characters minds the case', () => {
    assert.deepEqual(led(reference('0P15g000000abcd', signer), holdings).to, []);
  });

  it('leads to a holding whose own Id has 15 characters', () => {
    const short = keyPair('Signing', { id: '0P15g000000ABcd' });
    assert.deepEqual(led(reference('0P15g000000ABcdCAG', signer), [short]).to, ['Signing']);
  });

  it('is never taken for a name, nor a name of 15 or 18 characters for an Id', () => {
    assert.deepEqual(led(reference('PartnerClient15'), [keyPair('PartnerClient15')]).by, 'name');
    assert.deepEqual(led(reference('PartnerClientsAAAA'), [keyPair('PartnerClientsAAAA')]).by, 'name');
    assert.deepEqual(led(reference('0P15g000000ABcd'), [keyPair('0P15g000000ABcd')]).to, []);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { emptyCertificates } from '@cert-health/core';
import type { BesideEmptyList, Reference } from '@cert-health/core';

const agreeing: BesideEmptyList = {
  references: [],
  mayRead: true,
  listedAsMetadata: 0,
  who: 'admin@acme.example',
  instead: 'Look in Setup.',
};
const naming = (field: string, target?: string): Reference => ({
  source: 'org.x',
  name: 'Partner',
  field,
  ...(target === undefined ? {} : { target }),
});

describe('a list of certificates that came empty', () => {
  it('is read only where the user may see it and all else agrees', () => {
    const { status, items, detail } = emptyCertificates(agreeing);
    assert.deepEqual([status, items], ['read', 0]);
    assert.match(detail, /^None listed\. admin@acme\.example may see them, the Metadata API lists none either/);
  });

  for (const [why, beside, status] of [
    ['the permission is missing', { mayRead: false }, 'denied'],
    ['the permission is not known', { mayRead: undefined }, 'failed'],
    ['the Metadata API was not asked', { listedAsMetadata: undefined }, 'failed'],
    ['the Metadata API lists some', { listedAsMetadata: 2 }, 'failed'],
    ['an earlier scan recorded some', { recordedBefore: true }, 'failed'],
    ['a named credential names one', { references: [naming('NamedCredential.certificate', '0P1')] }, 'failed'],
    ['an encryption key names one', { references: [naming('TenantSecret.RemoteKeyCertificate', 'Byok')] }, 'failed'],
    ['a field that is not known names one', { references: [naming('New.certificate', 'A')] }, 'failed'],
    ['it is named, and the permission is missing', { mayRead: false, references: [naming('New.x', 'A')] }, 'denied'],
  ] as const) {
    it(`is ${status} where ${why}`, () => {
      const source = emptyCertificates({ ...agreeing, ...beside });
      assert.equal(source.status, status);
      assert.equal(source.permission, status === 'denied' ? 'Manage Certificates' : undefined);
    });
  }

  it("is not held against addresses and bodies, which need no certificate of one's own", () => {
    const references = [naming('RemoteSiteSetting.url', 'https://x.example'), naming('SamlSsoConfig.validationCert')];
    assert.equal(emptyCertificates({ ...agreeing, references }).status, 'read');
  });

  it('says what contradicts it, and never what is named', () => {
    const references = [naming('NamedCredential.certificate', 'VALUE_FROM_OUTSIDE')];
    const { detail } = emptyCertificates({ ...agreeing, references });
    assert.match(detail, /although Partner names a certificate \(NamedCredential\.certificate\)/);
    assert.doesNotMatch(detail, /VALUE_FROM_OUTSIDE/);
  });

  it('does not tell a user who holds the permission to get it', () => {
    assert.doesNotMatch(emptyCertificates({ ...agreeing, recordedBefore: true }).detail, /may be missing/);
    assert.match(emptyCertificates({ ...agreeing, mayRead: undefined }).detail, /may be missing/);
  });
});

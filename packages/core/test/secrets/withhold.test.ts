import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { WITHHELD, withoutKeys, withoutKeysIn } from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';
import { leaksIn, planted, plantedSecrets } from '../fixtures/planted-secrets.ts';

const certificate = await issue({ subject: 'CN=client' });

describe('a text without its keys', () => {
  for (const secret of plantedSecrets) {
    it(`keeps what stands around ${secret.face}`, () => {
      const text = withoutKeys(`Said: "${secret.text.trim()}", in line 3.`);
      assert.deepEqual(leaksIn(text, secret), []);
      assert.match(text, /^Said: /);
      assert.match(text, /, in line 3\.$/);
      assert.ok(text.includes(WITHHELD));
    });
  }

  it('also where a message cut it off after its beginning', () => {
    const { text } = planted('PKCS#8 in PEM');
    for (const length of [50, 80, 160]) {
      assert.equal(withoutKeys(`${text.slice(0, length)}…`), `${WITHHELD}…`);
    }
  });

  it('keeps certificates and fingerprints', () => {
    for (const text of [certificate.pem, certificate.certificate.fingerprint]) assert.equal(withoutKeys(text), text);
    const both = withoutKeys(certificate.pem + planted('SEC 1 in PEM').text);
    assert.ok(both.startsWith(certificate.pem));
  });
});

describe('data without its keys', () => {
  const secret = planted('base64 of DER');

  it('is cleaned in lists, in objects and in the names of members', () => {
    const cleaned = withoutKeysIn({ a: ['x', { b: secret.text }], [secret.text]: 1, c: null, d: 2 });
    assert.deepEqual(cleaned, { a: ['x', { b: WITHHELD }], [WITHHELD]: 1, c: null, d: 2 });
  });

  it('comes back as it is where there is none', () => {
    const data = { a: ['x', { b: 'y' }], at: new Date(0), run: () => secret.text };
    assert.equal(withoutKeysIn(data), data);
  });
});

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { carriedBody } from '../../src/project/carried-body.ts';
import { placeholderIn } from '@cert-health/core';
import { issueChain } from '../fixtures/issue.ts';
import type { Issued } from '../fixtures/issue.ts';

const jwk = 'PublicKeyCertificate.jsonWebKey';
const base64 = ({ der }: Issued): string => Buffer.from(der).toString('base64');
const subjects = (field: string, value: string): (string | undefined)[] | undefined =>
  carriedBody(field, value)?.certificates.map(({ subject }) => subject.text);

describe('a body in a field', () => {
  let leaf: Issued;
  let intermediate: Issued;
  before(async () => {
    ({ leaf, intermediate } = await issueChain());
  });

  test('is read as PEM, as base64 of DER, as base64 of PEM, and with the line ends of Windows', () => {
    const forms = [leaf.pem, base64(leaf), Buffer.from(leaf.pem).toString('base64'), leaf.pem.replaceAll('\n', '\r\n')];
    for (const form of forms) {
      assert.deepEqual(subjects('SamlSsoConfig.validationCert', form), ['CN=partner.example'], form.slice(0, 30));
    }
  });

  test('that is no certificate is unreadable in one sentence', () => {
    const body = carriedBody('SamlSsoConfig.validationCert', 'not a certificate');
    assert.deepEqual(body?.certificates, []);
    assert.match(body.unreadable ?? '', /^[^\n]+\.$/);
  });

  for (const mark of ['${IDP_CERT}', '{{idp.cert}}', '%IDP_CERT%', '@IDP_CERT@', '<your certificate>']) {
    test(`that is only ${mark} is told to be filled in at deployment`, () => {
      const { certificates, unreadable } = carriedBody('ConnectedApp.oauthConfig.certificate', mark) ?? assert.fail();
      assert.deepEqual(certificates, []);
      assert.ok(unreadable?.includes(mark) && /scan the org/.test(unreadable), unreadable);
    });
  }

  test('a key in JSON carries the chain of x5c, the certificate with the key first', () => {
    const key = JSON.stringify({ kty: 'EC', x5c: [base64(leaf), base64(intermediate)] });
    assert.deepEqual(subjects(jwk, `\n${key}\n`), ['CN=partner.example', 'CN=Test Intermediate']);
    assert.deepEqual(subjects(jwk, JSON.stringify({ keys: [{ x5c: [base64(leaf)] }] })), ['CN=partner.example']);
  });

  test('a field for keys may hold a certificate instead', () => {
    assert.deepEqual(subjects(jwk, leaf.pem), ['CN=partner.example']);
  });

  test('a key without a certificate carries nothing', () => {
    for (const key of ['{"kty":"RSA","n":"AQAB","e":"AQAB"}', '{"x5c":[]}', '{"x5c":null}', '[]', '{"keys":[]}']) {
      assert.equal(carriedBody(jwk, key), undefined, key);
    }
  });

  test('what is wrong with a key in JSON is said, and what can be read is kept', () => {
    assert.match(carriedBody(jwk, '{"x5c":')?.unreadable ?? '', /not valid JSON; correct it/);
    assert.match(carriedBody(jwk, '{"x5c":[7]}')?.unreadable ?? '', /An entry of x5c is not a text/);
    assert.match(carriedBody(jwk, '{"x5c":["<Your certificate>"]}')?.unreadable ?? '', /placeholder/);
    assert.match(carriedBody(jwk, '{{JWK}}')?.unreadable ?? '', /placeholder/);
    const half = carriedBody(jwk, JSON.stringify({ x5c: [base64(leaf), 'AAAA'] }));
    assert.equal(half?.certificates.length, 1);
    assert.ok(half.unreadable);
  });
});

test('API names, record Ids, addresses and base64 are no placeholders', () => {
  for (const value of ['Partner_2026', 'acme__Client', '0P1xx0000004C92CAE', 'https://a.example/x?y=%20z', 'MIIB+/=='])
    assert.equal(placeholderIn(value), undefined, value);
  assert.equal(placeholderIn('https://${HOST}/v1'), '${HOST}');
});

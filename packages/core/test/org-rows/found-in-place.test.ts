import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildUseMap, FoundInPlace } from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';
import { emptyInventory, read } from '../fixtures/inventories.ts';
import { leaksIn, planted, plantedSecrets } from '../fixtures/planted-secrets.ts';

const certificate = await issue({ subject: 'CN=client' });
const field = 'NamedCredential.certificate';
const where = { name: 'Partner_API', field, id: '0XA000000000001' };
const place = (): FoundInPlace => new FoundInPlace('named-credentials');

describe('what configuration gives as the name of a certificate', () => {
  it('is a target where it can be a name or an Id', () => {
    const found = place();
    found.refer({ ...where, target: ' Partner ' });
    found.refer({ ...where, target: '0P1000000000001AAA' });
    assert.deepEqual(
      found.content().references.map(({ target }) => target),
      ['Partner', '0P1000000000001AAA'],
    );
  });

  it('is the certificate itself where the body stands there', () => {
    const found = place();
    found.refer({ ...where, target: certificate.pem.replaceAll('\n', '\\n') });
    const { references, holdings } = found.content();
    const { uses, unused } = buildUseMap({ ...emptyInventory, references, holdings });
    assert.deepEqual(
      uses.map((use) => use.certificate),
      [certificate.certificate.fingerprint],
    );
    assert.deepEqual(unused, []);
  });

  it('is told to be no name, and not repeated, where it is anything else', () => {
    const found = place();
    found.refer({ ...where, target: 'see the wiki; ask Kim' });
    const { references, exposedKeys, source } = found.content();
    assert.deepEqual(references, [{ source: 'org.named-credentials', ...where, instead: 'other' }]);
    assert.deepEqual([exposedKeys, source.items], [[], 1]);
    const { dangling } = buildUseMap({ ...emptyInventory, references, sources: [read('org.certificates')] });
    assert.deepEqual(
      dangling.map(({ name, target }) => [name, target]),
      [['Partner_API', undefined]],
    );
  });

  for (const secret of plantedSecrets) {
    it(`is a key that lies open, and nothing of it stays, for ${secret.face}`, () => {
      const found = place();
      found.refer({ ...where, target: secret.text });
      const content = found.content();
      assert.deepEqual(
        content.references.map(({ target, instead }) => [target, instead]),
        [[undefined, 'key']],
      );
      assert.deepEqual(
        content.exposedKeys.map(({ name, protection }) => [name, protection]),
        [['Partner_API', secret.protection]],
      );
      assert.deepEqual(leaksIn(JSON.stringify(content), secret), []);
      const { dangling, notLookedAt } = buildUseMap({
        ...emptyInventory,
        ...content,
        sources: [read('org.certificates')],
      });
      assert.deepEqual([dangling, notLookedAt], [[], []]);
    });
  }

  it('may stand elsewhere, and the key is then told to lie there', () => {
    const found = place();
    found.refer(
      { ...where, target: planted('PKCS#8 in PEM').text },
      { name: 'Caller_Key', field: 'CustomLabel.value' },
    );
    assert.deepEqual(
      found.content().exposedKeys.map(({ name, field: of }) => [name, of]),
      [['Caller_Key', 'CustomLabel.value']],
    );
  });
});

describe('a body that configuration carries', () => {
  it('is searched for a key that came along', () => {
    const found = place();
    found.carry({ ...where, label: 'Partner' }, certificate.pem + planted('SEC 1 in PEM').text);
    const { holdings, exposedKeys } = found.content();
    assert.deepEqual([holdings[0]?.certificates.length, exposedKeys.length], [1, 1]);
  });
});

describe('an address', () => {
  it('is no address when it holds a key', () => {
    const secret = planted('base64 of DER');
    const found = place();
    found.meet({ ...where, target: `https://acme.example/?k=${encodeURIComponent(secret.text)}` });
    const { references, exposedKeys } = found.content();
    assert.deepEqual([references, exposedKeys.length], [[], 1]);
  });
});

describe('code', () => {
  it('is searched, and the line is told', () => {
    const found = place();
    found.searchCode(`class A {\n  // key\n  String k = '${planted('base64 of DER').text}';\n}`, {
      name: 'A',
      field: 'ApexClass',
    });
    assert.deepEqual(
      found.content().exposedKeys.map(({ name, line }) => [name, line]),
      [['A', 3]],
    );
  });
});

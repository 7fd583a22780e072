import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { judgeKeystoreImport, keystoreImportRules } from '@cert-health/core';
import type { ImportStep, ImportStepId, KeystoreEntryFacts, KeystoreFacts, KeystoreImport } from '@cert-health/core';
import { issue } from '../../fixtures/certificates.ts';
import { at, authority, client, keyEntry, root, storeOf, trusted } from './keystore-facts.ts';

const judge = (facts: KeystoreFacts): KeystoreImport => judgeKeystoreImport(facts, at);
const stepOf = (facts: KeystoreFacts, id: ImportStepId): ImportStep =>
  judge(facts).steps.find((step) => step.id === id) ?? assert.fail(id);
const decided = (facts: KeystoreFacts): [string, string | null] => {
  const { verdict, decidedBy } = judge(facts);
  return [verdict, decidedBy];
};

const curve = await client({ key: 'P-256' });
const small = await client({ key: 'RSA-1024' });
const ended = await client({ notBefore: '2024-01-01', notAfter: '2025-01-01' });
const future = await client({ notBefore: '2027-06-01', notAfter: '2028-01-01' });
function withoutAlias(entry: KeystoreEntryFacts): KeystoreEntryFacts {
  const copy: { -readonly [Field in keyof KeystoreEntryFacts]: KeystoreEntryFacts[Field] } = { ...entry };
  delete copy.alias;
  return copy;
}
const unopened = { opens: null, pkcs8: null, fits: null };

test('what nothing speaks against is accepted, and every step says why', () => {
  const { verdict, decidedBy, steps } = judge(storeOf([keyEntry()]));
  assert.deepEqual([verdict, decidedBy], ['accepted', null]);
  assert.deepEqual(
    steps.map(({ outcome }) => outcome),
    steps.map(() => 'pass'),
  );
  for (const { title, detail, rule } of steps) assert.ok(title && detail && rule.document && rule.section);
});

test('certificates that are trusted beside the key do no harm', () => {
  assert.equal(judge(storeOf([keyEntry(), trusted('birkenfeld_root')])).verdict, 'accepted');
});

describe('what Salesforce’s own pages refuse is refused, in the words that Setup shows:', () => {
  const cases: Readonly<Record<string, [KeystoreFacts, ImportStepId, RegExp | undefined]>> = {
    PKCS12: [storeOf([keyEntry()], { kind: 'pkcs12' }), 'format', undefined],
    JCEKS: [storeOf([keyEntry()], { kind: 'jceks' }), 'format', undefined],
    BKS: [storeOf([keyEntry()], { kind: 'bks' }), 'format', undefined],
    'no key': [storeOf([trusted('root')]), 'key-entry', /doesn't contain a PrivateKey entry/],
    'nothing at all': [storeOf([]), 'key-entry', /doesn't contain a PrivateKey entry/],
    'a key without its certificate': [
      storeOf([keyEntry({ certificates: [] })]),
      'key-entry',
      /doesn't contain a PrivateKey entry/,
    ],
    'a key of an elliptic curve': [storeOf([keyEntry({}, curve)]), 'key-algorithm', /not an RSA key/],
    'a key of 1024 bits': [storeOf([keyEntry({}, small)]), 'key-size', /2048, 3072, or 4096/],
    'a key that is not PKCS#8': [
      storeOf([keyEntry({ key: { opens: true, pkcs8: false, fits: null } })]),
      'key-format',
      /must be in PKCS#8/,
    ],
    'another password for the key': [
      storeOf([keyEntry({ key: { ...unopened, opens: false } })]),
      'one-password',
      /certificate 'edi' whose per key password is not the same/,
    ],
    'the certificate of another key': [
      storeOf([keyEntry({ key: { opens: true, pkcs8: true, fits: false } })]),
      'key-fits',
      /does not match the certificate chain/,
    ],
    'an alias with a hyphen': [storeOf([keyEntry({ alias: 'edi-2026' })]), 'alias', /alias is not acceptable/],
    'an alias that is a number': [storeOf([keyEntry({ alias: '1' })]), 'alias', /alias is not acceptable/],
    'an alias with two underscores': [storeOf([keyEntry({ alias: 'edi__2026' })]), 'alias', /alias is not acceptable/],
    'an alias that ends in one': [storeOf([keyEntry({ alias: 'edi_' })]), 'alias', /alias is not acceptable/],
    'no alias': [storeOf([keyEntry({ alias: '' })]), 'alias', /alias is not acceptable/],
  };
  for (const [what, [facts, id, says]] of Object.entries(cases)) {
    test(what, () => {
      assert.deepEqual(decided(facts), ['refused', id]);
      const step = stepOf(facts, id);
      assert.equal(step.outcome, 'fail');
      assert.equal(step.consequence, 'refuses');
      if (says) assert.match(step.setupMessage ?? '', says);
      else assert.equal(step.setupMessage, undefined);
      assert.match(step.remedy ?? '', /./);
    });
  }

  test('the first of several decides, and the others are told too', () => {
    const facts = storeOf([keyEntry({ alias: 'a b', key: { ...unopened, opens: false } }, curve)], { kind: 'pkcs12' });
    assert.deepEqual(decided(facts), ['refused', 'format']);
    const failed = judge(facts).steps.flatMap(({ id, outcome }) => (outcome === 'fail' ? [id] : []));
    assert.deepEqual(failed, ['format', 'key-algorithm', 'one-password', 'alias']);
  });

  test('one bad key among several is refused, and named', () => {
    const step = stepOf(storeOf([keyEntry(), keyEntry({ alias: 'second' }, small)]), 'key-size');
    assert.equal(step.outcome, 'fail');
    assert.deepEqual(step.evidence['failed'], ['second']);
    assert.match(step.detail, /"second" has 1024 bits/);
    assert.doesNotMatch(step.detail, /"edi"/);
  });

  test('every text of Setup belongs to a rule with a source', () => {
    for (const rule of Object.values(keystoreImportRules)) assert.match(rule.source.document, /^Salesforce Help$/);
  });
});

describe('what cannot be told is never called accepted:', () => {
  test('a key that was not opened', () => {
    for (const key of [null, unopened]) {
      const facts = storeOf([keyEntry({ key })]);
      assert.equal(judge(facts).verdict, 'unknown');
      for (const id of ['key-format', 'one-password', 'key-fits'] as const)
        assert.equal(stepOf(facts, id).outcome, 'unknown');
    }
  });

  test('what is encrypted: whether there is a key, and which certificate it has', () => {
    assert.equal(stepOf(storeOf([], { complete: false }), 'key-entry').outcome, 'unknown');
    assert.equal(
      stepOf(storeOf([keyEntry({ certificates: [] })], { complete: false }), 'key-entry').outcome,
      'unknown',
    );
  });

  test('BCFKS, which Government Cloud imports', () => {
    assert.deepEqual(decided(storeOf([keyEntry()], { kind: 'bcfks' })), ['unknown', 'format']);
  });

  test('a certificate of its chain that cannot be read', () => {
    assert.deepEqual(decided(storeOf([keyEntry({ unreadable: 1 })])), ['unknown', 'chain']);
  });

  test('an alias that cannot be decoded', () => {
    const entry = { ...keyEntry(), aliasUnreadable: true };
    assert.deepEqual(decided(storeOf([withoutAlias(entry)])), ['unknown', 'alias']);
  });

  test('the alias of a certificate beside the key, of which no page speaks', () => {
    assert.deepEqual(decided(storeOf([keyEntry(), trusted('birkenfeld root')])), ['unknown', 'alias']);
  });
});

describe('what no page says that Setup refuses is not called refused, and not accepted:', () => {
  const chainOf = (...issued: readonly (typeof root)[]) =>
    keyEntry({ certificates: issued.map(({ certificate }) => certificate) });
  const sound = keyEntry().certificates[0]!;
  const cases: Readonly<Record<string, [KeystoreFacts, ImportStepId, RegExp]>> = {
    'a certificate that has ended': [storeOf([keyEntry({}, ended)]), 'dates', /"edi" ended 23 months ago/],
    'one that has not begun': [storeOf([keyEntry({}, future)]), 'dates', /"edi" starts in/],
    'a certificate alone that others vouch for': [
      storeOf([keyEntry({ certificates: [sound] })]),
      'chain',
      /lacks the certificate that vouches for it \(CN=Birkenfeld Issuing CA\)/,
    ],
    'a chain out of order': [
      storeOf([keyEntry({ certificates: [sound, root.certificate, authority.certificate] })]),
      'chain',
      /not in order/,
    ],
    'a stranger in the chain': [
      storeOf([keyEntry({ certificates: [...keyEntry().certificates, curve.certificate] })]),
      'chain',
      /1 certificate that does not belong to it/,
    ],
  };
  for (const [what, [facts, id, words]] of Object.entries(cases)) {
    test(what, () => {
      assert.deepEqual(decided(facts), ['unknown', id]);
      const step = stepOf(facts, id);
      assert.deepEqual([step.outcome, step.consequence], ['fail', 'not-known']);
      assert.match(step.detail, words);
    });
  }

  test('a chain without its root is whole, and a self-signed certificate has none', async () => {
    assert.equal(judge(storeOf([keyEntry({ certificates: [sound, authority.certificate] })])).verdict, 'accepted');
    const selfSigned = await issue({ subject: 'CN=own', key: 'RSA-2048', notAfter: '2030-01-01' });
    assert.equal(judge(storeOf([chainOf(selfSigned)])).verdict, 'accepted');
  });
});

test('without a key nothing is asked of one', () => {
  const { steps } = judge(storeOf([trusted('root')]));
  assert.deepEqual(
    steps.filter(({ outcome }) => outcome === 'not-applicable').map(({ id }) => id),
    ['key-algorithm', 'key-size', 'key-format', 'one-password', 'key-fits', 'alias', 'chain', 'dates'],
  );
});

test('nobody is ever told to leave the key out', () => {
  const kinds = ['jks', 'jceks', 'pkcs12', 'bks', 'uber', 'bcfks'] as const;
  const entries = [[], [trusted('a')], [keyEntry()], [keyEntry({ alias: 'a b', key: null }, curve)]];
  for (const kind of kinds) {
    for (const held of entries) {
      for (const complete of [true, false]) {
        const text = JSON.stringify(judge(storeOf(held, { kind, complete })));
        assert.doesNotMatch(text, /without the key|-nokeys|-exportcert|export the certificate/i);
      }
    }
  }
});

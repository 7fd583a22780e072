import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeKey, minimumKey, weakKeyReason, type Audience, type KeyFacts } from '@cert-health/core';

const rsa = (size: number, exponent = 65537n): KeyFacts => ({ kind: 'RSA', size, exponent });
const ec = (curve: string, size: number): KeyFacts => ({ kind: 'EC', curve, size });

function verdicts(audience: Audience, cases: readonly [KeyFacts, string][]): void {
  for (const [key, verdict] of cases) {
    const name = `${key.kind} ${key.curve ?? key.size ?? ''} e=${key.exponent ?? '-'}`;
    assert.equal(judgeKey(key, audience).verdict, verdict, name);
  }
}

describe('keys of public TLS certificates', () => {
  it('are RSA of at least 2048 bits, in whole octets', () => {
    verdicts('public-tls', [
      [rsa(2047), 'not-allowed'],
      [rsa(2048), 'allowed'],
      [rsa(2049), 'not-allowed'],
      [rsa(2056), 'allowed'],
      [rsa(4096), 'allowed'],
    ]);
  });

  it('have an odd exponent of at least 3', () => {
    verdicts('public-tls', [
      [rsa(2048, 1n), 'not-allowed'],
      [rsa(2048, 2n), 'not-allowed'],
      [rsa(2048, 3n), 'allowed'],
      [rsa(2048, 65536n), 'not-allowed'],
    ]);
  });

  it('or are on P-256, P-384 or P-521, and on no other curve', () => {
    verdicts('public-tls', [
      [ec('P-256', 256), 'allowed'],
      [ec('P-384', 384), 'allowed'],
      [ec('P-521', 521), 'allowed'],
      [ec('P-224', 224), 'not-allowed'],
      [ec('P-192', 192), 'not-allowed'],
      [ec('secp256k1', 256), 'not-allowed'],
      [ec('explicit', 256), 'not-allowed'],
    ]);
  });

  it('are of no other kind', () => {
    for (const kind of ['Ed25519', 'Ed448', 'ML-DSA', 'SLH-DSA', 'DSA', 'X25519', 'RSA-PSS']) {
      assert.equal(judgeKey({ kind, size: 2048, exponent: 3n }, 'public-tls').verdict, 'not-allowed', kind);
    }
  });
});

describe('keys stored in Salesforce', () => {
  it('are RSA of 2048, 3072 or 4096 bits and nothing else', () => {
    verdicts('salesforce-key', [
      [{ kind: 'RSA', size: 1024 }, 'not-allowed'],
      [{ kind: 'RSA', size: 2048 }, 'allowed'],
      [{ kind: 'RSA', size: 2056 }, 'not-allowed'],
      [{ kind: 'RSA', size: 3072 }, 'allowed'],
      [{ kind: 'RSA', size: 4096 }, 'allowed'],
      [{ kind: 'RSA', size: 8192 }, 'not-allowed'],
      [ec('P-256', 256), 'not-allowed'],
      [{ kind: 'Ed25519' }, 'not-allowed'],
    ]);
  });

  it('are judged by the rule with its source and its conflict', () => {
    const { rule } = judgeKey(ec('P-256', 256), 'salesforce-key');
    assert.equal(rule.id, 'salesforce.stored-key');
    assert.equal(rule.source.document, 'Salesforce Help');
    assert.deepEqual(rule.conflictsWith, ['salesforce.metadata-key-size']);
  });
});

describe('the floor for any key', () => {
  it('is RSA 2048 and curves of 224 bits', () => {
    verdicts('any', [
      [rsa(1024), 'not-allowed'],
      [rsa(2047), 'not-allowed'],
      [rsa(2049), 'allowed'],
      [ec('P-192', 192), 'not-allowed'],
      [ec('P-224', 224), 'allowed'],
      [ec('secp256k1', 256), 'allowed'],
      [{ kind: 'RSA-PSS', size: 2048, exponent: 65537n }, 'allowed'],
      [{ kind: 'Ed25519' }, 'allowed'],
      [{ kind: 'ML-DSA', curve: 'ML-DSA-65' }, 'allowed'],
      [{ kind: 'DSA', size: 3072 }, 'not-allowed'],
    ]);
  });
});

describe('a key that is not understood', () => {
  it('is never taken for allowed', () => {
    for (const audience of ['public-tls', 'salesforce-key', 'any'] as const) {
      assert.equal(judgeKey({ kind: 'unknown' }, audience).verdict, 'undecidable');
      assert.equal(judgeKey({ kind: 'RSA' }, audience).verdict, 'undecidable');
    }
    assert.equal(judgeKey({ kind: 'RSA', size: 2048 }, 'public-tls').verdict, 'undecidable');
    assert.equal(judgeKey({ kind: 'EC' }, 'public-tls').verdict, 'undecidable');
    assert.equal(judgeKey({ kind: 'EC', curve: 'brainpool' }, 'any').verdict, 'undecidable');
  });

  it('is told as a reason, as a weak one is', () => {
    assert.equal(weakKeyReason(rsa(2048), 'public-tls'), undefined);
    assert.match(weakKeyReason(rsa(1024), 'public-tls')?.reason ?? '', /1024 bits; at least 2048/);
    assert.match(weakKeyReason({ kind: 'unknown' }, 'any')?.reason ?? '', /not understood/);
  });
});

it('the smallest key comes with its rule', () => {
  assert.equal(minimumKey('public-tls').value?.rsa?.minimumBits, 2048);
  assert.deepEqual(minimumKey('salesforce-key').value?.rsa?.sizes, [2048, 3072, 4096]);
});

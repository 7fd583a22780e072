import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differencesOf, digestOfSeen } from '@cert-health/core';
import type { Seen } from '@cert-health/core';

const seen: Seen = {
  version: 1,
  org: '00D',
  certificate: { source: 'org.certificates', name: 'Partner', id: '0P1', fingerprint: 'aa' },
  references: [
    { source: 'org.apex', name: 'Gateway', field: 'ApexClass.Auth.JWS', target: 'Partner' },
    { source: 'org.named-credentials', name: 'Api', field: 'NamedCredential.certificate', target: 'Partner' },
  ],
  files: [{ path: 'namedCredentials/Api.namedCredential', sha256: '11' }],
};

test('what is as planned has no difference, and the same digest however it is written', () => {
  assert.deepEqual(differencesOf(seen, structuredClone(seen)), []);
  const { version, ...rest } = seen;
  assert.equal(digestOfSeen({ ...rest, version }), digestOfSeen(seen));
});

test('whatever differs is said in a sentence of its own, and has another digest', () => {
  const [apex, api] = seen.references as [Seen['references'][number], Seen['references'][number]];
  const cases: readonly (readonly [Partial<Seen>, RegExp])[] = [
    [{ org: '00E' }, /^The plan was made for another org\.$/],
    [{ certificate: { ...seen.certificate, fingerprint: 'bb' } }, /^Partner holds another certificate/],
    [{ certificate: { ...seen.certificate, fingerprint: null } }, /^Partner is not there any more/],
    [{ certificate: { ...seen.certificate, id: '0P2' } }, /^Partner is another record/],
    [{ references: [api] }, /^Gateway \(ApexClass\.Auth\.JWS\) does not name Partner any more\.$/],
    [
      { references: [apex, api, { ...api, name: 'Second' }] },
      /^Second \(NamedCredential\.certificate\) names Partner now\.$/,
    ],
    [
      { files: [{ path: 'namedCredentials/Api.namedCredential', sha256: '22' }] },
      /Api\.namedCredential was changed since\.$/,
    ],
    [{ files: [] }, /Api\.namedCredential was changed since\.$/],
  ];
  for (const [change, sentence] of cases) {
    const now = { ...seen, ...change };
    const told = differencesOf(seen, now);
    assert.equal(told.length, 1, told.join(' '));
    assert.match(told[0] ?? '', sentence);
    assert.notEqual(digestOfSeen(now), digestOfSeen(seen));
  }
});

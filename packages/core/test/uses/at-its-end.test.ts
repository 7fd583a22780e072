import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  atItsEnd,
  consequenceOf,
  referenceUses,
  refusesTheEnded,
  roomOf,
  rooms,
  useById,
  useCatalog,
} from '@cert-health/core';

/** What is said of the end, for each use: as a fact only where a source says it, and not one third party alone. */
const stated = {
  'inbound-one-way-tls': true,
  'custom-domain': true,
  'outbound-apex-one-way-tls': false,
  'inbound-user-mtls': false,
  'inbound-api-mtls': true,
  'outbound-apex-mtls': true,
  'inbound-sso': false,
  'outbound-sso': false,
} as const;

describe('how certainly an end is said to break something', () => {
  it('follows what each use states of dates', () => {
    assert.deepEqual(Object.fromEntries(useCatalog.map(({ id }) => [id, refusesTheEnded({ use: id })])), stated);
    for (const { id } of useCatalog.filter(({ id }) => !stated[id])) {
      const { value, confidence } = useById(id).datesEnforced;
      assert.ok(value === 'unknown' || confidence === 'C', id);
    }
    assert.equal(refusesTheEnded({}), false, 'of what is none of the uses nothing is known');
  });

  for (const row of referenceUses.filter(({ kind }) => kind !== 'pins')) {
    it(`fits ${row.field}`, () => {
      const consequence = consequenceOf(row, { name: 'X', endpoint: 'api.example' });
      const entry = {
        consequence,
        reference: { source: 's', name: 'X', field: row.field },
        ...(row.use ? { use: row.use } : {}),
      };
      const said = atItsEnd(entry, undefined);
      if (row.use && stated[row.use]) {
        assert.equal(said, consequence);
        return;
      }
      assert.match(said, / may | can perhaps not /, 'what no source says is not stated as a fact');
      assert.doesNotMatch(said, /^perhaps |may (is|are|fails)\b|may may/, 'it is a sentence');
      assert.doesNotMatch(said, /^logins through X fail|^Salesforce refuses/);
    });
  }
});

describe('how many certificates a place takes', () => {
  it('is known of every field that carries one of the other side', () => {
    const ours = new Set([
      // Credentials of this side: whoever takes them may accept old and new for a while, or the code is changed.
      ...[
        'ApexClass.HttpRequest.setClientCertificate',
        'ApexClass.clientCert_x',
        'ExtlClntAppPushSettings.applePushConfig.certificate',
      ],
    ]);
    const carrying = referenceUses.filter(({ kind, field }) => kind === 'carries' && !ours.has(field));
    for (const { field, also = [] } of carrying) {
      for (const one of [field, ...also]) assert.ok(roomOf(one), one);
    }
  });

  it('is one for everything that verifies signatures, several for the lists of clients and users', () => {
    const several = rooms.filter(({ takes }) => takes === 'several').flatMap(({ fields }) => fields);
    assert.deepEqual(
      new Set(several.map((field) => field.split('.')[0])),
      new Set(['InboundCertificate', 'UserAuthCertificate']),
    );
    for (const { takes, second } of rooms) assert.equal(second !== undefined, takes === 'one');
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { certificateWith, commonName } from './certificate-writer.ts';
import { explicit, hex, implicit, oid, sequence, utf8 } from './der-writer.ts';
import { ID, refused, told, uri, value } from './extension-case.ts';
import { parseError } from './parse-error.ts';

describe('CRL distribution points', () => {
  const place = explicit(0, explicit(0, uri('http://ca.example/a.crl'), uri('ldap://ca.example/a')));

  it('give places, reasons and issuers', () => {
    const read = certificateWith(
      ID.crlDistributionPoints,
      sequence(
        sequence(place),
        sequence(place, implicit(1, hex('0560')), explicit(2, explicit(4, commonName('CRL issuer')))),
      ),
    ).extensions.crlDistributionPoints!;
    assert.deepEqual(
      read[0]!.fullName!.map((n) => n.value),
      ['http://ca.example/a.crl', 'ldap://ca.example/a'],
    );
    assert.deepEqual(read[1]!.reasons, [1, 2]);
    assert.equal(read[1]!.crlIssuer![0]!.name!.text, 'CN=CRL issuer');
  });

  it('can name a place relative to the issuer', () => {
    const relative = explicit(0, explicit(1, sequence(oid('2.5.4.3'), utf8('part 1'))));
    const [point] = certificateWith(ID.freshestCrl, sequence(sequence(relative))).extensions.freshestCrl!;
    assert.deepEqual(
      point!.nameRelativeToIssuer!.map((a) => [a.oid, a.value]),
      [['2.5.4.3', 'part 1']],
    );
    assert.equal(point!.fullName, undefined);
  });

  it('are told when there are none, and refused when they lead nowhere', () => {
    for (const key of ['crlDistributionPoints', 'freshestCrl'] as const) {
      told('extension-empty', key, sequence(), sequence(sequence(explicit(0, explicit(0)))));
      parseError('der.empty', () => certificateWith(ID[key], sequence(), true));
    }
    const key = 'crlDistributionPoints';
    refused('x509.distribution-point', key, sequence(sequence()), sequence(sequence(implicit(1, hex('0560')))));
    refused('der.missing', key, sequence(sequence(explicit(0))));
    refused('der.trailing-data', key, sequence(sequence(place, place)));
  });

  it('of the freshest CRL, which no peer reads, cost themselves when malformed', () => {
    told('extension-unreadable', 'freshestCrl', sequence(sequence()), sequence(sequence(place, place)), hex('ff'));
    assert.equal(value('freshestCrl', hex('ff')), undefined);
    parseError('der.unexpected-tag', () => certificateWith(ID.freshestCrl, hex('ff'), true));
  });
});

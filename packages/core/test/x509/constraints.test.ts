import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { certificateWith } from './certificate-writer.ts';
import { bits, boolean, explicit, hex, implicit, integer, nothing, sequence, utf8, type Bytes } from './der-writer.ts';
import { codes, dns, ID, refused, told, value } from './extension-case.ts';

describe('Basic constraints', () => {
  it('tell a CA and how long a path may follow', () => {
    assert.deepEqual(value('basicConstraints', sequence()), { ca: false });
    assert.deepEqual(value('basicConstraints', sequence(boolean(true))), { ca: true });
    assert.deepEqual(value('basicConstraints', sequence(boolean(true), integer(0))), { ca: true, pathLength: 0 });
    assert.deepEqual(value('basicConstraints', sequence(integer(3))), { ca: false, pathLength: 3 });
  });

  it('are told as irregular when they write out that the holder is no CA', () => {
    assert.deepEqual(value('basicConstraints', sequence(boolean(false))), { ca: false });
    assert.deepEqual(codes('basicConstraints', sequence(boolean(false))), ['default-encoded']);
  });

  it('are told as irregular when they limit paths without a CA', () => {
    told('path-length-without-ca', 'basicConstraints', sequence(integer(0)), sequence(integer(3)));
    assert.deepEqual(codes('basicConstraints', sequence(boolean(true), integer(3))), []);
  });

  it('are read with any path length that anybody could mean', () => {
    assert.deepEqual(value('basicConstraints', sequence(boolean(true), integer(2 ** 40))), {
      ca: true,
      pathLength: 2 ** 40,
    });
  });

  it('are refused with a path length that is negative or no number', () => {
    refused(
      'der.integer-range',
      'basicConstraints',
      sequence(boolean(true), integer(-1)),
      sequence(boolean(true), integer(2n ** 60n)),
    );
    refused('der.unexpected-tag', 'basicConstraints', sequence(nothing), sequence(boolean(true), utf8('1')));
    refused('der.trailing-data', 'basicConstraints', sequence(boolean(true), integer(1), integer(1)));
    refused('der.boolean', 'basicConstraints', sequence(hex('010101')));
  });
});

describe('Key usage', () => {
  it('names what the key may do', () => {
    assert.deepEqual(value('keyUsage', bits(hex('a0'), 5)), ['digitalSignature', 'keyEncipherment']);
    assert.deepEqual(value('keyUsage', bits(hex('06'), 1)), ['keyCertSign', 'cRLSign']);
    assert.deepEqual(value('keyUsage', bits(hex('ff80'), 7)), [
      'digitalSignature',
      'nonRepudiation',
      'keyEncipherment',
      'dataEncipherment',
      'keyAgreement',
      'keyCertSign',
      'cRLSign',
      'encipherOnly',
      'decipherOnly',
    ]);
  });

  it('is told as irregular with zero bits written out behind the last one, which older CAs did', () => {
    assert.deepEqual(value('keyUsage', bits(hex('80'))), ['digitalSignature']);
    told('trailing-zero-bits', 'keyUsage', bits(hex('80')), bits(hex('8000'), 7));
  });

  it('is told as irregular with a bit that has no meaning', () => {
    assert.deepEqual(value('keyUsage', bits(hex('8040'), 6)), ['digitalSignature']);
    told(
      'key-usage-unknown-bit',
      'keyUsage',
      bits(hex('8040'), 6),
      bits(hex('8000000001')),
      bits(hex(`${'80'.repeat(8)}01`)),
    );
  });

  it('is told as irregular when it lets a certificate that is no CA sign others', () => {
    assert.deepEqual(value('keyUsage', bits(hex('06'), 1)), ['keyCertSign', 'cRLSign']);
    told('cert-sign-without-ca', 'keyUsage', bits(hex('04'), 2), bits(hex('84'), 2), bits(hex('06'), 1));
  });

  it('is refused when it allows nothing', () => {
    refused('x509.key-usage', 'keyUsage', bits(hex('')), bits(hex('00')), bits(hex('00'), 7));
  });
});

describe('Name constraints', () => {
  const subtree = (base: Bytes, ...rest: readonly Bytes[]): Bytes => sequence(base, ...rest);

  it('permit and exclude', () => {
    const read = certificateWith(
      ID.nameConstraints,
      sequence(
        explicit(0, subtree(dns('example.com')), subtree(implicit(7, hex('0a000000ff000000')))),
        explicit(1, subtree(dns('bad.example.com'))),
      ),
    ).extensions.nameConstraints!;
    assert.deepEqual(
      read.permitted.map(({ base, minimum, maximum }) => [base.type, base.value, minimum, maximum]),
      [
        ['dns', 'example.com', 0, undefined],
        ['ip', '10.0.0.0/8', 0, undefined],
      ],
    );
    assert.deepEqual(
      read.excluded.map(({ base }) => base.value),
      ['bad.example.com'],
    );
  });

  it('keep the minimum and maximum that RFC 5280 does not use', () => {
    const read = certificateWith(
      ID.nameConstraints,
      sequence(explicit(0, subtree(dns('a'), implicit(0, hex('01')), implicit(1, hex('02'))))),
    );
    const [only] = read.extensions.nameConstraints!.permitted;
    assert.deepEqual([only!.minimum, only!.maximum], [1, 2]);
    assert.deepEqual(codes('nameConstraints', sequence(explicit(0, subtree(dns('a'), implicit(0, hex('00')))))), [
      'default-encoded',
    ]);
  });

  it('are refused when they constrain nothing', () => {
    refused('der.empty', 'nameConstraints', sequence(), sequence(explicit(0)), sequence(explicit(1)));
    refused(
      'der.trailing-data',
      'nameConstraints',
      sequence(explicit(1, subtree(dns('a'))), explicit(0, subtree(dns('a')))),
    );
  });
});

import assert from 'node:assert/strict';
import { isIPv6, SocketAddress } from 'node:net';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { DerCursor, readGeneralName, readGeneralNames, type GeneralName, type Irregularities } from '@cert-health/core';
import { commonName } from './certificate-writer.ts';
import { explicit, hex, implicit, integer, oid, sequence, text, tlv, utf8, type Bytes } from './der-writer.ts';
import { parseError } from './parse-error.ts';

const read = (der: Bytes, place: 'name' | 'constraint' = 'name'): GeneralName =>
  readGeneralName(new DerCursor(der), 'the test', [], place);
const shown = (der: Bytes, place?: 'name' | 'constraint'): string =>
  `${read(der, place).type} ${read(der, place).value}`;

describe('A general name', () => {
  it('keeps the text of host names, addresses and links as it stands', () => {
    assert.equal(shown(implicit(2, text('*.Example.COM'))), 'dns *.Example.COM');
    assert.equal(shown(implicit(2, text('xn--mller-kva.example'))), 'dns xn--mller-kva.example');
    assert.equal(shown(implicit(2, text('good.example\u0000.evil'))), 'dns good.example\u0000.evil');
    assert.equal(shown(implicit(1, text('a@b.example'))), 'email a@b.example');
    assert.equal(shown(implicit(6, text('ldap://x/y?z'))), 'uri ldap://x/y?z');
    assert.equal(shown(implicit(8, oid('1.2.3').subarray(2))), 'registeredId 1.2.3');
  });

  it('holds a directory name as a name', () => {
    const directory = read(explicit(4, commonName('Büro')));
    assert.equal(directory.value, 'CN=Büro');
    assert.equal(directory.name!.get('CN'), 'Büro');
    assert.deepEqual(directory.bytes, directory.name!.der);
  });

  it('shows the text of other names, such as the log-in name of Windows, or else their octets', () => {
    const upn = tlv(0xa0, oid('1.3.6.1.4.1.311.20.2.3'), explicit(0, utf8('user@corp.example')));
    assert.equal(shown(upn), 'otherName 1.3.6.1.4.1.311.20.2.3=user@corp.example');
    assert.equal(shown(tlv(0xa0, oid('1.2.3'), explicit(0, integer(5)))), 'otherName 1.2.3=#020105');
  });

  it('keeps forms that nobody uses as hex', () => {
    assert.equal(shown(tlv(0xa5, implicit(1, text('x')))), 'ediPartyName #810178');
    assert.equal(shown(tlv(0xa3, sequence())), 'x400Address #3000');
  });

  it('whose text is not ASCII is shown with the octets that are none, and told', () => {
    for (const kind of [1, 2, 6]) {
      const notes: Irregularities = [];
      const name = readGeneralName(new DerCursor(implicit(kind, text('bücher.example'))), 'the test', notes, 'name');
      assert.deepEqual([name.value, name.undecoded], ['b\\C3\\BCcher.example', true]);
      assert.deepEqual(
        notes.map(({ code, message }) => [code, message]),
        [['text-not-decoded', 'A text in the test cannot be decoded: it holds an octet that is not ASCII.']],
      );
    }
  });

  it('is refused when it is of no known kind or in the wrong form', () => {
    for (const der of [implicit(9, hex('00')), tlv(0xa2, text('x')), implicit(4, hex('3000')), integer(5)])
      parseError('x509.general-name', () => read(der));
    parseError('der.trailing-data', () => read(explicit(4, commonName('a'), commonName('b'))));
    parseError('der.trailing-data', () => read(tlv(0xa0, oid('1.2.3'), explicit(0, integer(5)), integer(6))));
    parseError('der.trailing-data', () => read(tlv(0xa0, oid('1.2.3'), explicit(0, integer(5), integer(6)))));
  });

  it('is not alone: an empty list of names is told', () => {
    const notes: Irregularities = [];
    assert.deepEqual(readGeneralNames(new DerCursor(sequence()), 'the test', notes), []);
    assert.deepEqual(
      notes.map(({ code }) => code),
      ['extension-empty'],
    );
    assert.equal(
      readGeneralNames(new DerCursor(sequence(implicit(2, text('a')), implicit(2, text('b')))), 'the test', []).length,
      2,
    );
  });
});

describe('An IP address', () => {
  const ip = (octets: string, place?: 'name' | 'constraint'): string => read(implicit(7, hex(octets)), place).value;

  it('is shown as people write it', () => {
    assert.equal(ip('c0000201'), '192.0.2.1');
    assert.equal(ip('20010db8000000000000000000000001'), '2001:db8::1');
    assert.equal(ip('00000000000000000000000000000000'), '::');
    assert.equal(ip('00010000000000000000000000000000'), '1::');
    assert.equal(ip('20010db8000000010001000100010001'), '2001:db8:0:1:1:1:1:1');
    assert.equal(ip('20010db8000000000001000000000001'), '2001:db8::1:0:0:1');
  });

  it('is in the form of RFC 5952 for every address', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 16, maxLength: 16 }),
        fc.integer({ min: 0, max: 65_535 }),
        (octets, zeros) => {
          for (let i = 0; i < 16; i++) if ((zeros & (1 << i)) !== 0) octets[i] = 0;
          const value = ip(Buffer.from(octets).toString('hex'));
          assert.ok(isIPv6(value), value);
          const groups = Array.from({ length: 8 }, (_, i) =>
            (octets[2 * i]! * 256 + octets[2 * i + 1]!).toString(16),
          ).join(':');
          const normal = (address: string): string => new SocketAddress({ address, family: 'ipv6' }).address;
          if (!/^::(?:ffff:)?[0-9.]/.test(normal(groups))) assert.equal(value, normal(groups));
        },
      ),
    );
  });

  it('is an address and a prefix length in a name constraint', () => {
    assert.equal(ip('0a000000ff000000', 'constraint'), '10.0.0.0/8');
    assert.equal(ip('c0000201ffffffff', 'constraint'), '192.0.2.1/32');
    assert.equal(ip('0000000000000000', 'constraint'), '0.0.0.0/0');
    assert.equal(ip(`20010db8${'00'.repeat(12)}ffffffff${'00'.repeat(12)}`, 'constraint'), '2001:db8::/32');
  });

  it('is refused with a length that no address has', () => {
    for (const octets of ['', 'c00002', 'c000020101', '00'.repeat(8), '00'.repeat(32)])
      parseError('x509.ip-address', () => ip(octets));
    for (const octets of ['c0000201', '00'.repeat(16), '00'.repeat(9)])
      parseError('x509.ip-address', () => ip(octets, 'constraint'));
  });

  it('is refused in a constraint whose mask has gaps', () => {
    parseError('x509.ip-address', () => ip('0a000000ff00ff00', 'constraint'));
    parseError('x509.ip-address', () => ip('0a00000000ffffff', 'constraint'));
  });
});

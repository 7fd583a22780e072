import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DerCursor, readName, type Irregularities, type Name } from '@cert-health/core';
import { attribute, name } from './certificate-writer.ts';
import { bits, hex, ia5, join, printable, sequence, set, text, tlv, utf8, type Bytes } from './der-writer.ts';
import { parseError } from './parse-error.ts';

const read = (der: Bytes, notes: Irregularities = []): Name => readName(new DerCursor(der), 'the subject', notes);
const CN = '2.5.4.3';
const O = '2.5.4.10';
const C = '2.5.4.6';
const one = (value: Bytes, type = CN): Name => read(name([type, value]));
const bmp = (value: string): Bytes =>
  tlv(0x1e, Uint8Array.from([...value].flatMap((c) => [c.charCodeAt(0) >> 8, c.charCodeAt(0) & 255])));

describe('A name as text', () => {
  it('keeps the encoded order and uses the names that people know', () => {
    const subject = read(
      name(
        [C, printable('DE')],
        [O, utf8('Müller & Söhne')],
        ['0.9.2342.19200300.100.1.25', ia5('example')],
        [CN, utf8('shop')],
      ),
    );
    assert.equal(subject.text, 'C=DE, O=Müller & Söhne, DC=example, CN=shop');
    assert.equal(subject.get('O'), 'Müller & Söhne');
    assert.equal(subject.get('cn'), 'shop');
    assert.equal(subject.get(C), 'DE');
    assert.equal(subject.get('OU'), undefined);
    assert.equal(subject.rdns.length, 4);
  });

  it('joins the parts of a multi-valued name with a plus sign', () => {
    const subject = read(sequence(set(attribute(CN, utf8('a')), attribute(O, utf8('b')))));
    assert.equal(subject.text, 'CN=a+O=b');
  });

  it('shows an attribute without a known name by its OID', () => {
    assert.equal(one(utf8('x'), '1.2.3.4').text, '1.2.3.4=x');
  });

  it('shows a value that is no text as hex, whole', () => {
    const id = one(bits(hex('a5')), '2.5.4.45');
    assert.equal(id.text, 'x500UniqueIdentifier=#030200a5');
    assert.equal(id.rdns[0]![0]!.tag, 3);
    assert.deepEqual([...id.rdns[0]![0]!.bytes], [0, 0xa5]);
  });

  it('escapes what RFC 4514 reserves', () => {
    assert.equal(one(utf8('a,b+c"d\\e<f>g;h')).text, 'CN=a\\,b\\+c\\"d\\\\e\\<f\\>g\\;h');
    assert.equal(one(utf8('#hash ')).text, 'CN=\\#hash\\ ');
    assert.equal(one(utf8(' ')).text, 'CN=\\ ');
    assert.equal(one(utf8('a b')).text, 'CN=a b');
  });

  it('makes an embedded NUL and other unseen characters visible, and keeps them in the value', () => {
    const evil = one(utf8('good.example\u0000.evil.example'));
    assert.equal(evil.text, 'CN=good.example\\00.evil.example');
    assert.equal(evil.get('CN'), 'good.example\u0000.evil.example');
    assert.equal(one(utf8('a\nb\u202egpj')).text, 'CN=a\\0Ab\\E2\\80\\AEgpj');
  });

  it('is empty for an empty name', () => {
    assert.equal(read(sequence()).text, '');
    assert.equal(read(sequence()).canonical, '');
  });
});

describe('A character string', () => {
  it('is read in every type that names use', () => {
    const types: readonly (readonly [Bytes, string])[] = [
      [utf8('日本語'), '日本語'],
      [printable("A-z 0(9)'+,./:=?"), "A-z 0(9)'+,./:=?"],
      [ia5('a@b_c'), 'a@b_c'],
      [bmp('Ωmega'), 'Ωmega'],
      [tlv(0x14, hex('c4')), 'Ä'],
      [tlv(0x1c, hex('0001f600')), '😀'],
      [tlv(0x12, text('12 34')), '12 34'],
      [tlv(0x1a, text('vis~ible')), 'vis~ible'],
      [utf8('x'.repeat(500)), 'x'.repeat(500)],
    ];
    for (const [der, value] of types) assert.equal(one(der).get('CN'), value);
  });

  it('keeps a byte order mark as the character that it is', () => {
    assert.equal(one(utf8('\ufeffa')).get('CN'), '\ufeffa');
  });

  it('that cannot be decoded is shown with its octets, and costs nothing else', () => {
    for (const [der, shown] of [
      [tlv(0x0c, hex('4cc0af')), 'L\\C0\\AF'],
      [tlv(0x0c, hex('eda080')), '\\ED\\A0\\80'],
      [tlv(0x13, hex('4ce9')), 'L\\E9'],
      [tlv(0x16, hex('80')), '\\80'],
      [tlv(0x1e, hex('004100')), '\\00A\\00'],
      [tlv(0x1e, hex('d83dde00')), '\\D8=\\DE\\00'],
      [tlv(0x1c, hex('00110000')), '\\00\\11\\00\\00'],
    ] as const) {
      const notes: Irregularities = [];
      const both = read(name([CN, der], [O, utf8('Acme')]), notes);
      assert.equal(both.text, `CN=${shown}, O=Acme`);
      assert.equal(both.undecoded, true);
      assert.deepEqual(
        notes.map(({ code }) => code),
        ['text-not-decoded'],
      );
      assert.match(notes[0]!.message, /^A text in the subject cannot be decoded: it /);
    }
    assert.equal(one(utf8('a')).undecoded, false);
  });

  it('that cannot be decoded equals itself and nothing that reads like it', () => {
    const odd = one(tlv(0x13, hex('4ce9')));
    assert.equal(odd.canonical, one(tlv(0x13, hex('4ce9'))).canonical);
    for (const other of [tlv(0x13, hex('4cea')), tlv(0x16, hex('4ce9')), utf8('L\\E9'), utf8('Lé')])
      assert.notEqual(odd.canonical, one(other).canonical);
  });

  it('is told as irregular with a character of ASCII that its type does not have', () => {
    for (const [der, value, code] of [
      [tlv(0x13, text('a!b')), 'a!b', 'printable-string-alphabet'],
      [tlv(0x13, text('a\u0000b')), 'a\u0000b', 'printable-string-alphabet'],
      [tlv(0x12, text('1a')), '1a', 'string-alphabet'],
      [tlv(0x1a, text('a\tb')), 'a\tb', 'string-alphabet'],
    ] as const) {
      const notes: Irregularities = [];
      assert.equal(read(name([CN, der]), notes).get('CN'), value);
      assert.deepEqual(
        notes.map((one) => one.code),
        [code],
      );
    }
  });

  it('is told as irregular for the characters that many put into PrintableString', () => {
    const notes: Irregularities = [];
    assert.equal(read(name([CN, printable('*.example')]), notes).get('CN'), '*.example');
    read(name([O, printable('AT&T')], [O, printable('a_b')], [O, printable('a@b')]), notes);
    assert.deepEqual(new Set(notes.map(({ code }) => code)), new Set(['printable-string-alphabet']));
    assert.equal(notes.length, 4);
  });

  it('is told as irregular when empty', () => {
    const notes: Irregularities = [];
    read(name([O, utf8('')]), notes);
    assert.deepEqual(
      notes.map(({ code }) => code),
      ['attribute-empty'],
    );
  });
});

describe('The comparison of names (RFC 5280 section 7.1)', () => {
  const same = (a: Bytes, b: Bytes): boolean => one(a).canonical === one(b).canonical;

  it('takes no account of case, of the string type, or of how much white space there is', () => {
    assert.ok(same(utf8('Example CA'), printable('EXAMPLE  ca')));
    assert.ok(same(utf8(' Example CA '), printable('Example CA')));
    assert.ok(same(utf8('MÜLLER'), bmp('müller')));
    assert.ok(same(utf8('Straße'), utf8('STRASSE')));
    assert.ok(same(utf8('a\u00a0\tb'), utf8('a b')));
    assert.ok(same(utf8('e\u0301'), utf8('é')));
    assert.ok(same(utf8('ＡＢＣ'), utf8('abc')));
  });

  it('keeps apart what differs', () => {
    assert.ok(!same(utf8('ab'), utf8('a b')));
    assert.ok(!same(utf8('a\u0000b'), utf8('ab')));
    assert.ok(!same(utf8('#030200a5'), bits(hex('a5'))));
    assert.notEqual(one(utf8('x'), O).canonical, one(utf8('x'), CN).canonical);
  });

  it('takes no account of the order inside a multi-valued name, but of that between names', () => {
    const [a, b] = [attribute(CN, utf8('b')), attribute(O, utf8('A'))];
    const [upper, lower] = [attribute(CN, utf8('B')), attribute(O, utf8('a'))];
    assert.equal(read(sequence(set(a, b))).canonical, read(sequence(set(upper, lower))).canonical);
    assert.notEqual(read(sequence(set(a), set(b))).canonical, read(sequence(set(b), set(a))).canonical);
    assert.notEqual(read(sequence(set(a), set(b))).canonical, read(sequence(set(a, b))).canonical);
  });

  it('cannot be fooled by a value that looks like another name', () => {
    const split = read(name([CN, utf8('a')], [O, utf8('b')]));
    const joined = read(name([CN, utf8('a}{2.5.4.10=1:b')]));
    assert.notEqual(split.canonical, joined.canonical);
  });

  it('finds a name below another by the keys of its parts', () => {
    const above = read(name([C, printable('US')], [O, utf8('Acme')]));
    const below = read(name([C, printable('us')], [O, printable('ACME')], [CN, utf8('x')]));
    assert.deepEqual(below.canonicalRdns.slice(0, 2), above.canonicalRdns);
    assert.equal(below.canonicalRdns.join(''), below.canonical);
  });
});

describe('The encoding of a name', () => {
  it('is told as irregular with an empty relative name', () => {
    const notes: Irregularities = [];
    assert.equal(read(sequence(set(), set(attribute(CN, utf8('a')))), notes).get('CN'), 'a');
    assert.deepEqual(
      notes.map(({ code }) => code),
      ['relative-name-empty'],
    );
  });

  it('is told as irregular when the parts of a multi-valued name are not in DER order, and the order counts for nothing', () => {
    const [a, b] = [attribute(CN, utf8('a')), attribute(O, utf8('b'))];
    for (const odd of [set(b, a), set(attribute(CN, utf8('bb')), attribute(CN, utf8('a')))]) {
      const notes: Irregularities = [];
      read(sequence(odd), notes);
      assert.deepEqual(
        notes.map(({ code, rule }) => [code, rule]),
        [['set-order', 'X.690 section 11.6']],
      );
      assert.match(notes[0]!.message, /part of the subject/);
    }
    assert.equal(read(sequence(set(b, a))).canonical, read(sequence(set(a, b))).canonical);
    assert.equal(read(sequence(set(a, a))).text, 'CN=a+CN=a');
  });

  it('is refused when a part has no value, or more than one', () => {
    parseError('der.missing', () => read(sequence(set(sequence(hex('0603550403'))))));
    parseError('der.trailing-data', () => read(sequence(set(sequence(join(hex('0603550403'), utf8('a'), utf8('b')))))));
  });

  it('is a view on the input', () => {
    const der = name([CN, utf8('a')]);
    assert.equal(read(der).der.buffer, der.buffer);
    assert.equal(read(der).der.length, der.length);
  });
});

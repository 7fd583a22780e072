import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { context, DerCursor, openDer, Tag } from '@cert-health/core';
import { hex, integer, nothing, octets, sequence, tlv } from './der-writer.ts';
import { parseError } from './parse-error.ts';

const cursor = (text: string): DerCursor => new DerCursor(hex(text));

describe('A DER cursor', () => {
  it('walks elements in place and gives views, not copies', () => {
    const bytes = sequence(integer(5), octets(hex('0102')));
    const inner = openDer(bytes, Tag.sequence, 'the test');
    inner.integer('a number');
    const view = inner.octetString('some octets');
    inner.finish('the test');
    assert.deepEqual([...view], [1, 2]);
    assert.equal(view.buffer, bytes.buffer);
    assert.equal(inner.done, true);
    assert.equal(inner.peek(), -1);
  });

  it('reads lengths of one to four octets', () => {
    for (const length of [0, 127, 128, 255, 256, 65_535, 65_536]) {
      const read = new DerCursor(octets(new Uint8Array(length)));
      assert.equal(read.octetString('octets').length, length);
      read.finish('octets');
    }
  });

  it('refuses a length in more octets than needed', () => {
    for (const bytes of ['04810100', `048200ff${'00'.repeat(255)}`, `0483000100${'00'.repeat(256)}`])
      assert.equal(parseError('der.length-not-minimal', () => cursor(bytes).read('x')).rule, 'X.690 section 10.1');
  });

  it('refuses an indefinite length', () => {
    assert.equal(parseError('der.indefinite-length', () => cursor('30800000').read('the file')).offset, 0);
  });

  it('refuses lengths that no file can have', () => {
    parseError('der.length-too-long', () => cursor('04850100000000').read('x'));
    parseError('der.length-too-long', () => cursor('04ff').read('x'));
    parseError('der.cut-off', () => cursor('0484ffffffff').read('x'));
  });

  it('refuses an element that runs over the end, wherever it is cut', () => {
    const bytes = octets(new Uint8Array(300));
    for (const length of [1, 2, 3, 4, 100, bytes.length - 1])
      parseError('der.cut-off', () => new DerCursor(bytes.subarray(0, length)).read('the octets'));
    parseError('der.missing', () => new DerCursor(bytes.subarray(0, 0)).read('the octets'));
  });

  it('does not let a nested element reach over its parent', () => {
    const outer = new DerCursor(hex('30030402010500'));
    const error = parseError('der.overrun', () => outer.enter(Tag.sequence, 'x').octetString('the inner octets'));
    assert.equal(error.offset, 2);
  });

  it('says which element it expected, and where', () => {
    const error = parseError('der.unexpected-tag', () =>
      openDer(sequence(nothing), Tag.sequence, 'x').integer('the serial number'),
    );
    assert.equal(error.offset, 2);
    assert.match(error.message, /the serial number/);
  });

  it('refuses what follows the last element', () => {
    const error = parseError('der.trailing-data', () => openDer(hex('30000102'), Tag.sequence, 'the list'));
    assert.equal(error.offset, 2);
    assert.match(error.message, /2 octets/);
  });

  it('takes 00 and FF as BOOLEAN, and nothing else', () => {
    assert.equal(cursor('010100').boolean('x'), false);
    assert.equal(cursor('0101ff').boolean('x'), true);
    for (const bytes of ['010101', '0100', '0102ffff']) parseError('der.boolean', () => cursor(bytes).boolean('x'));
  });

  it('demands minimal INTEGERs', () => {
    for (const bytes of ['020100', '02017f', '02020080', '020180', '0202ff7f']) cursor(bytes).integer('x');
    parseError('der.integer-empty', () => cursor('0200').integer('x'));
    for (const bytes of ['02020001', '0202007f', '0202ff80', '0203ffffff'])
      parseError('der.integer-not-minimal', () => cursor(bytes).integer('x'));
  });

  it('gives small INTEGERs between 0 and a limit', () => {
    assert.equal(cursor('0203010000').smallInteger('x', 100_000), 65_536);
    assert.equal(cursor('0a0105').smallInteger('x', 10, Tag.enumerated), 5);
    for (const bytes of ['0201ff', '02010b', '020700ffffffffffff'])
      parseError('der.integer-range', () => cursor(bytes).smallInteger('x', 10));
  });

  it('refuses BIT STRINGs with a wrong count of unused bits, or with bits set there', () => {
    const good = cursor('030205a0');
    assert.equal(good.bitString('x'), 5);
    assert.deepEqual([...good.content()], [0xa0]);
    for (const bytes of ['0300', '030108', '030101', '03020800'])
      parseError('der.bit-string', () => cursor(bytes).bitString('x'));
    parseError('der.bit-string-padding', () => cursor('030205a1').bitString('x'));
    parseError('der.bit-string-not-octets', () => cursor('030205a0').octetAlignedBits('x'));
  });

  it('refuses a NULL with content', () => {
    cursor('0500').null('x');
    parseError('der.null', () => cursor('050100').null('x'));
  });

  it('refuses an empty list where one element is demanded', () => {
    parseError('der.empty', () => cursor('3000').enterFilled(Tag.sequence, 'the list'));
  });

  it('follows values of unknown type, and refuses what is wrong deep inside', () => {
    assert.equal(cursor('3003bf1f00').any('x').length, 5);
    parseError('der.overrun', () => cursor('3004a00204010000').any('x'));
    parseError('der.tag-not-minimal', () => cursor('30031f0100').any('x'));
    parseError('der.constructed-string', () => cursor('2403040101').any('x'));
  });

  it('refuses tags that are not minimal, and takes high ones', () => {
    assert.equal(cursor('9f1f0100').read('x'), 0x9f);
    assert.equal(cursor('9f81000100').read('x'), 0x9f);
    for (const bytes of ['9f1e00', '9f801f00', '9f8181818181810100'])
      parseError('der.tag-not-minimal', () => cursor(bytes).read('x'));
    parseError('der.cut-off', () => cursor('9f81').read('x'));
  });

  it('bounds nesting', () => {
    const nested = (levels: number): Uint8Array => (levels === 0 ? nothing : sequence(nested(levels - 1)));
    assert.ok(new DerCursor(nested(30)).any('the parameters'));
    parseError('der.nesting', () => new DerCursor(nested(40)).any('the parameters'));
  });

  it('counts offsets from the start of the input, also inside a view', () => {
    const bytes = sequence(octets(sequence(integer(1))), nothing);
    const inner = openDer(bytes, Tag.sequence, 'x');
    inner.expect(Tag.octetString, 'x');
    assert.equal(inner.inside().at, 4);
    assert.equal(inner.take(Tag.null, 'x'), true);
    assert.equal(inner.take(Tag.null, 'x'), false);
  });

  it('names context-specific tags', () => {
    assert.equal(context(0), 0x80);
    assert.equal(context(3, true), 0xa3);
  });
});

describe('An object identifier', () => {
  const decode = (content: string): string => new DerCursor(tlv(6, hex(content))).oid('x');

  it('is shown in dots, whatever the size of its numbers', () => {
    assert.equal(decode('550403'), '2.5.4.3');
    assert.equal(decode('2a864886f70d01010b'), '1.2.840.113549.1.1.11');
    assert.equal(decode('00'), '0.0');
    assert.equal(decode('27'), '0.39');
    assert.equal(decode('28'), '1.0');
    assert.equal(decode('8837'), '2.999');
    assert.equal(decode('698fffffffffffffff7f'), '2.25.1152921504606846975');
    assert.equal(decode('69ffffffffffffffff7f'), '2.25.9223372036854775807');
  });

  it('is the same when seen again', () => {
    for (let i = 0; i < 3; i++) assert.equal(decode('551d25'), '2.5.29.37');
  });

  it('is refused when empty, cut off, padded or too long', () => {
    for (const content of ['', '80', '5504ff', '55048003', `55${'ff'.repeat(127)}7f`])
      parseError('der.oid', () => decode(content));
  });
});

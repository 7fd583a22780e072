import { CertificateParseError } from './errors.ts';
import { decodeOid } from './oid.ts';
import type { Der } from './model.ts';

/** Identifier octets of the universal types that X.509 uses (X.690 section 8). */
export const Tag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  sequence: 0x30,
  set: 0x31,
  utcTime: 0x17,
  generalizedTime: 0x18,
} as const;

/** Identifier octet of a context-specific element: `context(0)` is a primitive `[0]`, `context(0, true)` a constructed one. */
export const context = (number: number, constructed = false): number => 0x80 | (constructed ? 0x20 : 0) | number;

/** Nesting that is followed inside values of unknown type. */
const MAX_DEPTH = 32;

/** Throws the parse error of this folder. `rule` names the section of the standard that is broken. */
export function refuse(code: string, message: string, offset: number, rule: string): never {
  throw new CertificateParseError(code, message, { offset, rule });
}

/**
 * Walks DER elements in place (ITU-T X.690 section 10 and 11). One cursor covers the content of one element; nothing is
 * copied, and all offsets are positions in `bytes`. Everything that DER forbids is refused with CertificateParseError.
 *
 * `what` arguments name the field in messages ("the certificate's serial number").
 */
export class DerCursor {
  readonly bytes: Uint8Array;
  /** Where this cursor's range ends. */
  readonly end: number;
  /** Where the next element starts. */
  at: number;
  /** Identifier octet of the element read last. */
  tag = 0;
  /** Where the element read last starts, where its content starts, and where both end. */
  start = 0;
  body = 0;
  stop = 0;

  constructor(bytes: Uint8Array, at = 0, end: number = bytes.length) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  get done(): boolean {
    return this.at >= this.end;
  }

  /** Identifier octet of the next element; -1 at the end. */
  peek(): number {
    return this.at < this.end ? this.bytes[this.at]! : -1;
  }

  /** Reads one element's identifier and length, and steps over it. Returns its (first) identifier octet. */
  read(what: string): number {
    const { bytes, end, at: start } = this;
    if (start >= end) missing(what, start);
    let at = start;
    const tag = bytes[at++]!;
    if ((tag & 0x1f) === 0x1f) at = skipHighTag(bytes, at, end, what);
    if (at >= end) cutOff(what, start, end === bytes.length);
    let length = bytes[at++]!;
    if (length >= 0x80) {
      const octets = length & 0x7f;
      if (octets === 0)
        refuse(
          'der.indefinite-length',
          `The length of ${what} is indefinite, which DER forbids; ask for a DER-encoded copy.`,
          start,
          'X.690 section 10.1',
        );
      if (octets > 4)
        refuse(
          'der.length-too-long',
          `The length of ${what} is stated in ${octets} octets; no such element can be in this file.`,
          start,
          'X.690 section 10.1',
        );
      if (at + octets > end) cutOff(what, start, end === bytes.length);
      length = 0;
      for (let i = 0; i < octets; i++) length = length * 256 + bytes[at++]!;
      if (length < 0x80 || length < 2 ** (8 * (octets - 1)))
        refuse(
          'der.length-not-minimal',
          `The length of ${what} takes more octets than it needs, which DER forbids.`,
          start,
          'X.690 section 10.1',
        );
    }
    const stop = at + length;
    if (stop > end) cutOff(what, start, end === bytes.length);
    this.tag = tag;
    this.start = start;
    this.body = at;
    this.stop = stop;
    this.at = stop;
    return tag;
  }

  /** Reads one element that must have this identifier octet. */
  expect(tag: number, what: string): void {
    const found = this.peek();
    if (found !== tag) {
      if (found === -1) missing(what, this.at);
      refuse(
        'der.unexpected-tag',
        `Expected ${what} (tag 0x${hexOctet(tag)}) but found tag 0x${hexOctet(found)}.`,
        this.at,
        'X.690 section 8.1.2',
      );
    }
    this.read(what);
  }

  /** Reads one element if the next has this identifier octet; says whether it did. */
  take(tag: number, what: string): boolean {
    if (this.peek() !== tag) return false;
    this.read(what);
    return true;
  }

  /** A cursor over the content of the element read last. */
  inside(): DerCursor {
    return new DerCursor(this.bytes, this.body, this.stop);
  }

  /** Reads one element with this identifier octet and gives a cursor over its content. */
  enter(tag: number, what: string): DerCursor {
    this.expect(tag, what);
    return new DerCursor(this.bytes, this.body, this.stop);
  }

  /** The same as `enter`, for a SEQUENCE OF or SET OF that must hold one element at least. */
  enterFilled(tag: number, what: string): DerCursor {
    this.expect(tag, what);
    if (this.body === this.stop)
      refuse(
        'der.empty',
        `${capital(what)} must hold at least one element, but is empty.`,
        this.start,
        'RFC 5280 appendix A',
      );
    return new DerCursor(this.bytes, this.body, this.stop);
  }

  /** The whole element read last, as a view. */
  element(): Der {
    return this.bytes.subarray(this.start, this.stop);
  }

  /** Content octets of the element read last, as a view. */
  content(): Der {
    return this.bytes.subarray(this.body, this.stop);
  }

  /** Refuses anything left between here and the end. */
  finish(what: string): void {
    if (this.at < this.end)
      refuse(
        'der.trailing-data',
        `${capital(what)} is followed by ${this.end - this.at} octets that do not belong there.`,
        this.at,
        'X.690 section 8.1',
      );
  }

  boolean(what: string, tag: number = Tag.boolean): boolean {
    this.expect(tag, what);
    const value = this.bytes[this.body];
    if (this.stop - this.body !== 1 || (value !== 0 && value !== 0xff))
      refuse(
        'der.boolean',
        `${capital(what)} is a BOOLEAN that is neither 00 nor FF.`,
        this.start,
        'X.690 section 11.1',
      );
    return value === 0xff;
  }

  /** Reads an INTEGER, checks that it is minimal, and leaves it as the element read last. */
  integer(what: string, tag: number = Tag.integer): void {
    this.expect(tag, what);
    const { bytes, body, stop } = this;
    if (body === stop)
      refuse('der.integer-empty', `${capital(what)} is an INTEGER without content.`, this.start, 'X.690 section 8.3.1');
    if (stop - body > 1) {
      const first = bytes[body]!;
      const second = bytes[body + 1]!;
      if ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))
        refuse(
          'der.integer-not-minimal',
          `${capital(what)} is an INTEGER with needless leading octets.`,
          this.start,
          'X.690 section 8.3.2',
        );
    }
  }

  /** Reads an INTEGER (or ENUMERATED) that must lie between 0 and `max`. */
  smallInteger(what: string, max: number, tag: number = Tag.integer): number {
    this.integer(what, tag);
    const { bytes, body, stop } = this;
    let value = 0;
    if (bytes[body]! >= 0x80 || stop - body > 6) value = -1;
    else for (let i = body; i < stop; i++) value = value * 256 + bytes[i]!;
    if (value < 0 || value > max)
      refuse('der.integer-range', `${capital(what)} must be ${rangeText(max)}.`, this.start, 'RFC 5280 appendix A');
    return value;
  }

  /** Reads a version, which is encoded as one less; any that fits four octets, so that messages can name it. */
  version(what: string): number {
    this.integer(what);
    const { bytes, body, stop } = this;
    if (stop - body > 4)
      refuse('der.integer-range', `${capital(what)} is a number that no version has.`, this.start, 'X.690 section 8.3');
    let value = bytes[body]! >= 0x80 ? -1 : 0;
    for (let i = body; i < stop; i++) value = value * 256 + bytes[i]!;
    return value + 1;
  }

  oid(what: string, tag: number = Tag.oid): string {
    this.expect(tag, what);
    return decodeOid(this.bytes, this.body, this.stop, what);
  }

  /** Reads a BIT STRING; `body` is moved behind the octet that counts unused bits, which is returned. */
  bitString(what: string, tag: number = Tag.bitString): number {
    this.expect(tag, what);
    const unused = this.bytes[this.body];
    if (this.body === this.stop || unused! > 7 || (unused! > 0 && this.stop - this.body === 1))
      refuse(
        'der.bit-string',
        `${capital(what)} is a BIT STRING whose count of unused bits is wrong.`,
        this.start,
        'X.690 section 8.6.2',
      );
    if (unused! > 0 && (this.bytes[this.stop - 1]! & ((1 << unused!) - 1)) !== 0)
      refuse(
        'der.bit-string-padding',
        `${capital(what)} is a BIT STRING whose unused bits are not zero.`,
        this.start,
        'X.690 section 11.2.1',
      );
    this.body += 1;
    return unused!;
  }

  /** Reads a BIT STRING that must consist of whole octets, and returns these. */
  octetAlignedBits(what: string, tag: number = Tag.bitString): Der {
    if (this.bitString(what, tag) !== 0)
      refuse(
        'der.bit-string-not-octets',
        `${capital(what)} must consist of whole octets.`,
        this.start,
        'RFC 3279 section 2.2',
      );
    return this.content();
  }

  octetString(what: string, tag: number = Tag.octetString): Der {
    this.expect(tag, what);
    return this.content();
  }

  null(what: string): void {
    this.expect(Tag.null, what);
    if (this.body !== this.stop)
      refuse('der.null', `${capital(what)} is a NULL with content.`, this.start, 'X.690 section 8.8.2');
  }

  /** Reads one element of any type and checks everything nested in it; returns the whole element. */
  any(what: string): Der {
    checkElement(this, what, 0);
    return this.element();
  }
}

/** A cursor over the content of the one element, with this identifier octet, that `bytes` must consist of. */
export function openDer(bytes: Uint8Array, tag: number, what: string): DerCursor {
  const outer = new DerCursor(bytes);
  const inner = outer.enter(tag, what);
  outer.finish(what);
  return inner;
}

/** A cursor over a view, with offsets that count from the start of what it is a view of. */
export function cursorOn(view: Der, bytes: Uint8Array): DerCursor {
  const at = view.byteOffset - bytes.byteOffset;
  return new DerCursor(bytes, at, at + view.length);
}

function checkElement(cursor: DerCursor, what: string, depth: number): void {
  if (depth > MAX_DEPTH)
    refuse(
      'der.nesting',
      `${capital(what)} is nested more than ${MAX_DEPTH} levels deep.`,
      cursor.at,
      'X.690 section 8.1',
    );
  const tag = cursor.read(what);
  if ((tag & 0x20) === 0) return;
  if (tag < 0x40 && tag !== Tag.sequence && tag !== Tag.set)
    refuse(
      'der.constructed-string',
      `${capital(what)} is encoded in pieces, which DER forbids.`,
      cursor.start,
      'X.690 section 10.2',
    );
  const inner = cursor.inside();
  while (!inner.done) checkElement(inner, what, depth + 1);
}

function skipHighTag(bytes: Uint8Array, from: number, end: number, what: string): number {
  let at = from;
  let number = 0;
  for (;;) {
    if (at >= end) cutOff(what, from - 1, end === bytes.length);
    const octet = bytes[at++]!;
    number = number * 128 + (octet & 0x7f);
    if (number === 0 || at - from > 4) break;
    if (octet < 0x80) break;
  }
  if (number < 31 || at - from > 4)
    refuse(
      'der.tag-not-minimal',
      `The tag of ${what} is not encoded as DER demands.`,
      from - 1,
      'X.690 section 8.1.2.4',
    );
  return at;
}

function missing(what: string, offset: number): never {
  refuse('der.missing', `The data ends where ${what} should be.`, offset, 'X.690 section 8.1');
}

/** `atEnd`: the input itself ends there, not only the element around. */
function cutOff(what: string, offset: number, atEnd: boolean): never {
  const rule = 'X.690 section 8.1';
  if (atEnd)
    refuse(
      'der.cut-off',
      `The data ends in the middle of ${what}; the file is probably cut off, so fetch it again.`,
      offset,
      rule,
    );
  refuse('der.overrun', `${capital(what)} is longer than what it stands in.`, offset, rule);
}

export const hexOctet = (octet: number): string => octet.toString(16).padStart(2, '0');

/** Bounds as people say them: nobody asks whether a number lies between 0 and 2147483647. */
function rangeText(max: number): string {
  if (max === 0) return '0';
  return max > 65_535 ? 'a number that is neither negative nor larger than any use of it' : `a number from 0 to ${max}`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

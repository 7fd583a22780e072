import { CertificateParseError } from '@cert-health/core';

/** Nesting that is followed. Keystores have some fifteen levels. */
const maxDepth = 48;
/** Elements that are followed; a keystore with a thousand certificates has fewer. */
const maxElements = 500_000;

/** Universal types whose content may come in pieces: strings of octets and of characters (X.690 sections 8.7 and 8.23). */
const inPieces = new Set([4, 12, 18, 19, 20, 21, 22, 25, 26, 27, 28, 30]);

const sequenceOrSet = (tag: number): boolean => (tag & 0x1f) === 16 || (tag & 0x1f) === 17;

/** The element that a BER file begins with, in the form of DER, and how many octets follow it. */
export interface DefiniteForm {
  readonly der: Uint8Array;
  readonly trailing: number;
}

/**
 * Brings BER into the form that DER readers take: every length definite and as short as can be, and strings in one piece.
 * PKCS#12 allows BER (RFC 7292 section 4); what Windows, Netscape and streams write is often that.
 *
 * @param what names the whole in messages
 * @throws {CertificateParseError}
 */
export function definiteForm(bytes: Uint8Array, what: string): DefiniteForm {
  const walk = new Walk(bytes, what);
  const { octets, next } = walk.element(0, bytes.length, 0);
  return { der: octets, trailing: bytes.length - next };
}

interface Element {
  /** In definite form. */
  readonly octets: Uint8Array;
  /** They differ from what stands in the file. */
  readonly changed: boolean;
  /** Where its content begins in `octets`. */
  readonly body: number;
  /** Where what follows it begins in the file. */
  readonly next: number;
}

class Walk {
  readonly #bytes: Uint8Array;
  readonly #what: string;
  #elements = 0;

  constructor(bytes: Uint8Array, what: string) {
    this.#bytes = bytes;
    this.#what = what;
  }

  element(at: number, end: number, depth: number): Element {
    const bytes = this.#bytes;
    if (depth > maxDepth) this.#refuse(`is nested more than ${maxDepth} levels deep`, at);
    if (++this.#elements > maxElements) this.#refuse(`has more than ${maxElements} elements`, at);
    if (at + 2 > end) this.#cutOff(at);
    const tag = bytes[at] as number;
    if ((tag & 0x1f) === 0x1f) this.#refuse('has an element of an unknown kind', at);
    const first = bytes[at + 1] as number;
    const indefinite = first === 0x80;
    if (indefinite && (tag & 0x20) === 0) this.#refuse('has an element without end', at);
    const body = at + 2 + (first > 0x80 ? first & 0x7f : 0);
    const stop = indefinite ? end : body + this.#length(at, body, end);
    if (stop > end) this.#cutOff(at);
    if ((tag & 0x20) === 0) return this.#whole(tag, at, body, stop);
    const members: Uint8Array[] = [];
    let changed = indefinite;
    const joined = tag < 0x40 && !sequenceOrSet(tag) && inPieces.has(tag & 0x1f);
    let member = body;
    for (; member < stop && !(indefinite && this.#endsAt(member, stop));) {
      const inner = this.element(member, stop, depth + 1);
      changed ||= inner.changed;
      members.push(joined ? inner.octets.subarray(inner.body) : inner.octets);
      member = inner.next;
    }
    if (indefinite && member >= stop) this.#cutOff(at);
    const next = indefinite ? member + 2 : stop;
    if (!changed && !joined) return this.#whole(tag, at, body, stop);
    return this.#made(joined ? tag & ~0x20 : tag, members, next);
  }

  /** An element that can stay as it is, but perhaps for the form of its length. */
  #whole(tag: number, at: number, body: number, stop: number): Element {
    const content = this.#bytes.subarray(body, stop);
    const header = headerOf(tag, content.length);
    if (header.length !== body - at) return this.#made(tag, [content], stop);
    return { octets: this.#bytes.subarray(at, stop), changed: false, body: body - at, next: stop };
  }

  #made(tag: number, content: readonly Uint8Array[], next: number): Element {
    const header = headerOf(
      tag,
      content.reduce((sum, { length }) => sum + length, 0),
    );
    return { octets: Buffer.concat([header, ...content]), changed: true, body: header.length, next };
  }

  #length(at: number, body: number, end: number): number {
    const first = this.#bytes[at + 1] as number;
    if (first < 0x80) return first;
    if (body > end) this.#cutOff(at);
    let length = 0;
    for (const octet of this.#bytes.subarray(at + 2, body)) length = length * 256 + octet;
    return length;
  }

  #endsAt(at: number, end: number): boolean {
    return at + 2 <= end && this.#bytes[at] === 0 && this.#bytes[at + 1] === 0;
  }

  #cutOff(offset: number): never {
    this.#refuse('is cut off', offset);
  }

  #refuse(how: string, offset: number): never {
    throw new CertificateParseError('ber.malformed', `${this.#what} ${how}`, { offset, rule: 'X.690 section 8.1' });
  }
}

function headerOf(tag: number, length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(tag, length);
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return Uint8Array.of(tag, 0x80 | octets.length, ...octets);
}

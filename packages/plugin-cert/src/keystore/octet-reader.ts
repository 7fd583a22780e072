import type { KeystoreKind } from '@cert-health/core';
import { javaText } from './java-text.ts';
import { damaged } from './keystore.ts';

/** Big-endian numbers and blocks behind their lengths, as Java's DataInputStream reads them, never past the end. */
export class OctetReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #kind: KeystoreKind;
  #at: number;

  constructor(bytes: Uint8Array, kind: KeystoreKind, at = 0) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#kind = kind;
    this.#at = at;
  }

  /** Where the next octet stands. */
  get at(): number {
    return this.#at;
  }

  /** Octets that are left. */
  get left(): number {
    return this.#bytes.length - this.#at;
  }

  /** Steps over so many octets and returns where they began. */
  skip(octets: number): number {
    const start = this.#at;
    if (octets > this.left) throw damaged(this.#kind, 'it ends in the middle of an entry');
    this.#at += octets;
    return start;
  }

  octet(): number {
    return this.#view.getUint8(this.skip(1));
  }

  short(): number {
    return this.#view.getUint16(this.skip(2));
  }

  integer(): number {
    return this.#view.getUint32(this.skip(4));
  }

  /** A text in Java's form; undefined when it cannot be decoded. */
  text(): string | undefined {
    return javaText(this.take(this.short()));
  }

  block(): Uint8Array {
    return this.take(this.integer());
  }

  take(octets: number): Uint8Array {
    const start = this.skip(octets);
    return this.#bytes.subarray(start, start + octets);
  }
}

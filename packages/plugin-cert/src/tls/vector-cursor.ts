import { TlsReadError } from './read-error.ts';

/** Reads numbers and vectors as TLS writes them (RFC 8446 section 3). */
export class VectorCursor {
  readonly #bytes: Uint8Array;
  readonly #what: string;
  #at = 0;

  /** @param what names the structure in errors: `the certificate message`. */
  constructor(bytes: Uint8Array, what: string) {
    this.#bytes = bytes;
    this.#what = what;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  /** An unsigned number of so many octets (1 to 3). */
  number(octets: 1 | 2 | 3): number {
    return this.take(octets).reduce((value, octet) => value * 256 + octet, 0);
  }

  take(length: number): Uint8Array {
    if (length > this.left) throw new TlsReadError('malformed', `It sent ${this.#what} cut short.`);
    return this.#bytes.subarray(this.#at, (this.#at += length));
  }

  /** A vector with its length in front, in so many octets. */
  vector(octets: 1 | 2 | 3): Uint8Array {
    return this.take(this.number(octets));
  }

  /** The same, to be read further. */
  inside(octets: 1 | 2 | 3): VectorCursor {
    return new VectorCursor(this.vector(octets), this.#what);
  }

  /** @throws TlsReadError when something is left behind the end. */
  finish(): void {
    if (this.left > 0) throw new TlsReadError('malformed', `It sent ${this.#what} with octets behind its end.`);
  }
}

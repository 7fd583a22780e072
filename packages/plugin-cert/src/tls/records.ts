import { otherProtocol } from './other-protocol.ts';
import { TlsReadError } from './read-error.ts';

/** Content types of records (RFC 8446 section 5.1). */
export const ContentType = { changeCipherSpec: 20, alert: 21, handshake: 22, applicationData: 23 } as const;

export interface TlsRecord {
  readonly type: number;
  /** The five octets in front, which TLS 1.3 authenticates. */
  readonly header: Uint8Array;
  readonly body: Uint8Array;
}

const HEADER = 5;
/** TLS 1.2 allows 2048 octets for encryption, TLS 1.3 fewer (RFC 5246 section 6.2.3). */
const LONGEST_BODY = 16_384 + 2_048;
const types: readonly number[] = Object.values(ContentType);

/** Cuts a stream of bytes into TLS records, whatever pieces it comes in. Holds one record at most. */
export class RecordSplitter {
  readonly #held = Buffer.alloc(HEADER + LONGEST_BODY);
  #length = 0;
  #isFirst = true;

  /**
   * Calls back for every record that is whole.
   *
   * @throws TlsReadError when the bytes are no TLS records.
   */
  push(bytes: Uint8Array, take: (record: TlsRecord) => void): void {
    let at = 0;
    while (at < bytes.length) {
      const wanted = this.#wanted();
      const piece = bytes.subarray(at, at + wanted - this.#length);
      this.#held.set(piece, this.#length);
      this.#length += piece.length;
      at += piece.length;
      if (this.#length === HEADER) this.#checkHeader();
      // The very first octet already tells another protocol, which may send no five of them.
      else if (this.#isFirst && this.#length < HEADER) this.#checkFirst();
      if (this.#length >= HEADER && this.#length === this.#wanted()) take(this.#release());
    }
  }

  #wanted(): number {
    return this.#length < HEADER ? HEADER : HEADER + this.#held.readUInt16BE(3);
  }

  #release(): TlsRecord {
    const record = Buffer.from(this.#held.subarray(0, this.#length));
    this.#length = 0;
    this.#isFirst = false;
    return { type: record[0] as number, header: record.subarray(0, HEADER), body: record.subarray(HEADER) };
  }

  #checkFirst(): void {
    const type = this.#held[0] as number;
    if (type !== ContentType.handshake && type !== ContentType.alert) this.#refuse();
  }

  #checkHeader(): void {
    const [type, major] = this.#held;
    if (this.#isFirst) this.#checkFirst();
    if (!types.includes(type as number) || major !== 3) this.#refuse();
    if (this.#held.readUInt16BE(3) > LONGEST_BODY) {
      throw new TlsReadError('malformed', 'It sent a TLS record that is longer than TLS allows.');
    }
  }

  #refuse(): never {
    if (!this.#isFirst) throw new TlsReadError('malformed', 'It began to speak TLS and went on with something else.');
    throw new TlsReadError('not-tls', otherProtocol(this.#held.subarray(0, this.#length)));
  }
}

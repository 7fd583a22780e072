import { TlsReadError } from './read-error.ts';

/** Types of handshake messages (RFC 8446 section 4, RFC 5246 section 7.4, RFC 6066 section 8, RFC 8879). */
export const MessageType = {
  helloRequest: 0,
  serverHello: 2,
  encryptedExtensions: 8,
  certificate: 11,
  serverKeyExchange: 12,
  certificateRequest: 13,
  serverHelloDone: 14,
  certificateVerify: 15,
  finished: 20,
  certificateStatus: 22,
  compressedCertificate: 25,
} as const;

export interface HandshakeMessage {
  readonly type: number;
  readonly body: Uint8Array;
}

const HEADER = 4;
/** What OpenSSL takes of a certificate message unless told otherwise (SSL_MAX_CERT_LIST_DEFAULT); nothing else is longer. */
export const LONGEST_MESSAGE = 102_400;

/** Joins the pieces of handshake messages, which records may cut anywhere. Holds one message at most. */
export class MessageJoiner {
  #pieces: Uint8Array[] = [];
  #length = 0;

  /** Whether a message has begun and is not whole yet. */
  get isWithin(): boolean {
    return this.#length > 0;
  }

  /** @throws TlsReadError when a message says that it is longer than any client takes. */
  push(fragment: Uint8Array, take: (message: HandshakeMessage) => void): void {
    if (fragment.length === 0) throw new TlsReadError('malformed', 'It sent an empty handshake record.');
    this.#pieces.push(fragment);
    this.#length += fragment.length;
    for (let wanted = this.#wanted(); wanted !== undefined && this.#length >= wanted; wanted = this.#wanted()) {
      const all = this.#joined();
      this.#pieces = all.length > wanted ? [all.subarray(wanted)] : [];
      this.#length -= wanted;
      take({ type: all[0] as number, body: all.subarray(HEADER, wanted) });
    }
  }

  /** Length of the message that has begun, with its header; undefined as long as it is not known. */
  #wanted(): number | undefined {
    if (this.#length < HEADER) return undefined;
    const first = this.#pieces[0] as Uint8Array;
    const start = first.length >= HEADER ? first : this.#joined();
    const length = ((start[1] as number) << 16) | ((start[2] as number) << 8) | (start[3] as number);
    if (length > LONGEST_MESSAGE) {
      throw new TlsReadError(
        'too-large',
        `It sent a handshake message of ${length} bytes; clients take no more than about ${LONGEST_MESSAGE}.`,
      );
    }
    return HEADER + length;
  }

  #joined(): Uint8Array {
    if (this.#pieces.length > 1) this.#pieces = [Buffer.concat(this.#pieces)];
    return this.#pieces[0] as Uint8Array;
  }
}

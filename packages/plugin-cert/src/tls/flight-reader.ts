import { MessageJoiner, MessageType } from './handshake-messages.ts';
import type { HandshakeMessage } from './handshake-messages.ts';
import {
  readAuthorities,
  readCertificateMessage,
  readCertificateStatus,
  readCompression,
  readServerHello,
} from './messages.ts';
import type { CertificateMessage, ServerHello, TlsVersion } from './messages.ts';
import { TlsReadError } from './read-error.ts';
import { RecordProtection } from './record-protection.ts';
import { ContentType, RecordSplitter } from './records.ts';
import type { TlsRecord } from './records.ts';

/** What a server sent in a handshake, as far as it came. */
export interface ServerFlight {
  readonly version?: TlsVersion;
  /** Number of the cipher suite. */
  readonly suite?: number;
  /** It wanted another hello first. */
  readonly retried: boolean;
  /** DER, exactly as sent and in that order; undefined: no certificate message came. */
  readonly certificates?: readonly Uint8Array[];
  /** DER of an OCSP response for the first of them. */
  readonly staple?: Uint8Array;
  /** It asked for a client certificate, with the names (DER) of the authorities that it lists. */
  readonly request?: { readonly authorities: readonly Uint8Array[] };
  /** Number of an alert that it sent unencrypted or with the keys of the handshake. */
  readonly alert?: number;
  /** The flight came to its end, so that what is not in it was not sent. */
  readonly complete: boolean;
  /** Why reading stopped before the end. */
  readonly problem?: TlsReadError;
}

/** Handshakes take a few kilobytes; who sends more than this before the end of one never comes to it. */
const MOST_BYTES = 524_288;

/**
 * Reads a server's side of a TLS handshake from the bytes on the wire: TLS 1.2 and before in the clear, TLS 1.3 with the secret of
 * the handshake, which the TLS stack gives beside (`keylog`). Judges nothing, and verifies no signature.
 */
export class FlightReader {
  readonly #records = new RecordSplitter();
  readonly #messages = new MessageJoiner();
  /** Encrypted records that came before the secret. */
  #sealed: TlsRecord[] = [];
  #secret: Uint8Array | undefined;
  #protection: RecordProtection | undefined;
  #bytes = 0;
  #hello: ServerHello | undefined;
  #retried = false;
  #certificate: CertificateMessage | undefined;
  #staple: Uint8Array | undefined;
  #request: ServerFlight['request'];
  #alert: number | undefined;
  #complete = false;
  /** What follows is encrypted with keys that are not known here. */
  #closed = false;
  #problem: TlsReadError | undefined;

  /** Takes bytes as they came from the socket, in any pieces. Never throws: see `flight.problem`. */
  push(bytes: Uint8Array): void {
    this.#guarded(() => {
      if (this.#closed) return;
      this.#bytes += bytes.length;
      if (this.#bytes > MOST_BYTES && !this.#complete) {
        throw new TlsReadError('too-large', `It sent ${this.#bytes} bytes without coming to an end of the handshake.`);
      }
      this.#records.push(bytes, (record) => {
        if (!this.#closed) this.#take(record);
      });
    });
  }

  /** The server's handshake traffic secret, as the TLS stack gives it; it may come before or behind the records. */
  useSecret(secret: Uint8Array): void {
    this.#guarded(() => {
      this.#secret = secret;
      const waiting = this.#sealed;
      this.#sealed = [];
      for (const record of waiting) if (!this.#closed) this.#open(record);
    });
  }

  get flight(): ServerFlight {
    const staple = this.#certificate?.staple ?? this.#staple;
    return {
      ...(this.#hello ? { version: this.#hello.version, suite: this.#hello.suite } : {}),
      retried: this.#retried,
      ...(this.#certificate ? { certificates: this.#certificate.certificates } : {}),
      ...(staple ? { staple } : {}),
      ...(this.#request ? { request: this.#request } : {}),
      ...(this.#alert === undefined ? {} : { alert: this.#alert }),
      complete: this.#complete,
      ...(this.#problem ? { problem: this.#problem } : {}),
    };
  }

  #guarded(read: () => void): void {
    if (this.#problem) return;
    try {
      read();
    } catch (error) {
      if (!(error instanceof TlsReadError)) throw error;
      this.#problem = error;
      this.#closed = true;
      this.#sealed = [];
    }
  }

  #take(record: TlsRecord): void {
    switch (record.type) {
      case ContentType.handshake:
        if (this.#is13) throw new TlsReadError('malformed', 'It sent a handshake record that should be encrypted.');
        if (!this.#complete) this.#messages.push(record.body, (message) => this.#read(message));
        return;
      case ContentType.alert:
        return this.#takeAlert(record.body);
      case ContentType.changeCipherSpec:
        // In TLS 1.3 it means nothing (RFC 8446 section D.4); before, all that follows is encrypted.
        if (this.#hello && !this.#is13) this.#closed = true;
        return;
      default:
        if (!this.#is13) throw new TlsReadError('malformed', 'It sent data before the end of the handshake.');
        if (this.#secret) this.#open(record);
        else this.#sealed.push(record);
    }
  }

  get #is13(): boolean {
    return this.#hello?.version === 'TLSv1.3';
  }

  #open(record: TlsRecord): void {
    const { suite } = this.#hello as ServerHello;
    this.#protection ??= new RecordProtection(suite, this.#secret as Uint8Array);
    const { type, content } = this.#protection.open(record);
    if (type === ContentType.alert) this.#takeAlert(content);
    else if (type === ContentType.handshake) this.#messages.push(content, (message) => this.#read(message));
    else throw new TlsReadError('malformed', 'It sent data before the end of the handshake.');
  }

  #takeAlert(body: Uint8Array): void {
    const [level, description] = body;
    if (body.length !== 2 || description === undefined) throw new TlsReadError('malformed', 'It sent a broken alert.');
    // Warnings end nothing, such as 112 (unrecognized_name) before TLS 1.3. close_notify (0) is an end, and a friendly one.
    if (description === 0 || (level === 1 && !this.#is13)) return;
    this.#alert ??= description;
  }

  #read({ type, body }: HandshakeMessage): void {
    if (this.#complete) return;
    if (type === MessageType.serverHello) return this.#readHello(body);
    if (type === MessageType.helloRequest && body.length === 0) return;
    if (!this.#hello) throw new TlsReadError('malformed', 'It sent another message before its hello.');
    const { version } = this.#hello;
    switch (type) {
      case MessageType.certificate:
        if (this.#certificate) throw new TlsReadError('malformed', 'It sent its certificates twice.');
        this.#certificate = readCertificateMessage(body, version);
        return;
      case MessageType.compressedCertificate:
        throw new TlsReadError(
          'unsupported',
          `It sent its certificates compressed (${readCompression(body)}), which is not read here and was not asked for.`,
        );
      case MessageType.certificateStatus:
        this.#staple = readCertificateStatus(body);
        return;
      case MessageType.certificateRequest:
        this.#request = { authorities: readAuthorities(body, version) };
        return;
      case MessageType.serverHelloDone:
        this.#complete = version !== 'TLSv1.3';
        return;
      case MessageType.finished:
        // From here on it uses keys that the secret of the handshake does not open.
        this.#complete = this.#closed = version === 'TLSv1.3';
        return;
      default:
      // Of the others nothing is wanted: extensions, key exchange, the proof that it has the key.
    }
  }

  #readHello(body: Uint8Array): void {
    if (this.#hello) throw new TlsReadError('malformed', 'It sent its hello twice.');
    const hello = readServerHello(body);
    if (!hello.isRetry) {
      this.#hello = hello;
      return;
    }
    if (this.#retried) throw new TlsReadError('malformed', 'It asked for another hello twice.');
    this.#retried = true;
  }
}

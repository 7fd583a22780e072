import { Duplex } from 'node:stream';

/** Passes a connection on to a TLS stack and shows every byte that comes from the peer to somebody else first. */
export class TappedSocket extends Duplex {
  readonly #socket: Duplex;

  /** @param see gets the bytes before the stack does, exactly as they came. */
  constructor(socket: Duplex, see: (bytes: Uint8Array) => void) {
    super({ allowHalfOpen: true });
    this.#socket = socket;
    socket.on('data', (bytes: Buffer) => {
      see(bytes);
      if (!this.push(bytes)) socket.pause();
    });
    socket.on('end', () => this.push(null));
    socket.on('error', (error) => this.destroy(error));
    socket.on('close', () => this.destroy());
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(bytes: Uint8Array, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#socket.write(bytes, done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#socket.end(() => done());
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#socket.destroy();
    done(error);
  }
}

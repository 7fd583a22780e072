/**
 * TLS servers on loopback that seem far away: every byte waits half the round trip, in each direction. A process of its own, so that
 * who looks at them does not also pay for them. Prints their ports as JSON; ends with its standard input.
 *
 *   node far-servers.ts COUNT ROUND_TRIP_MS STALLED
 */
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { createSecureContext, TLSSocket } from 'node:tls';
import { exportKey, issueChain } from '../test/fixtures/issue.ts';

const [count = 0, roundTrip = 0, stalled = 0] = process.argv.slice(2).map(Number);

/** A socket whose bytes are on the way for a while. */
class FarSocket extends Duplex {
  readonly #socket: Socket;
  readonly #delay: number;

  constructor(socket: Socket, delay: number) {
    super();
    this.#socket = socket;
    this.#delay = delay;
    socket.on('data', (bytes) => this.#later(() => void (this.destroyed || this.push(bytes))));
    socket.on('end', () => this.#later(() => void (this.destroyed || this.push(null))));
    socket.on('error', () => this.destroy());
    socket.on('close', () => this.destroy());
  }

  override _read(): void {}

  override _write(bytes: Uint8Array, _encoding: BufferEncoding, done: () => void): void {
    this.#later(() => void (this.#socket.writable && this.#socket.write(bytes)));
    done();
  }

  override _final(done: () => void): void {
    this.#later(() => this.#socket.end());
    done();
  }

  /** What was sent before, an alert perhaps, still arrives. */
  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#later(() => this.#socket.end());
    done(error);
  }

  #later(act: () => void): void {
    setTimeout(act, this.#delay);
  }
}

const { leaf, intermediate } = await issueChain({ dnsNames: ['partner.example'] });
const secureContext = createSecureContext({ cert: leaf.pem + intermediate.pem, key: await exportKey(leaf) });

function serve(socket: Socket): void {
  const tls = new TLSSocket(new FarSocket(socket, roundTrip / 2), { isServer: true, secureContext });
  tls.on('error', () => undefined);
  tls.resume();
}

const servers = Array.from({ length: count }, (_, at): Server => {
  return createServer((socket) => {
    socket.on('error', () => undefined);
    if (at >= stalled) serve(socket);
  });
});
const ports = await Promise.all(
  servers.map(
    (server) =>
      new Promise<number>((resolve) => {
        server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
      }),
  ),
);
console.log(JSON.stringify(ports));
process.stdin.resume().on('end', () => process.exit(0));

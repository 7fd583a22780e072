/** Writes a server's side of a handshake by hand, in whatever form a test wants it. */
import { createCipheriv, createHmac } from 'node:crypto';

export const number = (value: number, octets: number): Buffer => {
  const bytes = Buffer.alloc(octets);
  bytes.writeUIntBE(value, 0, octets);
  return bytes;
};
export const vector = (octets: number, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([number(body.length, octets), body]);
};
export const message = (type: number, ...parts: readonly Uint8Array[]): Buffer =>
  Buffer.concat([number(type, 1), vector(3, ...parts)]);
export const record = (type: number, body: Uint8Array): Buffer =>
  Buffer.concat([number(type, 1), number(0x0303, 2), vector(2, body)]);

/** Cut into records of so many octets at most. */
export const records = (type: number, body: Uint8Array, size = 16_384): Buffer[] =>
  Array.from({ length: Math.ceil(body.length / size) }, (_, at) =>
    record(type, body.subarray(at * size, (at + 1) * size)),
  );

const extension = (type: number, ...parts: readonly Uint8Array[]): Buffer =>
  Buffer.concat([number(type, 2), vector(2, ...parts)]);

const RETRY = Buffer.from('cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c', 'hex');

export function serverHello(version: 2 | 3, suite: number, { retry = false } = {}): Buffer {
  const random = retry ? RETRY : Buffer.alloc(32, 7);
  const extensions = version === 3 ? [vector(2, extension(43, number(0x0304, 2)))] : [];
  return message(2, number(0x0303, 2), random, vector(1), number(suite, 2), number(0, 1), ...extensions);
}

export const certificate12 = (certificates: readonly Uint8Array[]): Buffer =>
  message(11, vector(3, ...certificates.map((one) => vector(3, one))));

/** @param staple an OCSP response for the first */
export const certificate13 = (certificates: readonly Uint8Array[], staple?: Uint8Array): Buffer => {
  const entries = certificates.map((one, at) => {
    const status = at === 0 && staple ? extension(5, number(1, 1), vector(3, staple)) : Buffer.alloc(0);
    return Buffer.concat([vector(3, one), vector(2, status)]);
  });
  return message(11, vector(1), vector(3, ...entries));
};

export const status12 = (staple: Uint8Array): Buffer => message(22, number(1, 1), vector(3, staple));

export const request12 = (authorities: readonly Uint8Array[]): Buffer =>
  message(
    13,
    vector(1, Buffer.from([1, 64])),
    vector(2, Buffer.from([4, 3])),
    vector(2, ...authorities.map((name) => vector(2, name))),
  );

export const request13 = (authorities: readonly Uint8Array[]): Buffer => {
  const algorithms = extension(13, vector(2, Buffer.from([4, 3])));
  const names = authorities.length > 0 ? [extension(47, vector(2, ...authorities.map((name) => vector(2, name))))] : [];
  return message(13, vector(1), vector(2, algorithms, ...names));
};

export const done12 = message(14);
export const finished13 = message(20, Buffer.alloc(32, 9));

/** What protects records with one secret of TLS 1.3, written apart from what reads them. */
export class Seal {
  static readonly suites = {
    0x1301: ['aes-128-gcm', 'sha256', 16],
    0x1302: ['aes-256-gcm', 'sha384', 32],
    0x1303: ['chacha20-poly1305', 'sha256', 32],
  } as const;
  readonly #suite: (typeof Seal.suites)[keyof typeof Seal.suites];
  readonly #secret: Buffer;
  readonly #key: Buffer;
  readonly #iv: Buffer;
  #count = 0;

  constructor(suite: keyof typeof Seal.suites, secret: Buffer) {
    this.#suite = Seal.suites[suite];
    this.#secret = secret;
    this.#key = this.#derive('key', this.#suite[2]);
    this.#iv = this.#derive('iv', 12);
  }

  record(type: number, content: Uint8Array, padding = 0): Buffer {
    const [cipher] = this.#suite;
    const inner = Buffer.concat([content, number(type, 1), Buffer.alloc(padding)]);
    const header = Buffer.concat([Buffer.from([23, 3, 3]), number(inner.length + 16, 2)]);
    const nonce = Buffer.from(this.#iv);
    const count = nonce.readUInt32BE(8);
    nonce.writeUInt32BE((count ^ this.#count++) >>> 0, 8);
    const seal = createCipheriv(cipher as 'aes-128-gcm', this.#key, nonce, { authTagLength: 16 });
    seal.setAAD(header, { plaintextLength: inner.length });
    return Buffer.concat([header, seal.update(inner), seal.final(), seal.getAuthTag()]);
  }

  records(content: Uint8Array, size = 16_384): Buffer[] {
    return Array.from({ length: Math.ceil(content.length / size) }, (_, at) =>
      this.record(22, content.subarray(at * size, (at + 1) * size), at % 3),
    );
  }

  #derive(label: string, length: number): Buffer {
    const info = Buffer.concat([
      number(length, 2),
      vector(1, Buffer.from(`tls13 ${label}`)),
      vector(1),
      Buffer.from([1]),
    ]);
    return createHmac(this.#suite[1], this.#secret).update(info).digest().subarray(0, length);
  }
}

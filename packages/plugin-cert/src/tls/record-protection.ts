import { createDecipheriv, createHmac } from 'node:crypto';
import { TlsReadError } from './read-error.ts';
import type { TlsRecord } from './records.ts';

interface Suite {
  readonly cipher: 'aes-128-gcm' | 'aes-256-gcm' | 'chacha20-poly1305';
  readonly hash: 'sha256' | 'sha384';
  readonly keyLength: number;
}

/** Cipher suites of TLS 1.3 that clients offer (RFC 8446 section B.4). */
const suites: Readonly<Record<number, Suite>> = {
  0x1301: { cipher: 'aes-128-gcm', hash: 'sha256', keyLength: 16 },
  0x1302: { cipher: 'aes-256-gcm', hash: 'sha384', keyLength: 32 },
  0x1303: { cipher: 'chacha20-poly1305', hash: 'sha256', keyLength: 32 },
};

const TAG = 16;
const IV = 12;

/** Opens the records that a server protects with one traffic secret of TLS 1.3, in their order (RFC 8446 section 5.2). */
export class RecordProtection {
  readonly #suite: Suite;
  readonly #key: Buffer;
  readonly #iv: Buffer;
  #sequence = 0n;

  /** @throws TlsReadError for a suite that is not known here. */
  constructor(suite: number, secret: Uint8Array) {
    const known = suites[suite];
    if (known === undefined) {
      throw new TlsReadError('unsupported', 'It chose a cipher suite of TLS 1.3 that is not read here.');
    }
    this.#suite = known;
    this.#key = expandLabel(known.hash, secret, 'key', known.keyLength);
    this.#iv = expandLabel(known.hash, secret, 'iv', IV);
  }

  /**
   * The content of a record and its true type.
   *
   * @throws TlsReadError when it was not made with this secret.
   */
  open({ header, body }: TlsRecord): { readonly type: number; readonly content: Uint8Array } {
    if (body.length <= TAG) throw new TlsReadError('malformed', 'It sent an encrypted record without content.');
    const plain = this.#decrypt(header, body);
    let end = plain.length - 1;
    // Zeros behind the type are padding (RFC 8446 section 5.4).
    while (end >= 0 && plain[end] === 0) end--;
    const type = plain[end];
    if (type === undefined) throw new TlsReadError('malformed', 'It sent an encrypted record without content.');
    return { type, content: plain.subarray(0, end) };
  }

  #decrypt(header: Uint8Array, body: Uint8Array): Buffer {
    const { cipher } = this.#suite;
    const tag = body.subarray(body.length - TAG);
    const options = { authTagLength: TAG };
    const decipher =
      cipher === 'chacha20-poly1305'
        ? createDecipheriv(cipher, this.#key, this.#nonce(), options)
        : createDecipheriv(cipher, this.#key, this.#nonce(), options);
    decipher.setAAD(header, { plaintextLength: body.length - TAG });
    decipher.setAuthTag(tag);
    try {
      return Buffer.concat([decipher.update(body.subarray(0, -TAG)), decipher.final()]);
    } catch {
      throw new TlsReadError('malformed', 'It sent an encrypted record that its own key does not open.');
    }
  }

  #nonce(): Buffer {
    const nonce = Buffer.from(this.#iv);
    const mask = Buffer.alloc(IV);
    mask.writeBigUInt64BE(this.#sequence++, IV - 8);
    return nonce.map((octet, at) => octet ^ (mask[at] as number)) as Buffer;
  }
}

/** HKDF-Expand-Label with an empty context (RFC 8446 section 7.1); what is asked for is never longer than the hash. */
function expandLabel(hash: string, secret: Uint8Array, label: string, length: number): Buffer {
  const name = Buffer.from(`tls13 ${label}`, 'ascii');
  const info = Buffer.concat([Buffer.from([0, length, name.length]), name, Buffer.from([0]), Buffer.from([1])]);
  return createHmac(hash, secret).update(info).digest().subarray(0, length);
}

import { commonName, extension, NONE, SHA256_WITH_RSA } from './certificate-writer.ts';
import { bits, concat, explicit, hex, integer, sequence, utcTime, type Bytes } from './der-writer.ts';

export interface CrlParts {
  readonly version?: Bytes;
  readonly algorithm?: Bytes;
  readonly outerAlgorithm?: Bytes;
  readonly issuer?: Bytes;
  readonly dates?: Bytes;
  /** Entries; undefined leaves the list out, an empty array writes an empty list. */
  readonly entries?: readonly Bytes[];
  readonly extensions?: readonly Bytes[];
  readonly tail?: Bytes;
  /** Signs what is to be signed; gives the BIT STRING. */
  readonly sign?: (tbs: Bytes) => Bytes;
}

/** DER of a CRL that is right but for what `parts` replaces; unsigned without `sign`. */
export function crlDer(parts: CrlParts = {}): Bytes {
  const algorithm = parts.algorithm ?? SHA256_WITH_RSA;
  const tbs = sequence(
    parts.version ?? integer(1),
    algorithm,
    parts.issuer ?? commonName('Test CA'),
    parts.dates ?? new Uint8Array([...utcTime('260101000000Z'), ...utcTime('260201000000Z')]),
    parts.entries === undefined ? NONE : sequence(concat(parts.entries)),
    parts.extensions === undefined ? NONE : explicit(0, sequence(...parts.extensions)),
    parts.tail ?? NONE,
  );
  return sequence(tbs, parts.outerAlgorithm ?? algorithm, parts.sign?.(tbs) ?? bits(hex('00ff00ff')));
}

export const revoked = (serial: number | bigint, ...entryExtensions: readonly Bytes[]): Bytes =>
  sequence(
    integer(serial),
    utcTime('260101000000Z'),
    entryExtensions.length === 0 ? NONE : sequence(...entryExtensions),
  );

export const reason = (code: number, tag = 0x0a): Bytes => extension('2.5.29.21', integer(code, tag));

/** A CRL with `count` entries of 16-octet serial numbers, each with a reason: the shape of large public ones. */
export function largeCrl(count: number): Bytes {
  const base = 0x7b2f_9a41_55d0_c3e8_1122_3344_0000_0000n;
  const entries = Array.from({ length: count }, (_, i) =>
    revoked(base + BigInt(i) * 7919n, reason(i % 2 === 0 ? 4 : 5)),
  );
  return crlDer({ entries, extensions: [extension('2.5.29.20', integer(count))] });
}

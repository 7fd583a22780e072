import { commonName, extension, P256_KEY } from './certificate-writer.ts';
import { bits, explicit, hex, implicit, integer, oid, sequence, set, text, type Bytes } from './der-writer.ts';

export const EXTENSION_REQUEST = '1.2.840.113549.1.9.14';

export interface RequestParts {
  readonly version?: Bytes;
  /** Attributes; `null` leaves the field out. */
  readonly attributes?: readonly Bytes[] | null;
  readonly subject?: Bytes;
  readonly publicKey?: Bytes;
  readonly algorithm?: Bytes;
  readonly tail?: Bytes;
  /** Signs what is to be signed; gives the BIT STRING. */
  readonly sign?: (tbs: Bytes) => Bytes;
}

export const requestAttribute = (type: string, ...values: readonly Bytes[]): Bytes =>
  sequence(oid(type), set(...values));

export const askingFor = (...list: readonly Bytes[]): Bytes => requestAttribute(EXTENSION_REQUEST, sequence(...list));

export const sanOf = (host: string): Bytes => extension('2.5.29.17', sequence(implicit(2, text(host))));

/** DER of a certification request that is right but for what `parts` replaces; unsigned without `sign`. */
export function requestDer(parts: RequestParts = {}): Bytes {
  const attributes = parts.attributes === null ? new Uint8Array(0) : explicit(0, ...(parts.attributes ?? []));
  const info = sequence(
    parts.version ?? integer(0),
    parts.subject ?? commonName('Asker'),
    parts.publicKey ?? P256_KEY,
    attributes,
    parts.tail ?? new Uint8Array(0),
  );
  const algorithm = parts.algorithm ?? sequence(oid('1.2.840.10045.4.3.2'));
  return sequence(info, algorithm, parts.sign?.(info) ?? bits(hex('00ff')));
}

import { explicit, hex, integer, join, nothing, oid, sequence, set, tlv, type Bytes } from './der-writer.ts';

const SIGNED_DATA = oid('1.2.840.113549.1.7.2');
const DATA = oid('1.2.840.113549.1.7.1');

/** An element of indefinite length, as BER allows. */
export const indefinite = (tag: number, ...content: readonly Bytes[]): Bytes =>
  join(Uint8Array.of(tag, 0x80), ...content, hex('0000'));

type Wrap = (tag: number, ...content: readonly Bytes[]) => Bytes;

/** A certificate bundle as `openssl crl2pkcs7` and Windows write it, with the given kind of length around the parts. */
export function pkcs7(certificates: readonly Bytes[], crls: readonly Bytes[] = [], wrap: Wrap = tlv): Bytes {
  return wrap(
    0x30,
    SIGNED_DATA,
    wrap(
      0xa0,
      wrap(
        0x30,
        integer(1),
        set(),
        wrap(0x30, DATA),
        ...(certificates.length > 0 ? [wrap(0xa0, ...certificates)] : []),
        ...(crls.length > 0 ? [wrap(0xa1, ...crls)] : []),
        set(),
      ),
    ),
  );
}

export const envelopedData = sequence(oid('1.2.840.113549.1.7.3'), explicit(0, sequence(nothing)));

import type { Transaction } from '../transaction/transaction.ts';
import { Blob } from '../values/scalar.ts';
import { member, strict, type PlatformType } from './declaration.ts';
import { referencePage } from './page.ts';

const reader = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The bytes of a text in UTF-8. */
export function blobOf(text: string): Blob {
  return new Blob(new TextEncoder().encode(text));
}

/** The text of bytes in UTF-8. @throws System.StringException `BLOB is not a valid UTF-8 string` */
export function textOfBlob(tx: Transaction, blob: Blob): string {
  try {
    return reader.decode(blob.bytes);
  } catch {
    return tx.throw('StringException', 'BLOB is not a valid UTF-8 string');
  }
}

export const blob: PlatformType = {
  name: 'Blob',
  page: referencePage('apex_methods_system_blob'),
  members: [
    strict('static Blob valueOf(String text)', (_tx, text: string) => blobOf(text)),
    member('Integer size()', (_tx, self: Blob) => self.bytes.length),
    member('String toString()', (tx, self: Blob) => textOfBlob(tx, self)),
  ],
};

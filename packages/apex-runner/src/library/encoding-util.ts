import type { Transaction } from '../transaction/transaction.ts';
import { Blob } from '../values/scalar.ts';
import { strict, type PlatformType } from './declaration.ts';
import { referencePage } from './page.ts';

/** Only UTF-8 is known. @throws System.StringException for another encoding (unverified) */
function utf8(tx: Transaction, encoding: string): void {
  if (encoding.toUpperCase() !== 'UTF-8') tx.throw('StringException', `Unsupported encoding: ${encoding}`);
}

/** As Java's URLEncoder: a space becomes `+`; letters, digits and `.-*_` stay. */
function urlEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replace(/[!'()~]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}

/** @throws System.StringException for a percent sign without two digits (unverified: type and wording) */
function urlDecode(tx: Transaction, text: string): string {
  if (/%(?![0-9a-fA-F]{2})/.test(text))
    tx.throw('IllegalArgumentException', 'URLDecoder: Illegal hex characters in escape (%) pattern');
  const bytes = new TextEncoder().encode(text.replaceAll('+', ' '));
  const decoded: number[] = [];
  for (let index = 0; index < bytes.length; index++) {
    if (bytes[index] === 0x25) {
      decoded.push(Number.parseInt(String.fromCharCode(bytes[index + 1]!, bytes[index + 2]!), 16));
      index += 2;
    } else decoded.push(bytes[index]!);
  }
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(decoded));
}

export const encodingUtil: PlatformType = {
  name: 'EncodingUtil',
  page: referencePage('apex_classes_restful_encodingUtil'),
  members: [
    strict('static Blob base64Decode(String text)', (tx, text: string) => {
      const clean = text.replace(/[\r\n]/g, '');
      return /^[A-Za-z0-9+/]*={0,2}$/.test(clean)
        ? new Blob(new Uint8Array(Buffer.from(clean, 'base64')))
        : tx.throw('StringException', 'Unrecognized base64 character'); // unverified: the wording
    }),
    strict('static String base64Encode(Blob bytes)', (_tx, { bytes }: Blob) => Buffer.from(bytes).toString('base64')),
    strict(
      'static Blob convertFromHex(String text)',
      (tx, text: string) =>
        /^(?:[0-9a-fA-F]{2})*$/.test(text)
          ? new Blob(new Uint8Array(Buffer.from(text, 'hex')))
          : tx.throw('StringException', `Invalid hex: ${text}`), // unverified: the wording
    ),
    strict('static String convertToHex(Blob bytes)', (_tx, { bytes }: Blob) => Buffer.from(bytes).toString('hex')),
    strict('static String urlDecode(String text, String encoding)', (tx, text: string, encoding: string) => {
      utf8(tx, encoding);
      return urlDecode(tx, text);
    }),
    strict('static String urlEncode(String text, String encoding)', (tx, text: string, encoding: string) => {
      utf8(tx, encoding);
      return urlEncode(text);
    }),
  ],
};

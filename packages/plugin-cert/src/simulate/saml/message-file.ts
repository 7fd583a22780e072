import { inflateRawSync } from 'node:zlib';
import { bytesOf } from '../../file/read-files.ts';
import { decodeText } from '../../project/decode-text.ts';
import { VerifyInputError } from '../../verify/verify-error.ts';

/** Twice what is read of the message itself: base64 and a form around it take more. */
const MAX_FILE = 2 * 1024 * 1024;

/**
 * The XML of a response that somebody saved: as XML, in base64 as the form field SAMLResponse carries it, or as that form itself.
 * Nothing of the message is repeated in an error.
 *
 * @throws {VerifyInputError}
 */
export function readMessageFile(path: string): string {
  const bytes = bytesOf(path);
  if (typeof bytes === 'string') throw new VerifyInputError(`${path}: ${bytes}`);
  if (bytes.length > MAX_FILE)
    throw new VerifyInputError(
      `${path}: it is larger than ${MAX_FILE / 1024 / 1024} MB, as no message of a log-in is.`,
    );
  const text = textOf(bytes, path);
  if (isXml(text)) return text;
  const field = fieldOf(text);
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(field) || field.length % 4 === 1)
    throw new VerifyInputError(`${path}: it is neither XML nor the base64 of the form field SAMLResponse.`);
  const message = Buffer.from(field, 'base64');
  if (isDeflated(message)) {
    throw new VerifyInputError(
      `${path}: it is compressed, as in an address that a browser is sent to. A response comes to Salesforce by POST, in base64 alone; save the form field SAMLResponse.`,
    );
  }
  const xml = textOf(message, path);
  if (!isXml(xml)) throw new VerifyInputError(`${path}: its base64 holds no XML; save the form field SAMLResponse.`);
  return xml;
}

function textOf(bytes: Uint8Array, path: string): string {
  const decoded = decodeText(bytes);
  if ('problem' in decoded) throw new VerifyInputError(`${path}: ${decoded.problem}.`);
  return decoded.text.replace(/^\ufeff/, '').trim();
}

const isXml = (text: string): boolean => text.startsWith('<');

/** A form body names the field; a copied address has it in per cent. */
function fieldOf(text: string): string {
  const form = /(?:^|[?&\s])SAMLResponse=/.exec(text);
  const value = form
    ? (new URLSearchParams(text.slice(form.index + form[0].length - 'SAMLResponse='.length)).get('SAMLResponse') ?? '')
    : text.includes('%')
      ? decoded(text)
      : text;
  return value.replaceAll(/\s/g, '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function isDeflated(bytes: Uint8Array): boolean {
  if (bytes[0] === 0x3c || bytes[0] === 0xef || bytes[0] === 0xff || bytes[0] === 0xfe) return false;
  try {
    return inflateRawSync(bytes, { maxOutputLength: MAX_FILE }).includes('<');
  } catch {
    return false;
  }
}

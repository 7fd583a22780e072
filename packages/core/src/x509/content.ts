import { decodeBase64 } from './base64.ts';
import { isRevocationListHead } from './der-kind.ts';
import { CertificateParseError } from './errors.ts';
import { keystoreError, keystoreKindOf } from './keystore-kind.ts';
import { MAX_FILE, sizeFault } from './limits.ts';
import { refuseSavedAsText } from './saved-as-text.ts';

const latin1 = new TextDecoder('latin1');

/** What an input is made of: PEM text, or DER (or BER) octets. */
export type Content = { readonly text: string } | { readonly der: Uint8Array };

/**
 * Finds PEM text or DER in an input of unknown form: text or octets, with or without byte order mark, DER, PEM, base64
 * without armor (as SamlSsoConfig stores it), or base64 of PEM (as external client apps store it).
 * @throws CertificateParseError that names what the input is when it is neither.
 */
export function openContent(input: string | Uint8Array): Content {
  const tooLarge = tooLargeFault(input.length, input);
  if (tooLarge !== undefined) fail('file.too-large', tooLarge);
  if (typeof input === 'string') return openText(input, true);
  const bytes = new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  refuseKeystore(bytes);
  refuseSavedAsText(bytes);
  if (looksLikeDer(bytes)) return { der: bytes };
  refuseBinary(bytes);
  return openText(latin1.decode(bytes), true);
}

const HEAD = 4096;

/**
 * Why an input of this size is not read, in one sentence; undefined when it is. The limit depends on what it is.
 * @param head all of it, or as much of its beginning as is at hand
 */
export function tooLargeFault(size: number, head: string | Uint8Array): string | undefined {
  return size > MAX_FILE ? sizeFault(size, holdsRevocationList(head)) : undefined;
}

/** Whether a large input is a revocation list, or a bundle that holds one: these may be larger than all else. */
function holdsRevocationList(input: string | Uint8Array): boolean {
  if (typeof input !== 'string' && input[0] === 0x30 && input[1]! >= 0x80) return isRevocationListHead(input);
  const text = typeof input === 'string' ? input : latin1.decode(input);
  if (text.includes(BEGIN)) return /-----BEGIN (?:X509 CRL|PKCS7|CMS|PKCS #7 SIGNED DATA)-----/.test(text);
  const head = /^[A-Za-z0-9+/=\s]+/.exec(withoutByteOrderMark(text.slice(0, HEAD)))?.[0].replace(/\s/g, '') ?? '';
  return head.length > 0 && isRevocationListHead(decodeBase64(head.slice(0, head.length - (head.length % 4))));
}

const BEGIN = '-----BEGIN ';

/** A SEQUENCE, which nearly always has a length of several octets. Otherwise it may be text that begins with a zero. */
const looksLikeDer = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x30 && (bytes[1]! >= 0x80 || !latin1.decode(bytes).includes(BEGIN));

function openText(raw: string, mayBeEncoded: boolean): Content {
  const text = withoutByteOrderMark(raw);
  if (text.includes(BEGIN)) return { text };
  if (!/\S/.test(text)) fail('file.empty', 'The file is empty; export or download the certificate again.');
  if (/^[A-Za-z0-9+/=\s]+$/.test(text)) {
    const bytes = decodeBase64(text);
    refuseKeystore(bytes);
    refuseSavedAsText(bytes);
    if (bytes[0] === 0x30) return { der: bytes };
    const inner = latin1.decode(bytes);
    if (mayBeEncoded && inner.includes(BEGIN)) return openText(inner, false);
  }
  return fail(...describeText(text));
}

const withoutByteOrderMark = (text: string): string => text.replace(/^(?:\ufeff|ï»¿)/, '');

/** A keystore is opened by its own readers, with its password. */
function refuseKeystore(bytes: Uint8Array): void {
  const kind = keystoreKindOf(bytes);
  if (kind !== undefined) throw keystoreError(kind);
}

/** First octets of files that people mistake for certificate files. */
function refuseBinary(bytes: Uint8Array): void {
  const [a, b, c, d] = bytes;
  const is = (...magic: number[]): boolean => magic.every((octet, i) => bytes[i] === octet);
  if (is(0xff, 0xfe) || is(0xfe, 0xff) || isUtf16(bytes))
    fail('file.utf16', 'The file is text in UTF-16; save it again as UTF-8 or plain text (ASCII).');
  if (is(0x50, 0x4b, 3, 4)) fail('file.zip', 'This is a ZIP archive; unpack it and give the certificate inside.');
  if (is(0x1f, 0x8b)) fail('file.gzip', 'This is a compressed file (gzip); unpack it and give the certificate inside.');
  if (is(0x25, 0x50, 0x44, 0x46)) fail('file.pdf', 'This is a PDF document, not a certificate.');
  if (bytes.length > 0 && a === 0 && b === 0 && c === 0 && d === 0 && bytes.every((octet) => octet === 0))
    fail('file.zeros', 'The file holds nothing but zeros; it was not written completely, so fetch it again.');
}

/** Without a byte order mark: every other octet is zero, as far as ASCII goes. */
function isUtf16(bytes: Uint8Array): boolean {
  if (bytes.length < 8) return false;
  const zeros = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => (bytes[i] === 0 ? i % 2 : -1)).filter((parity) => parity >= 0);
  return zeros.length === 4 && new Set(zeros).size === 1;
}

function describeText(text: string): [code: string, message: string] {
  const start = text.slice(0, 4096).trimStart();
  const lower = start.toLowerCase();
  if (/^(?:<!doctype html|<html|<head|<body)/.test(lower) || (lower.startsWith('<') && lower.includes('<html')))
    return ['file.html', 'This is a web page, not a certificate; the download probably led to a log-in or error page.'];
  if (lower.includes('x509certificate'))
    return ['file.saml-metadata', 'This is SAML metadata; copy the text of its X509Certificate element and give that.'];
  if (lower.startsWith('<')) return ['file.xml', 'This is an XML document, not a certificate.'];
  if (lower.startsWith('{') || lower.startsWith('['))
    return ['file.json', 'This is a JSON document, not a certificate.'];
  if (/^(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-|---- begin ssh2)/.test(lower))
    return ['file.ssh-key', 'This is an SSH public key, not a certificate.'];
  if (/BEGIN [A-Z0-9 ]*CERTIFICATE/.test(start))
    return [
      'pem.dashes',
      'The line BEGIN CERTIFICATE does not stand between five plain hyphens on each side; copy the block again, unchanged.',
    ];
  if (text.includes('-----END '))
    return ['pem.no-begin', 'The line -----BEGIN …----- is missing; copy the block again, complete.'];
  if (/^certificate:\s+data:/.test(lower))
    return [
      'file.printed-certificate',
      'This is the printed description of a certificate; give the certificate itself (from BEGIN CERTIFICATE to END CERTIFICATE).',
    ];
  return [
    'file.not-recognized',
    'This is neither PEM text nor DER; give the certificate as a .pem, .crt, .cer or .p7b file.',
  ];
}

function fail(code: string, message: string): never {
  throw new CertificateParseError(code, message, { offset: 0 });
}

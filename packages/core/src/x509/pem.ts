import { decodeBase64 } from './base64.ts';
import { CertificateParseError } from './errors.ts';
import type { Der } from './model.ts';

export interface PemBlock {
  /** Text between `-----BEGIN ` and `-----`, such as `CERTIFICATE`. */
  readonly label: string;
  /** Decoded octets; empty for private keys, which are never decoded. */
  readonly der: Der;
  /** Where the block begins in the text. */
  readonly offset: number;
}

/** A block as it stands in the text, not yet decoded. */
export interface PemSpan {
  readonly label: string;
  readonly offset: number;
  readonly bodyStart: number;
  readonly bodyEnd: number;
  /** Where the search for the next block goes on. */
  readonly next: number;
}

const BEGIN = '-----BEGIN ';
const DASHES = '-----';
/** No label in use is longer (`-----BEGIN ENCRYPTED PRIVATE KEY-----`). */
const MAX_LABEL = 64;

/**
 * All PEM blocks of a text, in order (RFC 7468). Text around blocks, any line ends, indentation and RFC 1421 headers are
 * accepted.
 * @throws CertificateParseError for a block without end or with broken base64.
 */
export function readPemBlocks(text: string): PemBlock[] {
  const blocks: PemBlock[] = [];
  for (let span = nextPemSpan(text, 0); span !== undefined; span = nextPemSpan(text, span.next))
    blocks.push({ label: span.label, der: decodePemSpan(text, span), offset: span.offset });
  return blocks;
}

export const isPrivateKeyLabel = (label: string): boolean =>
  label.endsWith('PRIVATE KEY') || label === 'PRIVATE KEY BLOCK';

/** The first block at or after `from`; undefined when there is none. */
export function nextPemSpan(text: string, from: number): PemSpan | undefined {
  for (let offset = text.indexOf(BEGIN, from); offset !== -1; offset = text.indexOf(BEGIN, offset + BEGIN.length)) {
    const labelStart = offset + BEGIN.length;
    const labelEnd = text.indexOf(DASHES, labelStart);
    if (labelEnd <= labelStart || labelEnd - labelStart > MAX_LABEL) continue;
    const label = text.slice(labelStart, labelEnd);
    if (/[\r\n]/.test(label)) continue;
    return spanFrom(text, label, offset, labelEnd + DASHES.length);
  }
  return undefined;
}

function spanFrom(text: string, label: string, offset: number, bodyStart: number): PemSpan {
  const footer = text.indexOf(DASHES, bodyStart);
  const expected = `-----END ${label}-----`;
  if (footer === -1 || !text.startsWith(expected, footer))
    // The block is reported, not lost: its body is decoded to the next dashes, and refused there.
    return { label, offset, bodyStart, bodyEnd: -1, next: footer === -1 ? text.length : footer };
  return { label, offset, bodyStart, bodyEnd: footer, next: footer + expected.length };
}

/** @throws CertificateParseError when the block has no end line or its base64 is broken. */
export function decodePemSpan(text: string, span: PemSpan): Der {
  if (span.bodyEnd === -1)
    throw new CertificateParseError(
      'pem.no-end',
      `The line -----END ${span.label}----- is missing; copy the block again, from its BEGIN line to its END line.`,
      { offset: span.offset, rule: 'RFC 7468 section 2' },
    );
  if (isPrivateKeyLabel(span.label)) return new Uint8Array(0);
  return decodeBase64(text, headersEnd(text, span), span.bodyEnd);
}

/** Steps over RFC 1421 headers (`Name: value` lines and an empty line), which some tools write. */
function headersEnd(text: string, span: PemSpan): number {
  const body = text.slice(span.bodyStart, span.bodyEnd);
  if (!body.includes(':')) return span.bodyStart;
  const blank = /\r\n[ \t]*\r\n|\n[ \t]*\n|\r[ \t]*\r/g;
  blank.lastIndex = body.indexOf(':');
  const found = blank.exec(body);
  return found === null ? span.bodyStart : span.bodyStart + found.index + found[0].length;
}

/** A certificate as PEM, with lines of 64 characters. */
export function certificateToPem(certificate: Der | { readonly der: Der }): string {
  const der = certificate instanceof Uint8Array ? certificate : certificate.der;
  const base64 = encodeBase64(der).replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`;
}

function encodeBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let i = 0; i < bytes.length; i += 8192) binary += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(binary);
}

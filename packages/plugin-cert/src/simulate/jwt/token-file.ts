import { SfError } from '@salesforce/core';
import { requireFiles } from '../../file/named-input.ts';
import { bytesOf } from '../../file/read-files.ts';
import { decodeText } from '../../project/decode-text.ts';
import { VerifyInputError } from '../../verify/verify-error.ts';

/** A token is a kilobyte. */
const MAX = 64 * 1024;

/** What is read from: standard input, or a file. */
export const STDIN = '-';

const usage = (message: string): SfError => new SfError(message, 'UsageError', [], 2);

/**
 * Refuses what cannot be read from before anything is asked. A token is a secret, and is not repeated where it was given in place of
 * a file.
 *
 * @throws {SfError} with exit code 2
 */
export function requireTokenFile(given: string): void {
  if (given === STDIN) return;
  if (given.length > 300 || (/^[\w-]+\.[\w-]+\.[\w-]*$/.test(given) && /^ey/.test(given))) {
    throw usage(
      'That is the token itself: arguments are seen by others and kept by the shell. Give it in a file, or on standard input as "-".',
    );
  }
  requireFiles([given], 'the token file');
}

/**
 * The token, without what stands around it. Never repeated in an error.
 *
 * @throws {VerifyInputError}
 */
export async function readTokenFile(given: string): Promise<string> {
  const shown = given === STDIN ? 'Standard input' : given;
  const bytes = given === STDIN ? await readStdin() : bytesOf(given);
  if (typeof bytes === 'string') throw new VerifyInputError(`${shown}: ${bytes}`);
  if (bytes.length > MAX) throw new VerifyInputError(`${shown}: it is larger than any token.`);
  const decoded = decodeText(bytes);
  const text = 'text' in decoded ? decoded.text.replace(/^\ufeff/, '').trim() : '';
  // The body of the request that carries it.
  const token = /(?:^|[&?\s])assertion=([\w.-]+)/.exec(text)?.[1] ?? text;
  const parts = token.split('.').length;
  if (parts === 5 && /^[\w.-]+$/.test(token))
    throw new VerifyInputError(`${shown}: it is an encrypted token (JWE), and Salesforce takes signed ones.`);
  if (parts !== 3 || !/^[\w-]+\.[\w-]+\.[\w-]*$/.test(token))
    throw new VerifyInputError(
      `${shown}: it holds no signed token (JWT): three parts of base64url with dots between them.`,
    );
  return token;
}

async function readStdin(): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of process.stdin as AsyncIterable<Uint8Array>) {
    pieces.push(piece);
    length += piece.length;
    // One too many tells that it is too large; nothing more is needed.
    if (length > MAX) break;
  }
  return Buffer.concat(pieces);
}

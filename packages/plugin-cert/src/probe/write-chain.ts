import { statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { plural } from '@cert-health/core';
import type { Certificate } from '@cert-health/core';
import type { CompletedChain } from '../network/complete-chain.ts';

/** Raised for a chain that cannot be written; the message is one sentence for people. */
export class ChainFileError extends Error {
  override readonly name = 'ChainFileError';
}

/** Why a chain cannot be written to a path, one sentence that says what to do; undefined when it can. Asked before any server is called. */
export function chainFileProblem(path: string): string | undefined {
  const folder = dirname(path);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    return `The folder ${folder} of ${path} does not exist; create it first.`;
  }
  const there = statSync(path, { throwIfNoEntry: false });
  if (there?.isDirectory()) return `${path} is a folder; name a file in it.`;
  // A server may be running from it.
  return there ? `${path} exists already; name another file for --write-chain, or move it away first.` : undefined;
}

/**
 * Writes the chain as a server is to send it: its own certificate first, then each that vouches for the one before, without the root (PEM).
 *
 * @returns what was written, a sentence
 * @throws {ChainFileError} when the chain does not lead up to a root, or the file cannot be written.
 */
export function writeChain(chain: CompletedChain | undefined, path: string): string {
  if (!chain || chain.path.length === 0) {
    throw new ChainFileError(`${path} was not written: the server was not reached, or sent no certificate.`);
  }
  if (chain.problem !== undefined) throw new ChainFileError(`${path} was not written: ${chain.problem}`);
  try {
    writeFileSync(path, chain.path.map(pemOf).join(''), { flag: 'wx', mode: 0o644 });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new ChainFileError(`The chain could not be written to ${path} (${code}); name another file.`);
  }
  const above = chain.path.length - 1;
  return `${path} holds the certificate of the server and ${plural(above, 'intermediate')}, without the root: install it on the server as its chain.`;
}

function pemOf({ der }: Certificate): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

import { SfError } from '@salesforce/core';
import { parseTarget, TargetError } from '../tls/target.ts';
import type { WantedServer } from './probe-servers.ts';

/**
 * Reads servers as somebody typed them; one that is typed twice is looked at once.
 *
 * @throws {SfError} with exit code 2 for a text that names no server.
 */
export function typedServers(texts: readonly string[]): WantedServer[] {
  const wanted = new Map<string, WantedServer>();
  for (const text of texts) {
    const target = read(text);
    if (!wanted.has(target.text)) wanted.set(target.text, { target, typed: true, foundIn: [] });
  }
  return [...wanted.values()];
}

function read(text: string): WantedServer['target'] {
  try {
    return parseTarget(text);
  } catch (error) {
    throw error instanceof TargetError ? new SfError(error.message, 'UsageError', [], 2) : error;
  }
}

/**
 * Reads the name to ask for and to find in the certificate.
 *
 * @throws {SfError} with exit code 2 for a text that is no name.
 */
export function nameOfFlag(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const { host, text: whole } = read(text);
  const isNameAlone = whole === `${host}:443` && !/:443$/.test(text) && !text.includes('/');
  if (isNameAlone) return host;
  throw new SfError(`"${text}" is no name of a server; give --server-name a name without port.`, 'UsageError', [], 2);
}

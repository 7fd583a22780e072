import { statSync } from 'node:fs';
import { SfError } from '@salesforce/core';
import { parseTarget, TargetError } from '../tls/target.ts';
import type { Target } from '../tls/target.ts';

/** What somebody means by a text: a file that is there, a server, or a certificate by its name in an org or project. */
export type Named =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'server'; readonly target: Target }
  | { readonly kind: 'certificate'; readonly name: string };

/**
 * Tells a file from a server from a name. A file that is there goes first, whatever it is called. A server is told by its port or by
 * a scheme such as `https://`: without one `partner.pem` would be a host, and a typo a call to a stranger. Only what can be no path and no address
 * is a name.
 *
 * @param argument What it was given to, for the message: `OLD`.
 * @throws {SfError} with exit code 2 for a folder, a path that does not exist, or an address that is none
 */
export function kindOfName(text: string, argument: string): Named {
  const stat = statSync(text, { throwIfNoEntry: false });
  if (stat?.isDirectory()) throw usage(`${text} is a folder, and ${argument} takes a certificate; name a file in it.`);
  if (stat) return { kind: 'file', path: text };
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(text) || /^(?:\[[^\]\s]+\]|[^/\\\s:]+):\d+$/.test(text))
    return { kind: 'server', target: serverIn(text) };
  if (/[/\\.]/.test(text) || text.trim() === '') {
    throw usage(
      `${text.replaceAll('\\', '/') || 'An empty text'} does not exist; check what was given to ${argument}. A server is written HOST:PORT.`,
    );
  }
  return { kind: 'certificate', name: text.trim() };
}

function serverIn(text: string): Target {
  try {
    return parseTarget(text);
  } catch (error) {
    throw error instanceof TargetError ? usage(error.message) : error;
  }
}

const usage = (message: string): SfError => new SfError(message, 'UsageError', [], 2);

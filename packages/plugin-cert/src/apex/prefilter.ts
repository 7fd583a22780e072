import { CERTIFICATE_CALLS } from './call-catalog.ts';
import type { CertificateCall } from './call-catalog.ts';

/** One of these words stands in every file with a reference: found at the speed of a text search. */
const WORDS = new RegExp([...new Set(CERTIFICATE_CALLS.map(wordOf))].join('|'), 'i');

/** The shapes a reference must have once comments and strings are blank. */
const SHAPES = new RegExp(CERTIFICATE_CALLS.map(shapeOf).join('|'), 'i');

/**
 * Whether a file is worth parsing. Never says no to a file with a reference; a comment or a string that mentions a call
 * is not enough for a yes.
 */
export function mayNameCertificate(source: string): boolean {
  return WORDS.test(source) && SHAPES.test(blankCommentsAndStrings(source));
}

const COMMENT_OR_STRING = /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n\r]*|'''[\s\S]*?'''|'[^'\\\n\r]*(?:\\.[^'\\\n\r]*)*'/g;

/** Comments become one space, strings empty strings. */
export function blankCommentsAndStrings(source: string): string {
  return source.replace(COMMENT_OR_STRING, (text) => (text.startsWith("'") ? "''" : ' '));
}

/** The rarest word of a call: `Crypto`, not `verify`. */
function wordOf({ kind, type, member, when }: CertificateCall): string {
  return when?.values[0] ?? (kind === 'staticMethod' ? (type.split('.').at(-1) ?? '') : member);
}

function shapeOf(call: CertificateCall): string {
  if (call.when) return `\\b(?:${call.when.values.join('|')})\\b`;
  const owner = call.type.split('.').at(-1) ?? '';
  switch (call.kind) {
    case 'field':
      return `\\b${call.member}\\s*=(?!=)`;
    case 'staticMethod':
      return `\\b${owner}\\s*\\.\\s*${call.member}\\s*\\(`;
    case 'instanceMethod':
    case 'constructor':
      return `\\b${call.member}\\s*\\(`;
  }
}

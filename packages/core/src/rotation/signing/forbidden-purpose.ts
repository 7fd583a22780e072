import { dayOf, listOf } from '../../findings/index.ts';
import { chromeClientAuthEnd, clientAuthEnd } from '../../policy/index.ts';
import type { SigningPurpose } from './judge-request.ts';
import { publicAuthorityOf } from './public-directories.ts';
import type { PublicAuthority } from './public-directories.ts';

/** What is known of an authority before it is asked. */
export interface AuthorityFacts {
  readonly name: string;
  /** Host of its ACME directory, for those that have one. */
  readonly directoryHost?: string;
  /** What settings say that it may be asked for; undefined: they do not say. */
  readonly purposes?: readonly SigningPurpose[];
}

/**
 * Why an authority is not asked for a certificate, in sentences with what to do instead; undefined when nothing forbids it.
 *
 * @param at The day of which it is judged.
 */
export function forbiddenPurpose(
  { name, directoryHost, purposes }: AuthorityFacts,
  wanted: readonly SigningPurpose[],
  at: Date,
): string | undefined {
  const known = directoryHost === undefined ? undefined : publicAuthorityOf(directoryHost);
  if (known && wanted.includes('client')) return noClients(known, at);
  const missing = purposes === undefined ? [] : wanted.filter((purpose) => !purposes.includes(purpose));
  if (missing.length === 0) return undefined;
  const words = listOf(missing.map((purpose) => `${purpose} authentication`));
  return `The authority "${name}" is not set up for ${words}; name another one for this certificate, or add it to its purposes.`;
}

function noClients({ name, issuer }: PublicAuthority, at: Date): string {
  const own = clientAuthEnd(issuer);
  const everyone = new Date(chromeClientAuthEnd.from ?? 0);
  const ends = own?.from === undefined ? undefined : new Date(own.from);
  const first =
    ends === undefined
      ? `${name} is a public authority, and those stop issuing for client authentication by ${dayOf(everyone)}.`
      : `${name} ${ends <= at ? 'ended' : 'ends'} client authentication on ${dayOf(ends)}${own?.precision === 'week' ? ' (that week)' : ''}.`;
  const rule = `Every public authority has to by ${dayOf(everyone)} (${chromeClientAuthEnd.source.document}, section ${chromeClientAuthEnd.source.section}).`;
  return [
    first,
    ...(ends === undefined ? [] : [rule]),
    'A client certificate that renews by itself needs an authority of another kind: a private one, by its own ACME directory, by a command or by hand.',
  ].join(' ');
}

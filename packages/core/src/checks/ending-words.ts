import type { Evidence } from '../findings/index.ts';
import { isoDay } from '../findings/wording.ts';
import type { Ending } from '../inventory/index.ts';
import type { Stake } from './stake.ts';

/** What `expired` and `expiring` say alike. */

export const recordOnly =
  'Its record in Salesforce gives that day as the last; the certificate itself could not be read.';

/** Why the end of an intermediate need not matter. */
export const trustedByItself = 'Where it is used it is trusted by itself, and no chain is looked at.';

/** The facts behind what is said of an ending, the doubt among them. */
export function dateEvidence({ precision, last, certificate, of }: Ending, { kind, refused }: Stake): Evidence {
  return {
    notAfter: precision === 'day' ? isoDay(last) : last.toISOString(),
    ...(certificate ? { subject: certificate.subject.text } : {}),
    of,
    usage: kind,
    endIsEnforced: refused ? 'stated' : 'not stated',
  };
}

/** The start of a sentence. */
export function capital(clause: string): string {
  return clause.charAt(0).toUpperCase() + clause.slice(1);
}

/** Why an end matters, as far as sources say. */
export function whyEnded({ of }: Ending, stake: Stake): string {
  if (of === 'record') return `${recordOnly}${doubtOf(stake)}`;
  const past = 'The certificate is past its last moment of validity (notAfter)';
  return stake.refused ? `${past}, so whoever checks it refuses it.` : `${past}.${doubtOf(stake)}`;
}

/** Why it is not certain that something stops; empty where it is. */
export function doubtOf({ kind, refused, nobody }: Stake): string {
  if (refused) return '';
  if (nobody) return ` ${nobody.sentence}`;
  if (kind === 'used') return ' Whether an ended certificate is refused there is not stated in what was read.';
  return ' What uses it is not known.';
}

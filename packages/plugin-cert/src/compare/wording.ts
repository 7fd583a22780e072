import { dayOf, plural, useById } from '@cert-health/core';
import type { Comparison, JudgedUse } from './compare-chains.ts';

export const outcomeWords = {
  breaks: { symbol: '✖', word: 'BREAKS' },
  unknown: { symbol: '?', word: 'NOT KNOWN' },
  'tell-first': { symbol: '▲', word: 'TELL FIRST' },
  unchanged: { symbol: '✔', word: 'UNCHANGED' },
} as const;

/** The answer, in a sentence or two. */
export function verdictSentence({ identical, verdict, basis, uses }: Comparison): string {
  if (identical) return 'Both are the same certificate with the same chain: nothing changes.';
  const number = uses.filter(({ outcome }) => outcome === verdict).length;
  const where =
    basis === 'references'
      ? plural(number, 'place')
      : `${number} of the ${plural(uses.length, 'use')} that the old certificate could have`;
  switch (verdict) {
    case 'breaks':
      return `The new certificate would break ${where}.`;
    case 'unknown':
      return `Whether ${where} would go on cannot be told.`;
    case 'tell-first':
      return `Nothing breaks once somebody has acted first: ${where}.`;
    case 'unchanged':
      return 'Nothing that was looked at changes for anybody.';
  }
}

/** `Outbound Apex mTLS`, or that the use is not known. */
export const useName = ({ use }: Pick<JudgedUse, 'use'>): string =>
  use === null ? 'What it is for cannot be told' : useById(use).label;

/** `If it is used for Outbound SSO`, where nothing that refers to it is known. */
export function headOf(one: JudgedUse, count: number): string {
  if (one.reference === null) return `If it is used for ${useName(one)}`;
  return count > 1 ? `${useName(one)}: ${count} places` : useName(one);
}

/** `Partner_API (Named credentials, client certificate), api.partner.example`. */
export function placeWords({ reference, label, host }: JudgedUse): string {
  if (!reference) return '';
  return `${reference.label ?? reference.name} (${label})${host === null ? '' : `, ${host}`}`;
}

export function deadlineWords(before: string | null, at: Date): string {
  return before === null ? 'at once' : `before the switch, at the latest ${dayOf(new Date(before), at)}`;
}

/** How the list of uses came about. */
export function basisSentence({ basis, old }: Comparison): string {
  return basis === 'references'
    ? `Where "${old.name}" is used, by what was read.`
    : `Nothing that refers to "${old.name}" is known, so here are the uses that it could have. Name the org (-o) or a project (-d) to see which it has.`;
}

export function listSentence({ trustStore }: Comparison): string {
  return trustStore.kind === 'none'
    ? 'No list of roots was given (--trust-store), so whether your org trusts another root is not known.'
    : `By a list of ${plural(trustStore.entries, 'root')} that your org trusts.`;
}

import { escapeMarkdown, momentOf } from '@cert-health/core';
import type { Comparison } from './compare-chains.ts';
import { groupsOf, handedOver } from './told-together.ts';
import type { UseGroup } from './told-together.ts';
import {
  basisSentence,
  deadlineWords,
  headOf,
  listSentence,
  outcomeWords,
  placeWords,
  verdictSentence,
} from './wording.ts';

/** A comparison to be passed on: what changes, and who has to do what before the switch. */
export function comparisonMarkdown(comparison: Comparison): string {
  const { old, new: next, changes, verdict, notChecked, alsoLookAt, ignored } = comparison;
  const at = new Date(comparison.asOf);
  const { symbol, word } = outcomeWords[verdict];
  const groups = groupsOf(comparison);
  const give = handedOver(comparison);
  return [
    `## ${text(old.name)} is to be replaced by ${text(next.name)}`,
    `**${symbol} ${word}** ${text(verdictSentence(comparison))} Judged as of ${momentOf(at)}; all dates are UTC. ${text(listSentence(comparison))}`,
    changes.length > 0 &&
      table(
        ['What changes', 'Old', 'New', 'To whom it matters'],
        changes.map((one) => [one.title, one.old, one.new, one.matters]),
      ),
    text(basisSentence(comparison)),
    ...groups.map((group) => section(group, at)),
    give.length > 0 && '### What to give',
    give.length > 0 &&
      table(
        ['What', 'Subject', 'SHA-256'],
        give.map((one) => [one.what, one.subject, one.fingerprint ?? 'not at hand']),
      ),
    list(
      'Not checked',
      notChecked.map(({ reason }) => reason),
    ),
    list(
      'Also look at',
      alsoLookAt.map(({ label, reason, setup }) => `${label}: ${reason} (${setup})`),
    ),
    list('Left out', ignored),
  ]
    .filter(Boolean)
    .join('\n\n')
    .concat('\n');
}

const text = escapeMarkdown;

function section({ places, outcome, reasons }: UseGroup, at: Date): string {
  const [first] = places;
  if (!first) return '';
  const { symbol, word } = outcomeWords[outcome];
  const lines = reasons.flatMap((one) => [
    `- **${outcomeWords[one.outcome].word}** ${text(one.why)}`,
    ...(one.who.length > 0 && one.what ? [`  - ${text(one.who.join('; '))}: ${text(one.what)}`] : []),
    `  - ${text(one.rule)}`,
  ]);
  return [
    `### ${symbol} ${word}: ${text(headOf(first, places.length))}`,
    ...(first.reference ? [places.map((one) => `- ${text(placeWords(one))}`).join('\n')] : []),
    ...(outcome === 'unchanged' ? [] : [`To do ${text(deadlineWords(first.before, at))}.`]),
    lines.join('\n'),
  ].join('\n\n');
}

const list = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : [`### ${title}`, lines.map((line) => `- ${text(line)}`).join('\n')].join('\n\n');

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows.map((cells) => cells.map(text))]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

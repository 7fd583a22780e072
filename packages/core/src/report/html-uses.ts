import { listOf } from '../findings/wording.ts';
import type { HealthReport } from '../health/report.ts';
import { escapeMarkup } from './escape.ts';
import { boldWords, table } from './html-elements.ts';
import { linksTo } from './html-findings.ts';
import { rotators, standingsOfUses, standingWords } from './use-standing.ts';
import type { UseStanding } from './use-standing.ts';

const head = ['Use', 'Who proves', 'Who verifies', 'Who rotates', 'Certificates', 'Worst', 'Findings'];

/** The eight uses: who proves, who verifies, who rotates, how many certificates, and how they stand. */
export function usesOf(report: HealthReport): string {
  if (report.uses.length === 0) {
    return '<p>Not known: no configuration that uses a certificate was found in what was read.</p>';
  }
  const rows = standingsOfUses(report).map((standing) => useRow(standing, report));
  return `${table(head, rows)}
<p><small>Not judged is what nobody could look at: a certificate that only the other side has, that was not read, or that a check could not decide on. A certificate in several uses counts in each.</small></p>`;
}

function useRow(standing: UseStanding, report: HealthReport): string[] {
  const { use, worst, certificates, notJudged, unread, findings } = standing;
  const { sign, word } = standingWords[worst];
  const gap = unread.length > 0 ? `<br><small>not read: ${escapeMarkup(listOf(unread))}</small>` : '';
  const questions = notJudged > 0 ? ` <small>(${notJudged} not judged)</small>` : '';
  return [
    boldWords(use.label),
    escapeMarkup(use.prover),
    escapeMarkup(use.verifier),
    rotators[use.rotates.who],
    `${certificates}${questions}`,
    `<span class="badge ${worst}"><span aria-hidden="true">${sign}</span> ${word}</span>${gap}`,
    linksTo(findings, report) || 'none',
  ];
}

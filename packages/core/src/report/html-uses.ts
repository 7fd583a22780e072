import { listOf } from '../findings/wording.ts';
import type { HealthReport } from '../health/report.ts';
import { escapeMarkup } from './escape.ts';
import { bold, boldWords, table } from './html-elements.ts';
import { linksTo } from './html-findings.ts';
import { looseEndsOf } from './loose-ends.ts';
import { hasUse } from '../health/used-by.ts';
import { rotators, standingsOfUses, standingWords } from './use-standing.ts';
import type { UseStanding } from './use-standing.ts';

const head = ['Use', 'Who proves', 'Who verifies', 'Who rotates', 'Certificates', 'Worst', 'Findings'];

/** The eight uses: who proves, who verifies, who rotates, how many certificates, and how they stand. */
export function usesOf(report: HealthReport): string {
  const ends = looseEndsTable(report);
  if (!report.uses.some(hasUse)) {
    return `<p>Not known: no configuration that uses a certificate was found in what was read.</p>${ends}`;
  }
  const rows = standingsOfUses(report).map((standing) => useRow(standing, report));
  return `${table(head, rows)}
<p><small>Not judged is what nobody could look at: a certificate that only the other side has, that was not read, or that a check could not decide on. A certificate in several uses counts in each.</small></p>${ends}`;
}

/** Names of certificates where no use is known, and what could not be followed. */
function looseEndsTable(report: HealthReport): string {
  const rows = looseEndsOf(report).map(({ name, where, place, what }) => [
    bold(name),
    `${escapeMarkup(where)} <small>${escapeMarkup(place)}</small>`,
    what,
  ]);
  return rows.length === 0 ? '' : `\n<h3>Also named in</h3>\n${table(['Certificate', 'Where', 'Followed'], rows)}`;
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

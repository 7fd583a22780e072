import type { Evidence, Finding } from '../findings/index.ts';
import type { HealthReport, ReportUse } from '../health/report.ts';
import { labelOfUse, usedBy, usesByFinding, whatBreaks } from '../health/used-by.ts';
import { referrerOf } from '../uses/index.ts';
import { escapeMarkup } from './escape.ts';
import { moverWords, severityWords } from './headline.ts';
import { day } from './html-elements.ts';

/** Every finding with its number, by which other parts of the page and people on the telephone name it. */
export function findingsOf(report: HealthReport, at: Date): string {
  if (report.findings.length === 0) return '<p>No finding.</p>';
  const usesOf = usesByFinding(report);
  const items = report.findings.map((finding, index) => findingItem(finding, index + 1, usesOf(finding), at));
  return `<ol class="findings">\n${items.join('\n')}\n</ol>`;
}

/** Links to findings by their numbers: `3, 7`. Those that are not among the report's are left out. */
export function linksTo(findings: readonly Finding[], report: HealthReport): string {
  return findings
    .map((finding) => report.findings.indexOf(finding) + 1)
    .filter((number) => number > 0)
    .map((number) => `<a href="#finding-${number}" aria-label="Finding ${number}">${number}</a>`)
    .join(', ');
}

function findingItem(finding: Finding, number: number, uses: readonly ReportUse[], at: Date): string {
  const { sign, word } = severityWords[finding.severity];
  const label = finding.status === 'waived' ? `${word}, waived` : word;
  return `<li id="finding-${number}" class="${finding.status === 'waived' ? 'waived' : finding.severity}">
<h3><span class="number">${number}</span> <span class="badge"><span aria-hidden="true">${sign}</span> ${label}</span> ${escapeMarkup(finding.title)}</h3>
<p>${escapeMarkup(finding.detail)}</p>
<dl>${factsOf(finding, uses, at)}</dl>
<details><summary>Evidence</summary><dl>${evidenceOf(finding.evidence)}</dl></details>
</li>`;
}

function factsOf(finding: Finding, uses: readonly ReportUse[], at: Date): string {
  const { remedy, dueOn, move, owner, waiver, source, docs, title, detail, use, reference } = finding;
  const said = usedBy(uses);
  const known = said.length > 0 || !use ? said : [`${labelOfUse(use)}${reference ? `: ${referrerOf(reference)}` : ''}`];
  const breaks = whatBreaks(uses, `${title} ${detail}`);
  return [
    fact('Used by', known.map(escapeMarkup).join('<br>')),
    fact('Breaks', escapeMarkup(breaks)),
    fact('Do', escapeMarkup(remedy)),
    dueOn ? fact('By', day(dueOn, at)) : '',
    fact('Whose move', escapeMarkup(move === undefined ? '' : moverWords[move])),
    fact('Owner', escapeMarkup(owner ?? '')),
    waiver
      ? fact(
          'Waived',
          `by ${escapeMarkup(waiver.owner)} until ${day(waiver.until, at)}: ${escapeMarkup(waiver.reason)}`,
        )
      : '',
    fact('Rule', `${escapeMarkup(source)} (<code>${escapeMarkup(docs)}</code>)`),
  ].join('');
}

function fact(term: string, markup: string): string {
  return markup ? `<dt>${term}</dt><dd>${markup}</dd>` : '';
}

function evidenceOf(evidence: Evidence): string {
  return Object.entries(evidence)
    .map(([name, value]) => {
      const text = Array.isArray(value) ? value.join('; ') || 'none' : String(value ?? 'not known');
      return `<dt>${escapeMarkup(name)}</dt><dd>${escapeMarkup(text)}</dd>`;
    })
    .join('');
}

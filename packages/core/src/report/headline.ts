import type { Finding, Mover, Severity } from '../findings/index.ts';
import { plural } from '../findings/wording.ts';
import type { HealthReport, HealthSummary } from '../health/report.ts';
import { isWithoutVerdict } from '../health/without-verdict.ts';
import { unaskedOf } from './not-checked.ts';
import { hasUse } from '../health/used-by.ts';

/** A word and a sign for each severity; color is never the only difference. */
export const severityWords: Readonly<Record<Severity, { readonly sign: string; readonly word: string }>> = {
  critical: { sign: '✖', word: 'CRITICAL' },
  warning: { sign: '▲', word: 'WARNING' },
  info: { sign: '●', word: 'NOTE' },
};

/** The same word in running text and in cells: `critical`, `warning`, `note`. */
export function levelOf(severity: Severity): string {
  return severityWords[severity].word.toLowerCase();
}

/** Whose move it is, in words. */
export const moverWords: Readonly<Record<Mover, string>> = {
  customer: 'you',
  both: 'both',
  remote: 'other side',
};

/** Who sees to a finding: whom the settings name, else whose move it is. */
export function whoActs({ owner, move }: Pick<Finding, 'owner' | 'move'>): string {
  return owner ?? (move === undefined ? '' : moverWords[move]);
}

const VERDICTS: Readonly<Record<HealthSummary['status'], string>> = {
  critical: 'Something is broken or about to break.',
  incomplete: 'Nothing critical was found, but not everything could be checked.',
  attention: 'Nothing is about to break; some certificates need attention.',
  healthy: 'Everything that was checked is in order.',
  empty: 'There was nothing to judge.',
};

/** The verdict as one sentence, and what it is not about. */
export function verdictOf(report: HealthReport): string {
  if (isWithoutVerdict(report)) return 'Nothing could be read, so there is no verdict.';
  const unasked = unaskedOf(report).map(({ what, how, verb, option }) => ` ${what} ${verb} ${how} (${option}).`);
  return `${VERDICTS[report.summary.status]}${unasked.join('')}`;
}

/** `18 certificates · 3 critical · 5 warnings · 2 sources not read`. What is not there is left out. */
export function headlineOf({ summary, uses }: HealthReport): string {
  const { findings, sources } = summary;
  const unread = sources.denied + sources.failed;
  const used = uses.filter(hasUse).length;
  return [
    plural(summary.certificates, 'certificate'),
    used > 0 && plural(used, 'use'),
    findings.critical > 0 && `${findings.critical} critical`,
    findings.warning > 0 && plural(findings.warning, 'warning'),
    findings.info > 0 && plural(findings.info, 'note'),
    findings.waived > 0 && `${findings.waived} waived`,
    unread > 0 && `${plural(unread, 'source')} not read`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** What the report is about: the org, or the files that were given. */
export function subjectOfReport({ org }: HealthReport): string {
  if (!org) return 'the given files';
  return `${org.name ?? org.username} (${org.id}, ${kindOf(org)})`;
}

function kindOf({ isSandbox }: NonNullable<HealthReport['org']>): string {
  if (isSandbox === null) return 'kind of org not known';
  return isSandbox ? 'sandbox' : 'production';
}

/** The same without the user: for feeds and pages that many can read. */
export function placeOfReport({ org }: HealthReport): string {
  return org ? (org.name ?? org.id) : 'the given files';
}

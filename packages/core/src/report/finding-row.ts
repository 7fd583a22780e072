import { dayOf, keyOfHolding } from '../findings/index.ts';
import type { Finding, Severity, UseId } from '../findings/index.ts';
import type { HealthReport } from '../health/report.ts';
import { nameOfHolding } from '../inventory/index.ts';
import { useCatalog } from '../uses/index.ts';
import { momentIn } from './calendar-words.ts';
import { whoActs } from './headline.ts';

/** A finding in one row of a table; an empty cell says nothing. */
export interface FindingRow {
  readonly finding: Finding;
  readonly severity: Severity;
  /** What people call the certificate, or what the finding is about instead. */
  readonly subject: string;
  /** `ends 4 Dec`, `ended 10 Nov`, `from 10 Dec`; with the check where the date alone does not tell what is wrong. */
  readonly when: string;
  /** Labels of uses. */
  readonly usedFor: string;
  /** `PartnerGateway callouts, calls to partner.example`. */
  readonly breaks: string;
  /** Whom the settings name, else whose move it is. */
  readonly who: string;
}

/** Names before "and N more". */
const MOST = { subjects: 2, stops: 2 } as const;

/** What tells how findings look as rows. */
export function rowsOf(report: HealthReport): (finding: Finding) => FindingRow {
  const at = new Date(report.asOf);
  const names = namesIn(report);
  return (finding) => ({
    finding,
    severity: finding.severity,
    subject: subjectOf(finding, names),
    when: whenOf(finding, at),
    usedFor: usedForOf(finding),
    breaks: some(
      (finding.usedBy ?? []).flatMap(({ stops }) => stops ?? []),
      MOST.stops,
    ),
    who: whoActs(finding),
  });
}

type Names = ReadonlyMap<string, string>;

function namesIn({ certificates, pending }: Pick<HealthReport, 'certificates' | 'pending'>): Names {
  const holdings = [...certificates.flatMap((certificate) => certificate.holdings), ...pending];
  return new Map(holdings.map((holding) => [keyOfHolding(holding), nameOfHolding(holding)]));
}

function subjectOf(finding: Finding, names: Names): string {
  const { holding, reference, parts } = finding;
  if (parts)
    return some(
      parts.map((part) => subjectOf(part, names)),
      MOST.subjects,
    );
  if (holding) return names.get(keyOfHolding(holding)) ?? holding.name;
  return reference ? (reference.label ?? reference.name) : 'The org';
}

function whenOf({ check, dueOn, severity, evidence }: Finding, at: Date): string {
  const date = dueOn === undefined ? undefined : momentIn(dueOn);
  if (!date) return severity === 'info' ? check : `now: ${check}`;
  const day = dayInRow(date, at);
  const ending = evidence['of'] === 'intermediate' ? 'chain ' : '';
  if (check === 'expired') return `${ending}ended ${day}`;
  if (check === 'expiring') return `${ending}ends ${day}`;
  return check === 'not-yet-valid' ? `from ${day}` : `${day}: ${check}`;
}

/** `4 Dec`, with the year when it is not that of the report. */
export function dayInRow(date: Date, at: Date): string {
  return dayOf(date, at).split(' ').slice(1).join(' ');
}

function usedForOf(finding: Finding): string {
  const { usedBy = [], use, check, evidence } = finding;
  const uses = new Set(usedBy.flatMap((user) => user.use ?? []));
  if (uses.size === 0 && use !== undefined) uses.add(use);
  if (uses.size > 0) return [...uses].map(shortLabel).join(', ');
  if (usedBy.length > 0) return 'not known';
  const isUnused = check === 'unused-certificate' || ['unused', 'perhaps-unused'].includes(String(evidence['usage']));
  return isUnused || finding.parts?.every(isOfUnused) ? 'nothing known' : '';
}

const isOfUnused = (part: Finding): boolean => usedForOf(part) === 'nothing known';

/** Salesforce's name of the use, without what a table has no room for. */
export function shortLabel(id: UseId): string {
  const label = useCatalog.find((use) => use.id === id)?.label ?? id;
  return id === 'custom-domain' ? 'Custom domain' : label;
}

function some(items: readonly string[], most: number): string {
  const different = [...new Set(items)];
  const more = different.length - most;
  return more > 0 ? `${different.slice(0, most).join(', ')} and ${more} more` : different.join(', ');
}

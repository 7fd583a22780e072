import type { Finding, Severity } from '../findings/index.ts';
import type { HealthReport, ReportUse } from '../health/report.ts';
import { isGap } from '../inventory/index.ts';
import { referenceUses, useCatalog } from '../uses/index.ts';
import type { ManagedBy, Use } from '../uses/index.ts';
import { severityWords } from './headline.ts';
import { hasUse, usesByFinding } from '../health/used-by.ts';

/**
 * The worst that is said of a use. `unknown`: not all of it was looked at; `waived`: somebody lives with what was found, and
 * nothing graver than a note is open; `clear`: all was looked at, and nothing was found.
 */
export type Standing = Severity | 'unknown' | 'waived' | 'clear' | 'absent';

export const standingWords: Readonly<Record<Standing, { readonly sign: string; readonly word: string }>> = {
  ...severityWords,
  unknown: { sign: '?', word: 'NOT CHECKED' },
  waived: { sign: '○', word: 'WAIVED' },
  clear: { sign: '✔', word: 'NO FINDING' },
  absent: { sign: '–', word: 'NONE FOUND' },
};

export const rotators: Readonly<Record<ManagedBy, string>> = {
  salesforce: 'Salesforce',
  customer: 'you',
  remote: 'the other side',
};

export interface UseStanding {
  readonly use: Use;
  readonly worst: Standing;
  /** Different certificates in this use, those included that only the other side has. */
  readonly certificates: number;
  /** How many of them nobody looked at, or not with every check. */
  readonly notJudged: number;
  /** Labels of places that could tell of this use and could not be read. */
  readonly unread: readonly string[];
  /** Open findings on this use or on a certificate in it, in the order of the report. */
  readonly findings: readonly Finding[];
}

/** How each of the eight uses stands. What was not looked at is never in order. */
export function standingsOfUses(report: HealthReport): UseStanding[] {
  const usesOf = usesByFinding(report);
  // A finding that a former report had too is no better for that.
  const open = [
    ...report.findings.filter(({ status }) => status === 'open'),
    ...(report.decisions?.known?.findings ?? []),
  ];
  const groupByUse = (found: readonly Finding[]) =>
    Map.groupBy(
      found.flatMap((finding) => {
        const concerned = new Set(
          usesOf(finding)
            .filter(hasUse)
            .map(({ use }) => use),
        );
        return [...(finding.use ? concerned.add(finding.use) : concerned)].map((use) => ({ use, finding }));
      }),
      ({ use }) => use,
    );
  const byUse = groupByUse(open);
  const waived = groupByUse(report.findings.filter(({ status }) => status === 'waived'));
  const entries = Map.groupBy(report.uses, ({ use }) => use);
  return useCatalog.map((use) => {
    const certificates = Map.groupBy(entries.get(use.id) ?? [], ({ certificate, name }) => certificate ?? `?${name}`);
    const notJudged = [...certificates.values()].filter((same) =>
      same.some((one) => isOpenQuestion(one, report)),
    ).length;
    const findings = (byUse.get(use.id) ?? []).map(({ finding }) => finding);
    const places = placesOf(use, report);
    const unread = places.filter(isGap).map(({ label }) => label);
    const doubt = notJudged > 0 || unread.length > 0 || places.length === 0;
    const silent = certificates.size > 0 ? 'clear' : 'absent';
    return {
      use,
      worst: worstOf(findings, { doubt, waived: waived.has(use.id) }) ?? silent,
      certificates: certificates.size,
      notJudged,
      unread,
      findings,
    };
  });
}

function worstOf(
  findings: readonly Finding[],
  { doubt, waived }: { readonly doubt: boolean; readonly waived: boolean },
): Standing | undefined {
  const has = (wanted: Severity): boolean => findings.some(({ severity }) => severity === wanted);
  if (has('critical')) return 'critical';
  if (has('warning')) return 'warning';
  if (doubt) return 'unknown';
  if (waived) return 'waived';
  return has('info') ? 'info' : undefined;
}

function isOpenQuestion({ certificate, name }: ReportUse, { notChecked }: HealthReport): boolean {
  return certificate === null || notChecked.some(({ subject }) => subject === name);
}

/** The sources of the report that can tell of a use: `org.named-credentials` reads the place `named-credentials`. */
function placesOf({ id }: Use, { sources, uses }: HealthReport): HealthReport['sources'] {
  const places = new Set<string>(referenceUses.filter(({ use }) => use === id).map(({ place }) => place));
  const found = new Set(uses.filter(({ use }) => use === id).map(({ reference }) => reference.source));
  return sources.filter((source) => found.has(source.id) || places.has(source.id.slice(source.id.indexOf('.') + 1)));
}

import { hasUse, plural, useById } from '@cert-health/core';
import type { Finding, HealthReport } from '@cert-health/core';
import type { Grouping } from './groupings.ts';
import { usesOfFinding } from './uses-of-finding.ts';

export interface FindingGroup {
  readonly title: string;
  readonly findings: readonly Finding[];
}

/** Findings in groups. The group with the soonest trouble comes first, as its findings do in the report. */
export function groupFindings(
  findings: readonly Finding[],
  report: HealthReport,
  by: Exclude<Grouping, 'date'>,
): FindingGroup[] {
  const titleOf = { use: useOf, certificate: certificateOf, owner: ownerOf }[by];
  return [...Map.groupBy(findings, (finding) => titleOf(finding, report))].map(([title, grouped]) => ({
    title: `${title} · ${countsOf(grouped)}`,
    findings: grouped,
  }));
}

/** A certificate with several uses stands with the first of them, and names the others. */
function useOf(finding: Finding, report: HealthReport): string {
  const use = finding.use ?? usesOfFinding(finding, report).find(hasUse)?.use;
  return use === undefined ? 'No use known' : useById(use).label;
}

function certificateOf({ holding, reference }: Finding): string {
  return holding?.name ?? reference?.name ?? 'The org as a whole';
}

function ownerOf({ owner }: Finding): string {
  return owner ?? 'Nobody named in the settings';
}

function countsOf(findings: readonly Finding[]): string {
  const count = (severity: Finding['severity']): number => findings.filter((one) => one.severity === severity).length;
  const [critical, warnings, notes] = [count('critical'), count('warning'), count('info')];
  return [
    critical > 0 && `${critical} critical`,
    warnings > 0 && plural(warnings, 'warning'),
    notes > 0 && plural(notes, 'note'),
  ]
    .filter(Boolean)
    .join(', ');
}

import type { Check } from '../checks/index.ts';
import type { Finding } from '../findings/index.ts';
import { compareFindings } from './order.ts';

/** What a check tells as one, by the ids of the findings. */
export type Groups = ReadonlyMap<string, { readonly check: Check; readonly group: string }>;

/**
 * Makes one finding of several that ask for the same. What people decided stands before that: what is waived or was known
 * is told by itself, and each owner gets a finding of their own.
 */
export function toldTogether(findings: readonly Finding[], groups: Groups, at: Date): Finding[] {
  const keyOf = (finding: Finding): string | undefined => {
    const told = finding.status === 'open' ? groups.get(finding.id) : undefined;
    return told && [told.check.id, told.group, ...(finding.owner === undefined ? [] : [finding.owner])].join('/');
  };
  const byKey = Map.groupBy(findings, keyOf);
  return [...byKey].flatMap(([id, parts]) => {
    const told = groups.get(parts[0]?.id ?? '');
    return id === undefined || parts.length < 2 || !told?.check.together
      ? parts
      : [oneOf(id, parts.toSorted(compareFindings), told.check.together, at)];
  });
}

function oneOf(id: string, parts: readonly Finding[], together: NonNullable<Check['together']>, at: Date): Finding {
  const [first] = parts as [Finding];
  const { check, severity, status, owner, action, source, docs } = first;
  const names = parts.flatMap(({ holding }) => holding?.name ?? []);
  const certificates = parts.flatMap(({ certificate }) => certificate ?? []);
  return {
    id,
    check,
    severity,
    status,
    ...(owner === undefined ? {} : { owner }),
    ...together(parts, at),
    ...(action === undefined ? {} : { action }),
    evidence: { count: parts.length, names, certificates },
    source,
    docs,
    parts,
  };
}

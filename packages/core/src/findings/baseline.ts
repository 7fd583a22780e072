import type { Finding, Severity } from './model.ts';
import { eachFinding } from './parts.ts';

/** What was known before: ids of open findings, and how severe each was. */
export type Baseline = ReadonlyMap<string, Severity>;

const RANK: Record<Severity, number> = { critical: 0, warning: 1, info: 2 };

/** The open findings of a former report. A waived one is not known: when its waiver ends, that is new. */
export function baselineOf(findings: readonly Known[]): Baseline {
  const open = eachFinding(findings).filter(({ status }) => status === 'open');
  return new Map(open.map(({ id, severity }) => [id, severity]));
}

/** What a baseline needs of a finding. */
type Known = Pick<Finding, 'id' | 'severity' | 'status'> & { readonly parts?: readonly Known[] };

/** Parts findings into what is new and what was known; what has become more severe since is new again. */
export function onlyNew(
  findings: readonly Finding[],
  baseline: Baseline,
): { readonly findings: Finding[]; readonly known: Finding[] } {
  const isKnown = ({ id, severity, status }: Finding): boolean => {
    const before = baseline.get(id);
    return status === 'open' && before !== undefined && RANK[before] <= RANK[severity];
  };
  return { findings: findings.filter((one) => !isKnown(one)), known: findings.filter(isKnown) };
}

import type { Check } from '../checks/index.ts';
import type { Finding, Severity } from '../findings/index.ts';

/** A finding before people decide about it. */
export interface Found {
  readonly finding: Finding;
  readonly check: Check;
  readonly group?: string;
  /** A check that may say the same of the same holding. */
  readonly saidBy?: string;
}

const rank: Readonly<Record<Severity, number>> = { info: 0, warning: 1, critical: 2 };

/** Of what two checks say alike of one holding the graver is told; where both are as grave, that of the check about it alone. */
export function saidOnce(found: readonly Found[]): Found[] {
  const byPlace = Map.groupBy(found, ({ finding }) => placeOf(finding.check, finding));
  const dropped = new Set<Found>();
  for (const one of found) {
    const others = one.saidBy === undefined ? [] : (byPlace.get(placeOf(one.saidBy, one.finding)) ?? []);
    const isGraver = others.every(({ finding }) => rank[one.finding.severity] > rank[finding.severity]);
    if (others.length > 0) for (const lesser of isGraver ? others : [one]) dropped.add(lesser);
  }
  return found.filter((one) => !dropped.has(one));
}

function placeOf(check: string, { holding }: Finding): string {
  return [check, holding?.source, holding?.name].join('\0');
}

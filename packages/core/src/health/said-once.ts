import type { Check, Observation } from '../checks/index.ts';
import type { Finding, Severity } from '../findings/index.ts';

/** A finding before people decide about it. */
export interface Found {
  readonly finding: Finding;
  readonly check: Check;
  readonly group?: string;
  readonly alike?: NonNullable<Observation['alike']>;
}

const rank: Readonly<Record<Severity, number>> = { info: 0, warning: 1, critical: 2 };

/** Of what two checks say alike of one holding one is told (see `Observation.alike`). */
export function saidOnce(found: readonly Found[]): Found[] {
  const byPlace = Map.groupBy(found, ({ finding }) => placeOf(finding.check, finding));
  const dropped = new Set<Found>();
  for (const one of found) {
    if (!one.alike) continue;
    const others = byPlace.get(placeOf(one.alike.check, one.finding)) ?? [];
    if (others.length === 0) continue;
    const gravest = Math.max(...others.map(({ finding }) => rank[finding.severity]));
    const own = rank[one.finding.severity];
    const isTold = own === gravest ? one.alike.told === 'this' : own > gravest;
    for (const lesser of isTold ? others : [one]) dropped.add(lesser);
  }
  return found.filter((one) => !dropped.has(one));
}

function placeOf(check: string, { holding }: Finding): string {
  return [check, holding?.source, holding?.name].join('\0');
}

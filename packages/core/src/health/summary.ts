import { isUnasked } from '../findings/index.ts';
import type { Finding, NotChecked, Severity } from '../findings/index.ts';
import type { Inventory, SourceStatus } from '../inventory/index.ts';
import { endingsOf, heldChain, isGap, isOver } from '../inventory/index.ts';
import type { HealthSummary } from './report.ts';

/** Counts, and the worst that applies. */
export function summaryOf(judged: {
  readonly inventory: Inventory;
  readonly findings: readonly Finding[];
  /** Kept back because a former report had them: not counted, but things are no better for that. */
  readonly known: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
  readonly at: Date;
}): HealthSummary {
  const { inventory, findings, known, notChecked, at } = judged;
  const open = (severity: Severity): number =>
    findings.filter((finding) => finding.status === 'open' && finding.severity === severity).length;
  const counts = {
    critical: open('critical'),
    warning: open('warning'),
    info: open('info'),
    waived: findings.filter((finding) => finding.status === 'waived').length,
  };
  const any = (severity: Severity): boolean => counts[severity] > 0 || known.some((one) => one.severity === severity);
  const incomplete = inventory.sources.some(isGap) || notChecked.some((one) => !isUnasked(one));
  const calm = isEmpty(inventory) ? 'empty' : 'healthy';
  return {
    status: any('critical') ? 'critical' : incomplete ? 'incomplete' : any('warning') ? 'attention' : calm,
    certificates: countLeaves(inventory),
    findings: counts,
    sources: countSources(inventory),
    nextExpiry: nextExpiry(inventory, at),
  };
}

/** Nothing is held and nothing is named: whoever finds nothing wrong there has judged nothing. */
function isEmpty({ holdings, references }: Inventory): boolean {
  return holdings.length === 0 && references.length === 0;
}

/** Distinct certificates that are held for their own sake; members of their chains are not counted. */
function countLeaves(inventory: Inventory): number {
  return new Set(inventory.holdings.flatMap((holding) => heldChain(holding.certificates)?.leaf.fingerprint ?? [])).size;
}

function countSources(inventory: Inventory): Record<SourceStatus, number> {
  const counts: Record<SourceStatus, number> = { read: 0, denied: 0, unavailable: 0, failed: 0 };
  for (const source of inventory.sources) counts[source.status] += 1;
  return counts;
}

/** The next moment at which a holding ends by itself; an intermediate that ends earlier is a finding instead. */
function nextExpiry(inventory: Inventory, at: Date): string | null {
  const ahead = inventory.holdings
    .flatMap((holding) => endingsOf(holding).slice(0, 1))
    .filter((ending) => !isOver(ending, at))
    .map((ending) => ending.last.getTime());
  return ahead.length === 0 ? null : new Date(Math.min(...ahead)).toISOString();
}

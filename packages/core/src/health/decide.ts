import type { Baseline, DecidedCheck, Finding, LookedAt, Settings, Waiver } from '../findings/index.ts';
import { applyWaivers, canJudgeWaivers, onlyNew, waiverChecks, withOwners } from '../findings/index.ts';
import type { Inventory } from '../inventory/index.ts';
import { isGap } from '../inventory/index.ts';
import { compareFindings } from './order.ts';
import type { ReportDecisions } from './report.ts';

/** What people decided about findings, beside the thresholds that checks go by. */
export interface Decisions {
  readonly settings: Settings;
  readonly waivers?: readonly Waiver[];
  /** What a former report found, and when it was made (ISO date-time): only what is new since is reported. */
  readonly baseline?: { readonly generatedAt: string; readonly findings: Baseline };
}

/** Findings as people decided about them. */
export interface Decided {
  /** Those to report. */
  readonly findings: readonly Finding[];
  /** Those that a former report had already: they are counted, and still decide how healthy all is. */
  readonly known: readonly Finding[];
  /** What of the decisions shows in the report; undefined when there were none. */
  readonly decisions?: ReportDecisions;
  /** Ids of what is said of waivers, where silence about them means something: somebody gave them, and all could be judged. */
  readonly waiversDecided: readonly string[];
}

/** Waives, names owners and keeps back what was known. */
export function decide(
  found: readonly Finding[],
  scan: {
    readonly inventory: Inventory;
    readonly decided: readonly DecidedCheck[];
    readonly at: Date;
  },
  { settings, waivers, baseline }: Decisions,
): Decided {
  const { owners, checksOff = [] } = settings;
  const lookedAt = lookedAtIn(scan);
  const waived = waivers && waivers.length > 0 ? applyWaivers(found, waivers, scan.at, lookedAt) : found;
  const owned = withOwners(
    waived.filter(({ check }) => !checksOff.includes(check)),
    owners,
  );
  const { findings, known } = onlyNew(owned, baseline?.findings ?? new Map());
  const decisions: ReportDecisions = {
    checksOff,
    ...(baseline ? { known: { since: baseline.generatedAt, findings: known.toSorted(compareFindings) } } : {}),
  };
  const judged = waivers !== undefined && canJudgeWaivers(found, waivers, lookedAt);
  return {
    findings,
    known,
    ...(checksOff.length > 0 || baseline ? { decisions } : {}),
    waiversDecided: judged ? waiverChecks.map(({ id }) => id).filter((id) => !checksOff.includes(id)) : [],
  };
}

function lookedAtIn({ inventory, decided }: Parameters<typeof decide>[1]): LookedAt {
  const held = inventory.holdings.flatMap(({ source, name, certificates }) => [
    { source, name },
    ...certificates.map(({ fingerprint }) => ({ source, name, fingerprint })),
  ]);
  return {
    subjects: [...held, ...inventory.references.map(({ source, name }) => ({ source, name }))],
    decided,
    gaps: inventory.sources.some(isGap),
  };
}

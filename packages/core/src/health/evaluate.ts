import type { Check, CheckResult } from '../checks/index.ts';
import { checkCatalog } from '../checks/index.ts';
import type { Finding, NotChecked, Settings } from '../findings/index.ts';
import { defaultSettings } from '../findings/index.ts';
import { citationOf } from '../findings/wording.ts';
import type { Inventory } from '../inventory/index.ts';
import { certificatesOf, pendingOf } from './certificates.ts';
import { compareFindings, compareText, inOrder } from './order.ts';
import type { HealthReport } from './report.ts';
import { summaryOf } from './summary.ts';

export interface EvaluationOptions {
  /** The moment that is judged. */
  readonly at: Date;
  /** When the scan ran; only copied into the report. */
  readonly generatedAt: Date;
  readonly settings?: Settings;
  /** The checks to run; all of them unless told. */
  readonly checks?: readonly Check[];
}

/**
 * Judges an inventory: runs the catalog over it and puts what it says in order, soonest trouble first.
 * The same inventory in any order gives the same report; nothing but the arguments decides.
 */
// A promise by contract: checks that verify signatures will wait for WebCrypto.
// eslint-disable-next-line @typescript-eslint/require-await
export async function evaluate(unordered: Inventory, options: EvaluationOptions): Promise<HealthReport> {
  const inventory = inOrder(unordered);
  const { at, generatedAt, settings = defaultSettings, checks = checkCatalog } = options;
  const judged = checks.map((check) => ({ check, result: runSafely(check, inventory, at, settings) }));
  const findings = withDistinctIds(judged.flatMap(({ check, result }) => findingsOf(check, result)));
  const notChecked = judged.flatMap(({ check, result }) =>
    result.notChecked.map((entry): NotChecked => ({ check: check.id, ...entry })),
  );
  const sorted = [...findings].sort(compareFindings);
  return {
    schemaVersion: '1',
    generatedAt: generatedAt.toISOString(),
    asOf: at.toISOString(),
    org: inventory.org,
    summary: summaryOf({ inventory, findings: sorted, notChecked, at }),
    sources: inventory.sources,
    certificates: certificatesOf(inventory, at),
    pending: pendingOf(inventory),
    uses: [],
    findings: sorted,
    notChecked: [...notChecked].sort(
      (a, b) => compareText(a.check, b.check) || compareText(a.subject ?? '', b.subject ?? ''),
    ),
  };
}

/** A check that fails has not checked; the others still count. */
function runSafely(check: Check, inventory: Inventory, at: Date, settings: Settings): CheckResult {
  try {
    return check.run({ inventory, at, settings });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { observations: [], notChecked: [{ reason: `The check failed (${reason}). Please report this.` }] };
  }
}

function findingsOf(check: Check, result: CheckResult): Finding[] {
  return result.observations.map(({ discriminator, source, ...observation }): Finding => ({
    id: [check.id, observation.holding?.source, observation.holding?.name, discriminator].filter(Boolean).join('/'),
    check: check.id,
    status: 'open',
    ...observation,
    source: citationOf(source ?? check.source),
    docs: `docs/checks/${check.id}.md`,
  }));
}

/** Two holdings may share source and name (a deleted record still listed): the second one's id gets a number. */
function withDistinctIds(findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const count = (seen.get(finding.id) ?? 0) + 1;
    seen.set(finding.id, count);
    return count === 1 ? finding : { ...finding, id: `${finding.id}~${count}` };
  });
}

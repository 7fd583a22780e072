import { evaluate } from '@cert-health/core';
import type { HealthReport } from '@cert-health/core';
import type { DecisionsOfScan } from './decisions-of-flags.ts';
import { readInventory } from './read-inventory.ts';
import type { Inputs, Progress } from './read-inventory.ts';
import type { GivenTrustStore } from './trust-store-of-flags.ts';

export interface ScanRequest extends Inputs {
  /** The moment to judge; now unless given. */
  readonly at?: Date | undefined;
  /** As by default unless given. */
  readonly decisions?: DecisionsOfScan | undefined;
  readonly trustStore?: GivenTrustStore | undefined;
}

/**
 * Reads what was asked for and judges it.
 *
 * @throws {OrgOutOfReachError}
 */
export async function scan(request: ScanRequest, progress: Progress): Promise<HealthReport> {
  const generatedAt = new Date();
  const { file, ...decisions } = request.decisions ?? {};
  const { trustStore } = request;
  const inventory = await readInventory(request, progress);
  const seen = trustStore ? { ...inventory, sources: [...inventory.sources, trustStore.source] } : inventory;
  const report = await evaluate(seen, {
    ...decisions,
    at: request.at ?? generatedAt,
    generatedAt,
    ...(trustStore ? { trustStore: trustStore.store } : {}),
  });
  return file === undefined ? report : { ...report, decisions: { checksOff: [], ...report.decisions, file } };
}

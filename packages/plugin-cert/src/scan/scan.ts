import { defaultSettings, evaluate } from '@cert-health/core';
import type { HealthReport } from '@cert-health/core';
import { readInventory } from './read-inventory.ts';
import type { Inputs, Progress } from './read-inventory.ts';
import { applyThresholds } from './thresholds.ts';
import type { Threshold } from './thresholds.ts';

export interface ScanRequest extends Inputs {
  /** The moment to judge; now unless given. */
  readonly at?: Date | undefined;
  readonly warnAt?: Threshold | undefined;
  readonly criticalAt?: Threshold | undefined;
}

/**
 * Reads what was asked for and judges it.
 *
 * @throws {OrgOutOfReachError}
 */
export async function scan(request: ScanRequest, progress: Progress): Promise<HealthReport> {
  const generatedAt = new Date();
  const inventory = await readInventory(request, progress);
  const settings = applyThresholds(defaultSettings, request);
  return evaluate(inventory, { at: request.at ?? generatedAt, generatedAt, settings });
}

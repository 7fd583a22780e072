import { evaluate } from '@cert-health/core';
import type { HealthReport } from '@cert-health/core';
import type { DecisionsOfScan } from './decisions-of-flags.ts';
import { lookUp } from './look-up.ts';
import type { Network } from '../options/network.ts';
import { readInventory } from './read-inventory.ts';
import type { Inputs, Progress } from './read-inventory.ts';
import type { GivenTrustStore } from './trust-store-of-flags.ts';

export interface ScanRequest extends Inputs {
  /** The moment to judge; now unless given. */
  readonly at?: Date | undefined;
  /** As by default unless given. */
  readonly decisions?: DecisionsOfScan | undefined;
  readonly trustStore?: GivenTrustStore | undefined;
  /** What may be fetched from elsewhere; nothing unless given. */
  readonly network?: Network | undefined;
  /** Folder to keep what was fetched in. */
  readonly keepIn?: string | undefined;
  /** Whether servers on private addresses that configuration names may be called; no unless given. */
  readonly allowPrivate?: boolean | undefined;
}

/**
 * Reads what was asked for and judges it.
 *
 * @throws {OrgOutOfReachError}
 */
export async function scan(request: ScanRequest, progress: Progress): Promise<HealthReport> {
  const generatedAt = new Date();
  const at = request.at ?? generatedAt;
  const { file, ...decisions } = request.decisions ?? {};
  const inventory = await readInventory(request, progress);
  const { inventory: seen, ...facts } = await lookUp(inventory, { ...request, at, now: generatedAt }, progress);
  const report = await evaluate(seen, { ...decisions, ...facts, at, generatedAt });
  return file === undefined ? report : { ...report, decisions: { checksOff: [], ...report.decisions, file } };
}

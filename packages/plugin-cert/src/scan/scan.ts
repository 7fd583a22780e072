import { evaluate, evaluateInFull } from '@cert-health/core';
import type { EvaluationOptions, FullEvaluation, HealthReport, Inventory, TrustStore } from '@cert-health/core';
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

/** A scan with all that it rests on. */
export interface FullScan extends FullEvaluation {
  /** What was judged. */
  readonly inventory: Inventory;
  /** The list of roots that it was judged by. */
  readonly trustStore?: TrustStore | undefined;
}

/**
 * Reads what was asked for and judges it.
 *
 * @throws {OrgOutOfReachError}
 */
export async function scan(request: ScanRequest, progress: Progress): Promise<HealthReport> {
  const { inventory, options } = await lookedAt(request, progress);
  return named(await evaluate(inventory, options), request);
}

/**
 * The same with the result of every check on every certificate, what passed included.
 *
 * @throws {OrgOutOfReachError}
 */
export async function scanInFull(request: ScanRequest, progress: Progress): Promise<FullScan> {
  const { inventory, options } = await lookedAt(request, progress);
  const { report, results } = await evaluateInFull(inventory, options);
  return { report: named(report, request), results, inventory, trustStore: options.trustStore };
}

async function lookedAt(
  request: ScanRequest,
  progress: Progress,
): Promise<{ readonly inventory: Inventory; readonly options: EvaluationOptions }> {
  const generatedAt = new Date();
  const at = request.at ?? generatedAt;
  const read = await readInventory(request, progress);
  const { inventory, ...facts } = await lookUp(read, { ...request, at, now: generatedAt }, progress);
  return { inventory, options: { ...request.decisions, ...facts, at, generatedAt } };
}

function named(report: HealthReport, { decisions }: ScanRequest): HealthReport {
  const file = decisions?.settingsFile?.path;
  return file === undefined ? report : { ...report, decisions: { checksOff: [], ...report.decisions, file } };
}

import { relative } from 'node:path';
import { SfError } from '@salesforce/core';
import type { Connection } from '@salesforce/core';
import type { Inventory } from '@cert-health/core';
import type { Spinner } from '@salesforce/sf-plugins-core';
import { OrgOutOfReachError, readInventory } from '../scan/read-inventory.ts';
import { nearest } from '../settings/nearest.ts';
import { JournalStoppedError } from './execution/journal-file.ts';
import { keptOf } from './home/kept-of.ts';
import type { MadePlan } from './make-plans.ts';
import { makePlans } from './make-plans.ts';
import { storePlan } from './plan-store.ts';
import { planFacts } from './plan-facts.ts';
import type { RotationNetwork } from './root-lists.ts';
import type { Rotation, RotationPlanResult } from './rotation-result.ts';
import type { RotationOfFile } from './rotation-settings.ts';

/** A certificate that was named and is not there; the message is one sentence. */
export class UnknownCertificateError extends Error {
  override readonly name = 'UnknownCertificateError';
}

export interface PlanCommand {
  readonly flags: {
    readonly 'source-dir'?: readonly string[] | undefined;
    readonly certificate?: string | undefined;
    readonly 'as-of'?: Date | undefined;
    readonly network: RotationNetwork;
  };
  readonly connection: Connection | undefined;
  readonly settings: RotationOfFile;
  readonly spinner: Spinner;
}

/**
 * Reads, plans and keeps the plans. Nothing is written to the org.
 *
 * @throws {UnknownCertificateError}
 */
export async function planForCommand({
  flags,
  connection,
  settings,
  spinner,
}: PlanCommand): Promise<RotationPlanResult> {
  const now = new Date();
  const at = flags['as-of'] ?? now;
  const inventory = await inventoryFor(flags['source-dir'] ?? [], connection, spinner);
  const { certificate } = flags;
  // A plan as of another day is for looking at: what is started is planned by the day.
  const keep = flags['as-of'] === undefined;
  const { kept, requests } = await keptOf(connection, settings.folder);
  const { rotations } = kept;
  const facts = { inventory, settings, certificate, at, asOf: !keep, network: flags.network, connection, rotations };
  const notLooked: string[] = [];
  const made = await makePlans({
    inventory,
    settings: settings.rotation,
    at,
    certificate,
    connection,
    folder: settings.folder,
    requests: () =>
      requests().catch((error: unknown) => {
        if (!(error instanceof JournalStoppedError)) throw error;
        notLooked.push(`Signing requests that are kept in the org were not looked at. ${error.message}`);
        return [];
      }),
    ...(await planFacts(facts)),
  });
  if (certificate !== undefined && made.plans.length + made.notPlanned.length === 0)
    throw unknown(certificate, inventory);
  return {
    schemaVersion: '1',
    asOf: at.toISOString(),
    org: orgOf(inventory),
    rotations: made.plans.map((plan) => rotationOf(plan, keep ? shown(storePlan(settings.folder, plan, now)) : null)),
    notDue: made.notDue,
    notPlanned: made.notPlanned,
    warnings: [...made.warnings, ...notLooked],
  };
}

async function inventoryFor(
  sourceDirs: readonly string[],
  connection: Connection | undefined,
  spinner: Spinner,
): Promise<Inventory> {
  const terminal = process.stderr.isTTY === true;
  if (terminal) spinner.start('Reading');
  try {
    return await readInventory({ connection, sourceDirs, files: [] }, (what) => {
      if (terminal) spinner.status = what;
    });
  } catch (error) {
    throw error instanceof OrgOutOfReachError ? new SfError(error.message, error.name) : error;
  } finally {
    if (terminal) spinner.stop();
  }
}

function rotationOf({ plan, planned, files }: MadePlan, planFile: string | null): Rotation {
  return {
    ...plan,
    state: 'planned',
    steps: plan.steps.map((step) => ({ ...step, state: 'open' })),
    due: planned.due.due,
    because: planned.due.because,
    files: files.map(({ component, path, diff }) => ({ component, path, diff })),
    planFile,
  };
}

function orgOf({ org }: Inventory): RotationPlanResult['org'] {
  if (!org) return null;
  const { id, instanceUrl, username, isSandbox } = org;
  return { id, instanceUrl, username, isSandbox };
}

function unknown(name: string, { holdings }: Inventory): UnknownCertificateError {
  const meant = nearest(
    name,
    holdings.map((holding) => holding.name),
  );
  return new UnknownCertificateError(
    `There is no certificate "${name}" in what was read; ${meant ? `did you mean "${meant}"?` : '"sf cert list" shows what there is.'}`,
  );
}

/** As seen from the working directory, with forward slashes. */
function shown(path: string): string {
  return (relative('.', path) || path).replaceAll('\\', '/');
}

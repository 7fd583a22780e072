import { inventoryOfSnapshot, settingsOfOrg } from '../org-rows/index.ts';
import type { OrgSettings, OrgSnapshot, SnapshotBody } from '../org-rows/index.ts';
import { evaluate } from './evaluate.ts';
import type { HealthReport } from './report.ts';

/** The verdict on an org that its own app looked at. */
export interface JudgedSnapshot {
  readonly report: HealthReport;
  /** Ids of sources that the app cannot look at, or not wholly; what is recorded of them is the command line's. */
  readonly outOfReach: readonly string[];
}

/**
 * Judges what the app in an org read of it, as the command line would.
 *
 * @param snapshot The answer of `BrowserScan.snapshot`.
 * @param bodies The answers of `BrowserScan.bodies`, all together.
 * @param settings As the org keeps them (`HealthRecords.overview`, settings); undefined: as by default.
 * @param at The moment that is judged.
 */
export async function judgeSnapshot(
  snapshot: OrgSnapshot,
  bodies: readonly SnapshotBody[],
  settings: OrgSettings | undefined,
  at: Date,
): Promise<JudgedSnapshot> {
  const { inventory, outOfReach } = inventoryOfSnapshot(snapshot, bodies);
  const read = new Date(snapshot.readAt);
  const generatedAt = Number.isNaN(read.getTime()) ? at : read;
  const report = await evaluate(inventory, { at, generatedAt, settings: settingsOfOrg(settings ?? {}) });
  return { report, outOfReach };
}

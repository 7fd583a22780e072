import save from '@salesforce/apex/BrowserScan.save';
import refusedLabel from '@salesforce/label/c.CertHealth_Scan_Refused';
import { reduceErrors } from 'c/apexErrors';
import type { ExistingRows, PlannedRow, Publication } from 'c/certificateEngine';
import { fill } from 'c/wording';

/** What Apex takes at once. */
const BATCH = 200;
const SCAN = 'CertHealth_Scan__c';
const CERTIFICATE = 'CertHealth_Certificate__c';

/**
 * Writes a plan, in its order and in batches.
 *
 * @param existing The rows that the plan was made from: they tell the Ids of certificates.
 * @param onSaved Told how many rows are written.
 * @throws Error with a sentence when a row is refused; the scan is then marked as failed.
 */
export async function savePlan(
  plan: Publication,
  existing: ExistingRows,
  onSaved: (rows: number) => void,
): Promise<void> {
  const ids = new Map((existing[CERTIFICATE] ?? []).map((row) => [String(row.Certificate_Key__c), String(row.Id)]));
  let done = 0;
  try {
    for (const { object, rows } of plan.steps) {
      for (let start = 0; start < rows.length; start += BATCH) {
        const batch = rows.slice(start, start + BATCH);
        // One after the other: uses and findings need the Ids of the certificates before them.
        // eslint-disable-next-line no-await-in-loop
        const saved = await save({ objectName: object, rowsJson: JSON.stringify(batch.map((row) => toRow(row, ids))) });
        const refused = saved.find(({ problem }) => problem);
        if (refused?.problem) throw new Error(fill(refusedLabel, refused.problem));
        if (object === CERTIFICATE) for (const { key, id } of saved) if (id) ids.set(key, id);
        done += batch.length;
        onSaved(done);
      }
    }
  } catch (error) {
    await markFailed(plan, error);
    throw error;
  }
}

function toRow({ fields, lookups }: PlannedRow, ids: ReadonlyMap<string, string>): Record<string, unknown> {
  const certificate = lookups && ids.get(lookups.Certificate__c);
  return { ...fields, ...(certificate ? { Certificate__c: certificate } : {}) };
}

/** A scan that says "running" for ever would be worse than one that failed; when even that cannot be written, the error says it. */
async function markFailed({ key, steps }: Publication, error: unknown): Promise<void> {
  if (steps[0]?.object !== SCAN) return;
  const row = { Scan_Key__c: key, Progress__c: 'failed', Message__c: reduceErrors(error).slice(0, 255) };
  await save({ objectName: SCAN, rowsJson: JSON.stringify([row]) }).catch(() => undefined);
}

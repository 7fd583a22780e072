import save from '@salesforce/apex/BrowserScan.save';
import refusedLabel from '@salesforce/label/c.CertHealth_Scan_Refused';
import { reduceErrors } from 'c/apexErrors';
import type { ExistingRows, PlannedRow, Publication } from 'c/certificateEngine';
import { fill } from 'c/wording';

/** What Apex takes at once. */
const MOST_ROWS = 200;
/** Of JSON, in octets of UTF-8. A row of a certificate may be 300 kB alone, and Apex holds what it is given three times. */
const MOST_OCTETS = 300_000;
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
      for (const batch of batchesOf(rows.map((row) => JSON.stringify(toRow(row, ids))))) {
        // One after the other: uses and findings need the Ids of the certificates before them.
        // eslint-disable-next-line no-await-in-loop
        const saved = await save({ objectName: object, rowsJson: `[${batch.join(',')}]` });
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

/** Rows as JSON, in batches that are closed by number or size, whichever comes first. A row that is larger goes alone. */
export function batchesOf(rows: readonly string[]): string[][] {
  const batches: string[][] = [];
  let batch: string[] = [];
  let octets = 0;
  for (const row of rows) {
    const more = octetsIn(row) + 1;
    if (batch.length === MOST_ROWS || (batch.length > 0 && octets + more > MOST_OCTETS)) {
      batches.push(batch);
      batch = [];
      octets = 0;
    }
    batch.push(row);
    octets += more;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}

/** Length in UTF-8. */
function octetsIn(text: string): number {
  let octets = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    octets += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return octets;
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

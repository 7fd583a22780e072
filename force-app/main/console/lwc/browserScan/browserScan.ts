import bodies from '@salesforce/apex/BrowserScan.bodies';
import existing from '@salesforce/apex/BrowserScan.existing';
import snapshot from '@salesforce/apex/BrowserScan.snapshot';
import laterScanLabel from '@salesforce/label/c.CertHealth_Scan_LaterScan';
import { reduceErrors } from 'c/apexErrors';
import { judgeSnapshot, namesOfBodies, planPublication, recordObjects } from 'c/certificateEngine';
import type {
  ExistingRow,
  ExistingRows,
  HealthReport,
  OrgSettings,
  OrgSnapshot,
  Publication,
  SnapshotBody,
} from 'c/certificateEngine';
import { allRows, load, reload } from 'c/healthRecords';
import { fill, moment, momentIn } from 'c/wording';
import { savePlan } from './savePlan';

/** What Apex takes at once. */
const BODIES = 40;

export type Stage = 'reading' | 'bodies' | 'judging' | 'saving';

export interface Progress {
  readonly stage: Stage;
  /** Of this stage, where it can be counted. */
  readonly done: number;
  readonly of: number;
  /** Of the whole, 0 to 100. */
  readonly percent: number;
}

export interface Outcome {
  /** What changed, one sentence. */
  readonly summary: string;
  /** Labels of places that this scan should have read and could not. */
  readonly unread: readonly string[];
}

const spans: Readonly<Record<Stage, readonly [from: number, to: number]>> = {
  reading: [0, 15],
  bodies: [15, 55],
  judging: [55, 65],
  saving: [65, 100],
};

let progress: Progress | undefined;
let running: Promise<Outcome> | undefined;
const listeners = new Set<(progress: Progress | undefined) => void>();

/**
 * Tells how far a scan is, at once and at every step; undefined when none runs. A scan goes on while people look at other
 * pages of the app.
 *
 * @returns a function that ends it
 */
export function onProgress(listener: (progress: Progress | undefined) => void): () => void {
  listeners.add(listener);
  listener(progress);
  return () => listeners.delete(listener);
}

/** Reads the org, judges it here in the browser, and writes what differs. One scan at a time: a second call joins the first. */
export function scan(): Promise<Outcome> {
  running ??= run().finally(() => {
    running = undefined;
    tell(undefined);
    reload();
  });
  return running;
}

async function run(): Promise<Outcome> {
  step('reading');
  const { settings, rights } = await load('overview');
  const read = await snapshot();
  const texts = await readBodies(read);
  step('judging');
  // By the clock of the org, as of the moment when it was read: a report of another day is not taken.
  const at = momentIn(read.readAt) ?? new Date();
  const { report, outOfReach } = await judgeSnapshot(read, texts, settings as OrgSettings, at);
  const rows = await readExisting();
  const plan = planPublication(report, rows, {
    origin: 'browser',
    scannedBy: rights.userName,
    at: new Date().toISOString(),
    outOfReach,
  });
  const all = plan.steps.reduce((sum, one) => sum + one.rows.length, 0);
  step('saving', 0, all);
  await savePlan(plan, rows, (done) => step('saving', done, all));
  return { summary: summaryOf(plan), unread: unreadIn(report, outOfReach) };
}

/** A batch that fails is a gap of its certificates, not the end of the scan. */
async function readBodies(read: OrgSnapshot): Promise<SnapshotBody[]> {
  const names = namesOfBodies(read);
  const texts: SnapshotBody[] = [];
  for (let start = 0; start < names.length; start += BODIES) {
    step('bodies', start, names.length);
    const batch = names.slice(start, start + BODIES);
    texts.push(
      // One batch after the other: each makes as many calls to the org as it may.
      // eslint-disable-next-line no-await-in-loop
      ...(await bodies({ names: batch }).catch((error: unknown) =>
        batch.map((name) => ({ name, problem: { kind: 'failed' as const, message: reduceErrors(error) } })),
      )),
    );
  }
  return texts;
}

/** What is in the org, all of it: what is not seen would be written as new, over decisions of people. */
async function readExisting(): Promise<ExistingRows> {
  const rows: Record<string, readonly ExistingRow[]> = {};
  for (const objectName of recordObjects) {
    // One object after the other: each asks for page after page.
    // eslint-disable-next-line no-await-in-loop
    rows[objectName] = await allRows(({ afterId }) => existing({ objectName, afterId }));
  }
  return rows;
}

function summaryOf({ supersededBy, summary }: Publication): string {
  return supersededBy ? fill(laterScanLabel, moment(supersededBy)) : summary;
}

/** What the app cannot look at at all is not news; it stands on its page. */
function unreadIn({ sources }: HealthReport, outOfReach: readonly string[]): string[] {
  return sources
    .filter(({ id, status }) => (status === 'denied' || status === 'failed') && !outOfReach.includes(id))
    .map(({ label }) => label);
}

function step(stage: Stage, done = 0, of = 0): void {
  const [from, to] = spans[stage];
  tell({ stage, done, of, percent: Math.round(from + (of > 0 ? (done / of) * (to - from) : 0)) });
}

function tell(next: Progress | undefined): void {
  progress = next;
  for (const listener of [...listeners]) listener(next);
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { certificateKey, JournalError } from '@cert-health/core';
import type { RotationPlan } from '@cert-health/core';
import { OrgApiError } from '../../org/api.ts';
import { sentenceOf } from '../../org/access.ts';
import { soqlText } from '../../org/soql-text.ts';
import { JournalStoppedError } from '../execution/journal-file.ts';
import { LockedError } from '../execution/local-lock.ts';
import { keptFiles, rotationFolder } from '../execution/rotation-folder.ts';
import { requestPath } from '../kept-requests.ts';
import type { KeptRequest } from '../kept-requests.ts';
import { patchName } from '../make-plans.ts';
import { keptInOrg } from './kept-in-org.ts';
import { LocalCopy } from './local-copy.ts';
import { readEveryFile } from './org-file-rows.ts';
import { OrgFolder } from './org-folder.ts';
import { queryRotation, queryRotations, readEvents, rotationOf } from './org-reading.ts';
import type { OrgRotation, RotationRow } from './org-reading.ts';
import type { OrgRecords } from './org-records.ts';
import { lockOf } from './org-rows.ts';
import { newRunName } from './org-run.ts';
import type { Heartbeat } from './org-writer.ts';
import { heldBy, OrgWriter, otherRotation, usualHeartbeat } from './org-writer.ts';
import type { HeldRotation, KeptRotation, RotationHome } from './rotation-home.ts';

export interface OrgHomeOptions {
  readonly records: OrgRecords;
  /** Where plans lie on this machine, and copies of what is in the org. */
  readonly folder: string;
  /** An unattended run begins what is due. */
  readonly byItself?: boolean;
  readonly heartbeat?: Heartbeat;
}

/**
 * Rotations in the org's own records: any machine goes on with them, one at a time. The folder of this machine has copies.
 */
export function orgHome({
  records,
  folder,
  byItself = false,
  heartbeat = usualHeartbeat,
}: OrgHomeOptions): RotationHome {
  return {
    place: "the org's records",
    kept: () => inOneSentence(records, () => keptInOrg(records, folder)),
    requests: () => inOneSentence(records, () => requestsInOrg(records)),
    hold: (rotation) => inOneSentence(records, () => hold({ records, folder, byItself, heartbeat }, rotation)),
  };
}

async function hold(
  { records, folder, byItself, heartbeat }: Required<OrgHomeOptions>,
  { id, stored }: Pick<KeptRotation, 'id' | 'stored'>,
): Promise<HeldRotation> {
  const own = join(folder, id);
  const run = newRunName();
  const known = await rotationInOrg(records, id);
  if (!known) await requireUnlocked(records, stored.plan);
  const stale = known && staleRunner(known.row, records.now(), heartbeat);
  if (known && known.row.Runner__c !== null && stale === undefined) throw heldBy(known.row);
  const local = rotationFolder(own);
  const copy = new LocalCopy(own, local);
  const over = await copy.bringUp(id, known);
  const writer = new OrgWriter(
    {
      records,
      id,
      run,
      heartbeat,
      made: async () => ({
        Started_By_Itself__c: byItself,
        Certificate__c: await foundCertificate(records, stored.plan),
      }),
      added: ({ line, files: written }) => {
        files.named(written);
        copy.append(line);
      },
    },
    known,
  );
  const files = new OrgFolder({ records, writer, id, local, own });
  for (const event of known?.current ?? []) files.named(event.files);
  await files.restore();
  if (stale !== undefined) await writer.takeOver(stale);
  let ended = over;
  return {
    told: stale === undefined ? [] : [`${stale} gave no sign for 15 minutes; its rotation is gone on with.`],
    journal: {
      get standing() {
        return writer.standing ?? ended;
      },
      record: (event) =>
        inOneSentence(records, async () => {
          if (event.type === 'planned') await keepPatch(files, own);
          return writer.add(event, files.pending);
        }),
    },
    folder: files,
    now: () => records.now(),
    startAnew() {
      copy.setAside((writer.standing ?? ended)?.at);
      ended = undefined;
      writer.forget();
      files.forget();
      return Promise.resolve();
    },
    stillHeld: () => inOneSentence(records, () => writer.stillHeld()),
    release: () => writer.release(),
  };
}

async function requestsInOrg(records: OrgRecords): Promise<readonly KeptRequest[]> {
  const files = await readEveryFile(records, keptFiles.request);
  return files.map(({ id, text }) => ({ path: requestPath(id), text }));
}

async function rotationInOrg(records: OrgRecords, id: string): Promise<OrgRotation | undefined> {
  const row = await queryRotation(records, id);
  if (!row) return undefined;
  const events = (await readEvents(records, [row])).get(row.Id) ?? [];
  if (events instanceof JournalError) throw events;
  return rotationOf(row, events);
}

async function requireUnlocked(records: OrgRecords, plan: RotationPlan): Promise<void> {
  const [other] = await queryRotations(records, `Lock__c = '${soqlText(lockOf(plan))}'`);
  if (other) throw new LockedError(otherRotation(other.Key__c));
}

/** The run that holds it and of which nothing was heard for long; a moment far ahead is nothing that was heard. */
function staleRunner(
  { Runner__c: runner, Heartbeat__c: at, SystemModstamp }: RotationRow,
  now: Date,
  { staleAfter }: Heartbeat,
): string | undefined {
  if (runner === null) return undefined;
  const silence = now.getTime() - Date.parse(at ?? SystemModstamp);
  return Math.abs(silence) > staleAfter ? runner : undefined;
}

/** The certificate among those that scans found; null: none has. */
async function foundCertificate(records: OrgRecords, { source, certificate }: RotationPlan): Promise<string | null> {
  const key = soqlText(certificateKey(source, certificate));
  try {
    const [row] = await records.query<{ readonly Id: string }>(
      `SELECT Id FROM CertHealth_Certificate__c WHERE Certificate_Key__c = '${key}'`,
    );
    return row?.Id ?? null;
  } catch (error) {
    // The rotation does without.
    if (error instanceof OrgApiError) return null;
    throw error;
  }
}

/** The patch for references by hand, which planning left beside the plan, is for whoever goes on too. */
async function keepPatch(files: OrgFolder, own: string): Promise<void> {
  const patch = await readFile(join(own, patchName), 'utf8').catch(() => undefined);
  if (patch !== undefined) await files.write(patchName, patch);
}

async function inOneSentence<Result>(records: OrgRecords, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof OrgApiError) {
      throw new JournalStoppedError(
        `The records of rotations in the org could not be read or written. ${sentenceOf(error, records)}`,
      );
    }
    throw error;
  }
}

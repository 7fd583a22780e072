/** Certificates that a nightly run renews for as long as is wanted, in an org whose requests fail now and then. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSync } from 'node:fs';
import { jitterOf, stateOf, toldState } from '@cert-health/core';
import type { Certificate, Inventory } from '@cert-health/core';
import type { OrgApi } from '../../../src/org/api.ts';
import { OrgApiError } from '../../../src/org/api.ts';
import { OwnPermissions } from '../../../src/org/own-permissions.ts';
import type { Authority } from '../../../src/rotation/authorities/authority.ts';
import { begunPlan, hasOnlyLooked } from '../../../src/rotation/execution/begun-plan.ts';
import { carryOut } from '../../../src/rotation/execution/carry-out.ts';
import { journalName, openJournal } from '../../../src/rotation/execution/journal-file.ts';
import { lookAgain } from '../../../src/rotation/execution/look-again.ts';
import { rotationFolder } from '../../../src/rotation/execution/rotation-folder.ts';
import type { RotationOrg } from '../../../src/rotation/execution/rotation-org.ts';
import { StepProblem } from '../../../src/rotation/execution/step-problem.ts';
import type { Work } from '../../../src/rotation/execution/work.ts';
import { keptLocally } from '../../../src/rotation/home/local-home.ts';
import { makePlans } from '../../../src/rotation/make-plans.ts';
import { readPlans, storePlan } from '../../../src/rotation/plan-store.ts';
import { readStatus } from '../../../src/rotation/read-status.ts';
import { runDue } from '../../../src/rotation/run/run-due.ts';
import type { Gone } from '../../../src/rotation/run/run-due.ts';

const DAY = 86_400_000;

/** Anything that is asked of it fails the test. */
function nothingOf<What extends object>(what: string): What {
  return new Proxy({} as What, {
    get: () => () => assert.fail(`${what} were asked for`),
  });
}

/** An org and its authority, whose time is the clock's. */
export interface World {
  readonly org: RotationOrg;
  readonly api: OrgApi;
  readonly inventory: () => Promise<Inventory>;
  readonly sign: Authority['sign'];
  /** Places that each show one certificate. */
  readonly credentials: readonly string[];
  readonly shown: (credential: string) => Promise<Certificate | undefined>;
}

/** A clock that goes on when something is asked. */
export interface Clock {
  now: Date;
}

export interface Figures {
  requests: number;
  failed: number;
  renewals: number;
  /** Nights on which something failed. */
  nights: number;
  /** Days that were left of the certificate that was replaced last, of all. */
  closest: number;
}

export interface YearsRequest {
  readonly clock: Clock;
  readonly world: World;
  readonly days: number;
  /** Days from one run to the next; 1 unless told. */
  readonly every?: number;
  /** Share of requests that fail, half of them after what they do. */
  readonly failing: number;
}

/**
 * Lets days pass, with a run every night; whatever waits for a person is approved the next day.
 *
 * @param look Called after each night.
 * @returns Figures; `renewals` counts switches.
 */
export async function passDays(
  { clock, world, days, failing, every = 1 }: YearsRequest,
  look: (shown: ReadonlyMap<string, Certificate>) => void,
): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'cert-health-'));
  const figures: Figures = { requests: 0, failed: 0, renewals: 0, nights: 0, closest: Infinity };
  const faulty = faultsOf(clock, figures, failing);
  const org: RotationOrg = {
    retrieve: (manifest) => faulty(() => world.org.retrieve(manifest)),
    deploy: (deployed) => faulty(() => world.org.deploy(deployed)),
    certificate: (name) => faulty(() => world.org.certificate(name)),
    atRest: () => faulty(() => world.org.atRest()),
  };
  const settings = { certificates: [{ certificate: 'Partner_*', authority: 'own' }], production: true, folder };
  const read = (): Promise<Inventory> => faulty(world.inventory);
  const now = (): Date => clock.now;

  const workOn = (id: string, stored: Work['stored']): Work => {
    let kept: Promise<Inventory> | undefined;
    const inventory = (): Promise<Inventory> => (kept ??= read());
    return {
      stored,
      successor: stored.plan.successor ?? '',
      org,
      folder: rotationFolder(join(folder, id)),
      // No kind here takes files of people, keys or users' certificates.
      given: nothingOf('files'),
      clientKeys: nothingOf('keys'),
      elsewhere: nothingOf('addresses'),
      userCertificates: nothingOf("users' certificates"),
      now,
      inventory,
      lookAgain: async () => {
        kept = undefined;
        const { api } = world;
        const permissions = new OwnPermissions(api);
        return lookAgain({
          inventory: await inventory(),
          apiVersion: '66.0',
          retrieve: (manifest) => org.retrieve(manifest),
          settings,
          folder,
          stored,
          api,
          permissions,
          at: now(),
        });
      },
      authority: () =>
        Promise.resolve({
          name: 'own',
          type: 'practice',
          forbids: () => undefined,
          sign: world.sign,
          close: () => Promise.resolve(),
        }),
      rootLists: () => Promise.resolve({ unread: [] }),
      served: undefined,
      tell: () => undefined,
    };
  };
  const journalOf = (id: string) =>
    openJournal(join(folder, id, journalName), now, {
      write: (file, bytes) => writeSync(file, bytes),
      flush: () => undefined,
    });

  const goOn = async (id: string): Promise<Gone> => {
    const plan = readPlans(folder).get(id);
    if (!plan || !('stored' in plan)) throw new Error(`${id} is not kept`);
    let journal = journalOf(id);
    try {
      if (journal.standing && hasOnlyLooked(journal.standing) && journal.standing.digest !== plan.stored.digest) {
        journal.close();
        rmSync(join(folder, id, journalName));
        journal = journalOf(id);
      }
      const stored = await begunPlan(rotationFolder(join(folder, id)), plan.stored, journal.standing);
      const { standing } = await carryOut(workOn(id, stored), journal, { pace: 'alone' });
      const { state, waitsFor } = toldState(standing, now());
      if (state === 'failed') return { end: 'failed', says: waitsFor?.what ?? '' };
      return state === 'done' ? { end: 'done' } : { end: 'waits', says: waitsFor?.what ?? state };
    } catch (error) {
      if (error instanceof OrgApiError || error instanceof StepProblem) return { end: 'failed', says: error.message };
      throw error;
    } finally {
      journal.close();
    }
  };

  const seen = new Map<string, Certificate>();
  const start = clock.now.getTime();
  try {
    for (let day = 0; day <= days; day += every) {
      clock.now = new Date(
        Math.max(start + day * DAY + 2 * 3_600_000 + jitterOf('night', day) * 3_600_000, clock.now.getTime()),
      );
      const night = await runDue({
        now,
        kept: () => Promise.resolve(readStatus(keptLocally(folder), now())),
        plan: async () => {
          const made = await makePlans({
            inventory: await read(),
            settings,
            at: now(),
            folder,
            retrieve: (manifest) => org.retrieve(manifest),
          });
          const planned = made.plans.map((one) => {
            storePlan(folder, one, now());
            const { id, waitsFor } = one.plan;
            return { id, ...(waitsFor ? { waits: waitsFor.what } : {}) };
          });
          return { ...made, org: null, planned };
        },
        goOn,
        stops: () => false,
      }).catch((error: unknown) => {
        // Nothing could be read: the next night looks again.
        if (!(error instanceof OrgApiError)) throw error;
      });
      if (!night || night.rotations.some(({ end }) => end === 'failed')) figures.nights++;
      for (const credential of world.credentials) {
        const leaf = await world.shown(credential);
        const before = seen.get(credential);
        if (leaf && before && leaf.fingerprint !== before.fingerprint) {
          figures.renewals++;
          figures.closest = Math.min(figures.closest, (before.notAfter.getTime() - now().getTime()) / DAY);
        }
        if (leaf) seen.set(credential, leaf);
      }
      look(seen);
      for (const { id, state, waitsFor } of readStatus(keptLocally(folder), now()).rotations) {
        if (state === 'done') rmSync(join(folder, id), { recursive: true });
        if (state !== 'waiting' || waitsFor?.who !== 'approver') continue;
        const journal = journalOf(id);
        if (journal.standing && stateOf(journal.standing) === 'running')
          journal.record({ type: 'approved', step: 'confirm', by: 'a person' });
        journal.close();
      }
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Requests that fail by a rule that is the same in each run: half before anything is done, half after it. */
function faultsOf(clock: Clock, figures: Figures, share: number) {
  return async <Result>(ask: () => Promise<Result> | Result): Promise<Result> => {
    const number = ++figures.requests;
    clock.now = new Date(clock.now.getTime() + 3000);
    const fails = jitterOf('fails', number) < share;
    if (!fails) return ask();
    figures.failed++;
    if (jitterOf('before', number) < 0.5) throw new OrgApiError('ERROR_HTTP_503', 'Service Unavailable');
    await ask();
    throw new OrgApiError('TIMEOUT', 'the org has not answered');
  };
}

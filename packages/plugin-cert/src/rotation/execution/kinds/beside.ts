import { certificateToPem } from '@cert-health/core';
import type { Certificate, InboundUse, Proof } from '@cert-health/core';
import { certificatesIn, isSameChain } from '../certificates-in.ts';
import { preflight, sign } from '../get-signed.ts';
import { takeGiven } from '../take-given.ts';
import { judgedForUses } from '../judge-successor.ts';
import { installedChain } from '../read-back.ts';
import { keptFiles } from '../rotation-folder.ts';
import { StepProblem } from '../step-problem.ts';
import type { StepEnd, Work } from '../work.ts';
import { refuseWhoIsNotLetIn } from '../let-in.ts';
import type { KindExecution } from './kind-execution.ts';
import { isApproved } from './kind-execution.ts';

/** What an org holds of the two certificates; undefined: there is none of that name. */
export interface Both {
  readonly old: readonly Certificate[] | undefined;
  readonly fresh: readonly Certificate[] | undefined;
  /** Username that the new one is mapped to, where it belongs to somebody. */
  readonly username?: string;
}

/** A place of an org in which a second certificate can stand beside the old one. */
export interface PlaceForTwo {
  readonly use: InboundUse;
  /** Who has the key, with the article. */
  readonly owner: string;
  /** Where to look in Setup. */
  readonly setup: string;
  /** What else must hold before anything is changed, and what is kept for later. */
  prepare(work: Work): Promise<void>;
  read(work: Work): Promise<Both>;
  add(work: Work, chain: readonly Certificate[]): Promise<void>;
  remove(work: Work, which: 'old' | 'fresh'): Promise<void>;
}

/** The new certificate stands beside the old one until its owner has moved; nobody is locked out at any moment. */
export function besideExecution(place: PlaceForTwo): KindExecution {
  return {
    onlyPlanned: ({ certificate, kind, successor }) =>
      successor === undefined ? `The plan for ${certificate} (${kind}) names no new record; plan again.` : undefined,
    async take(work, step, _again, standing) {
      switch (step) {
        case 'preflight': {
          const done = await preflight(work);
          await place.prepare(work);
          return done;
        }
        case 'request':
          return takeGiven(work, place.owner);
        case 'sign':
          return sign(work);
        case 'judge': {
          const chain = await installedChain(work);
          await refuseWhoIsNotLetIn(work, place.use, chain);
          const judged = await judgedForUses(work, chain);
          // Under its own name, for whoever has to be sent it.
          await work.folder.write(`${work.successor}.crt`, chain.map(certificateToPem).join(''));
          return judged;
        }
        case 'install':
          return install(work, place);
        case 'verify': {
          const { both, proof } = await bothThere(work, place);
          const chain = await installedChain(work);
          await refuseWhoIsNotLetIn(work, place.use, chain, both);
          return { done: { proof } };
        }
        case 'switch':
          return { done: { proof: (await bothThere(work, place)).proof, pointsAt: {} } };
        case 'confirm':
          return isApproved(standing, 'confirm')
            ? { done: { proof: (await bothThere(work, place)).proof, pointsAt: {}, by: 'person' } }
            : { waits: { who: 'approver', what: `See that ${place.owner} comes with ${work.successor}, and say so.` } };
        case 'retire':
          return retire(work, place);
      }
    },
    goBackFirst: ({ certificate, successor }, { steps }) =>
      steps.some(({ id, state, approved }) => id === 'switch' && (state === 'done' || approved !== undefined))
        ? `It was said that ${place.owner} uses ${successor}, which undoing takes away: have ${place.owner} go back to ${certificate} first, and say so with --went-back.`
        : undefined,
    async undo(work, step) {
      if (step === 'install') await takeAway(work, place);
    },
  };
}

/** Adds the new one where there is none of its name, and the old one is as it was seen. */
async function install(work: Work, place: PlaceForTwo): Promise<StepEnd> {
  const { successor, folder, stored } = work;
  const { certificate } = stored.plan;
  const chain = await installedChain(work);
  const { old, fresh } = await place.read(work);
  if (fresh && isSameChain(fresh, chain)) return { done: undefined };
  if (fresh) {
    throw new StepProblem(
      `There is another certificate called ${successor} already, which this rotation has not put there; look in ${place.setup}.`,
      true,
    );
  }
  if (!old) throw gone(certificate, place);
  const [replaced] = certificatesIn(await folder.read(keptFiles.replaced));
  if (!replaced || !old.some(({ fingerprint }) => fingerprint === replaced.fingerprint)) {
    throw new StepProblem(
      `${certificate} holds another certificate than when this began; somebody changed it, and nothing was added. Undo the rotation and plan it again.`,
      true,
    );
  }
  await place.add(work, chain);
  return { done: undefined };
}

/** Reads both; the old one must still be there, since its owner may not have moved. */
async function bothThere(work: Work, place: PlaceForTwo): Promise<{ readonly both: Both; readonly proof: Proof }> {
  const both = await place.read(work);
  if (!both.old) throw gone(work.stored.plan.certificate, place);
  return { both, proof: await proofOf(work, place, both) };
}

async function proofOf({ successor, folder }: Work, place: PlaceForTwo, { fresh }: Both): Promise<Proof> {
  const chain = certificatesIn(await folder.read(keptFiles.chain));
  const [leaf] = chain;
  if (!fresh) throw gone(successor, place);
  if (!leaf || !isSameChain(fresh, chain)) {
    throw new StepProblem(
      `${successor} holds another chain than the one that was put there; somebody changed it. Look in ${place.setup}.`,
    );
  }
  return {
    fingerprint: leaf.fingerprint,
    usable: true,
    notBefore: leaf.notBefore.toISOString(),
    notAfter: leaf.notAfter.toISOString(),
  };
}

/** Takes the old one away, once the new one was just seen. */
async function retire(work: Work, place: PlaceForTwo): Promise<StepEnd> {
  const before = await place.read(work);
  await proofOf(work, place, before);
  if (!before.old) return { done: undefined };
  await place.remove(work, 'old');
  const after = await place.read(work);
  await proofOf(work, place, after);
  if (after.old) {
    throw new StepProblem(`${work.stored.plan.certificate} is still there after its deletion; look in ${place.setup}.`);
  }
  return { done: undefined };
}

async function takeAway(work: Work, place: PlaceForTwo): Promise<void> {
  const { successor, stored, folder } = work;
  const { certificate } = stored.plan;
  const both = await place.read(work);
  // That one is gone is believed only where the org gives the other.
  if (!both.old) {
    throw new StepProblem(
      `${certificate} is not there any more, so that ${successor} may be all that lets ${place.owner} in: it was left alone. Look in ${place.setup}.`,
    );
  }
  if (!both.fresh) return;
  const chain = certificatesIn(await folder.read(keptFiles.chain));
  if (!isSameChain(both.fresh, chain)) {
    throw new StepProblem(
      `${successor} holds a chain that this rotation has not put there; somebody changed it, and it was left alone.`,
    );
  }
  await place.remove(work, 'fresh');
  if ((await place.read(work)).fresh) {
    throw new StepProblem(`${successor} is still there after its deletion; undo again.`);
  }
}

function gone(name: string, { setup }: PlaceForTwo): StepProblem {
  return new StepProblem(`${name} is not there any more, or the org does not give it; look in ${setup}.`, true);
}

import { buildUseMap, isGap, nextOf, referenceKey, RotationEventError, subjectOf, wayOf } from '@cert-health/core';
import type { RotationPlan, RotationStanding, StepId } from '@cert-health/core';
import { OrgApiError } from '../../org/api.ts';
import { sentenceOf } from '../../org/access.ts';
import { DeployRefusedError } from '../../org/deploy.ts';
import type { Journal } from './journal-file.ts';
import { judgeSuccessor } from './judge-successor.ts';
import { confirmByPerson, deleteCertificate, moveBack, moveReferences, verify } from './move-references.ts';
import { install, preflight, request, sign } from './get-signed.ts';
import { installedChain } from './read-back.ts';
import type { StepEnd, Work } from './work.ts';
import { StepProblem } from './step-problem.ts';

/** How far a run came. */
export interface CarriedOut {
  readonly standing: RotationStanding;
  /** It stopped because the org is not as planned. */
  readonly refused: boolean;
}

/** Why a plan can only be looked at, one sentence; undefined: it can be carried out. */
export function onlyPlanned(
  { kind, successor, references, certificate }: RotationPlan,
  org: string | null,
): string | undefined {
  if (org === null) return `The plan for ${certificate} was made from a project; plan it on the org that holds it.`;
  if ((kind !== 'new-key' && kind !== 'self-signed') || successor === undefined) {
    return `A rotation of the kind ${kind} is only planned yet; its plan says the steps.`;
  }
  const carried = references.filter(({ field }) => {
    const way = wayOf(field);
    return way?.by !== 'deploy' || way.value === 'body' || way.place.type === 'CustomSite';
  });
  if (carried.length === 0) return undefined;
  return `${carried[0]?.name} (${carried[0]?.field}) is not moved yet by this tool, so that ${certificate} is only planned.`;
}

/**
 * Carries a rotation out until it is over, has to wait, or fails. Every step is in the journal before it does anything,
 * and looks first whether it is done where it may be; so whoever comes after a crash goes on.
 *
 * @throws {JournalStoppedError} when the journal cannot be kept; nothing was done that is not in it.
 */
export async function carryOut(work: Work, journal: Journal): Promise<CarriedOut> {
  const { stored, now } = work;
  let standing = journal.standing ?? journal.record({ type: 'planned', plan: stored.plan, digest: stored.digest });
  let looked = false;
  for (;;) {
    const next = nextOf(standing, now());
    if (next.kind === 'end') return { standing, refused: false };
    if (next.kind === 'look' || (next.kind === 'wait' && next.look && !looked)) {
      looked = true;
      standing = journal.record({ type: 'by-hand-seen', left: await byHandLeft(work) });
      continue;
    }
    if (next.kind === 'wait') return { standing, refused: false };
    const { step } = next;
    if (next.kind === 'do') {
      standing = journal.record({ type: 'step-started', step, attempt: next.attempt });
    }
    try {
      if (next.kind === 'undo') {
        await undo(work, step);
        standing = journal.record({ type: 'step-undone', step });
        continue;
      }
      const end = await take(work, step, next.resumed || next.attempt > 1, standing);
      if ('waits' in end) {
        return { standing: journal.record({ type: 'waiting', step, ...end.waits }), refused: false };
      }
      const { done: evidence } = end;
      standing = journal.record({ type: 'step-done', step, ...(evidence ? { evidence } : {}) });
    } catch (error) {
      const problem = problemOf(error);
      if (problem === undefined) throw error;
      // Undoing has no failed step: it is begun again where it was.
      if (next.kind === 'undo') throw new StepProblem(problem);
      standing = journal.record({ type: 'step-failed', step, problem });
      return { standing, refused: error instanceof StepProblem && error.refused };
    }
  }
}

/** @param again The step may be done already. */
async function take(work: Work, step: StepId, again: boolean, standing: RotationStanding): Promise<StepEnd> {
  const { stored, successor, now } = work;
  switch (step) {
    case 'preflight':
      return preflight(work);
    case 'request':
      return request(work, again);
    case 'sign':
      return sign(work);
    case 'judge': {
      const refused = await judgeSuccessor(await work.inventory(), stored.plan, await installedChain(work), now());
      if (refused.length > 0)
        throw new StepProblem(`The new chain would break a use, and was not used. ${refused.join(' ')}`);
      return { done: { refused } };
    }
    case 'install':
      return install(work, again);
    case 'verify':
      return verify(work);
    case 'switch':
      return moveReferences(work);
    case 'confirm':
      return isApproved(standing, 'confirm')
        ? confirmByPerson(work)
        : { waits: { who: 'approver', what: `See that what uses ${successor} works, and say so.` } };
    case 'retire':
      await deleteCertificate(work, stored.plan.certificate, successor, again);
      return { done: undefined };
  }
}

async function undo(work: Work, step: StepId): Promise<void> {
  if (step === 'switch') await moveBack(work);
  // What was installed goes with its record.
  else if (step === 'request') await deleteCertificate(work, work.successor, work.stored.plan.certificate, true);
}

function isApproved({ steps }: RotationStanding, id: StepId): boolean {
  return steps.find((step) => step.id === id)?.approved !== undefined;
}

/** References by hand that name the old certificate still; those that cannot be read count as such. */
async function byHandLeft({ stored, inventory }: Work): Promise<string[]> {
  const { plan } = stored;
  const now = await inventory();
  const blocking = plan.byHand.filter(({ blocks }) => blocks).map(({ reference }) => reference);
  const holding = now.holdings.find(({ name, source }) => name === plan.certificate && source === plan.source);
  const unread = new Set(now.sources.filter(isGap).map(({ id }) => id));
  const named = new Set(
    holding ? subjectOf(holding, buildUseMap(now)).references.map(({ reference }) => referenceKey(reference)) : [],
  );
  return blocking
    .filter((reference) => !holding || unread.has(reference.source) || named.has(referenceKey(reference)))
    .map(referenceKey);
}

/** What a person reads of an error that an org, an authority or the machine may cause; undefined: it is a fault of ours. */
function problemOf(error: unknown): string | undefined {
  if (error instanceof StepProblem || error instanceof DeployRefusedError || error instanceof RotationEventError) {
    return error.message;
  }
  if (error instanceof OrgApiError) return sentenceOf(error, { username: 'the user' });
  return undefined;
}

import { dayOf, heldChain, listOf } from '@cert-health/core';
import { stillGiven, takeArrival } from '../../arrivals/take-arrival.ts';
import { carriedEvidence, readCarried } from '../carried-file.ts';
import { preflight } from '../get-signed.ts';
import { judgeChain } from '../judge-chain.ts';
import { packageOf } from '../move-references.ts';
import { certificatesIn } from '../certificates-in.ts';
import { installedChain } from '../read-back.ts';
import { keptFiles } from '../rotation-folder.ts';
import { StepProblem } from '../step-problem.ts';
import { namedBy } from '../switched-files.ts';
import type { StepEnd, Work } from '../work.ts';
import type { KindExecution } from './kind-execution.ts';
import { isApproved } from './kind-execution.ts';

/** The only place of a certificate of somebody else: the new one drops the old one, at an agreed moment. */
export const carriedInPlace: KindExecution = {
  onlyPlanned({ references, byHand, certificate }) {
    if (references.length > 0) return undefined;
    return `The file that carries ${certificate} cannot be edited safely, so that it is changed by hand. ${byHand[0]?.instruction ?? ''}`.trim();
  },
  async take(work, step, _, standing) {
    switch (step) {
      case 'preflight':
        return preflight(work);
      case 'request':
        return takeArrival(work);
      case 'judge':
        return judgeChain(work, standing, await installedChain(work));
      case 'verify':
        return wayBack(work);
      case 'switch':
        return exchange(work);
      case 'confirm':
        if (!isApproved(standing, 'confirm')) {
          return {
            waits: { who: 'approver', what: `See that what ${work.stored.plan.certificate} is for works, and say so.` },
          };
        }
        return { done: { ...carriedEvidence(work, await readCarried(work)), by: 'person' } };
      default:
        throw new StepProblem(`This kind of rotation has no step ${step}.`);
    }
  },
  async undo(work, step) {
    if (step === 'switch') await putBack(work);
  },
};

/** Whether it could be taken back: the old certificate is at hand and lasts, and the file is as planned. */
async function wayBack(work: Work): Promise<StepEnd> {
  const { certificate, source } = work.stored.plan;
  const old = await oldCertificate(work);
  const { file } = await readCarried(work);
  if (file.is !== 'planned') throw changedSince(file.path);
  const { holdings } = await work.inventory();
  const others = holdings.flatMap((holding) => {
    const leaf = holding.source === source && holding.name !== certificate && heldChain(holding.certificates)?.leaf;
    return leaf && leaf.notAfter > work.now() ? [`${holding.name} (until ${dayOf(leaf.notAfter)})`] : [];
  });
  if (source.endsWith('.saml-sso-configs')) {
    work.tell(
      others.length === 0
        ? 'There is no other single sign-on configuration: without this one people log in with a password.'
        : `Other single sign-on configurations: ${listOf(others)}. Whether somebody who may change ${certificate} comes in by them, nobody can tell here.`,
    );
  }
  if (old.notAfter <= work.now()) {
    work.tell(`The certificate in use ended on ${dayOf(old.notAfter)}, so that the switch cannot be taken back.`);
  }
  return { done: undefined };
}

/** Puts the new body into its place, where everything is as it was approved. */
async function exchange(work: Work): Promise<StepEnd> {
  const before = await readCarried(work);
  const { file, taken } = before;
  if (namedBy(file) === 'successor') return { done: carriedEvidence(work, before) };
  if (file.is !== 'planned') throw changedSince(file.path);
  const now = work.now();
  if (taken.notBefore > now || taken.notAfter < now) {
    throw new StepProblem('The new certificate is not valid now, and nothing was switched.');
  }
  await stillGiven(work, taken);
  await work.org.deploy(packageOf([{ ...file, text: file.after }]));
  return { done: carriedEvidence(work, await readCarried(work)) };
}

function changedSince(path: string): StepProblem {
  return new StepProblem(
    `${path} was changed since the plan was made, and nothing was switched. Undo the rotation and plan it again.`,
    true,
  );
}

/**
 * Puts the file back as it was.
 *
 * @throws {StepProblem} when it cannot be told what stood there, or the old certificate lets nobody in any more.
 */
async function putBack(work: Work): Promise<void> {
  const { certificate } = work.stored.plan;
  const { file, carries, taken } = await readCarried(work);
  if (file.is === 'planned' || file.is === 'gone' || carries?.fingerprint !== taken.fingerprint) return;
  if (file.before === undefined) {
    throw new StepProblem(
      `${file.path} was changed since the switch, so that it cannot be told what stood there; put the certificate of ${keptFiles.replaced} back by hand, and undo again.`,
    );
  }
  const old = await oldCertificate(work);
  if (old.notAfter <= work.now()) {
    throw new StepProblem(
      `The certificate that ${certificate} held ended on ${dayOf(old.notAfter)}: putting it back would let nobody in, so that it was left alone.`,
    );
  }
  await work.org.deploy(packageOf([{ ...file, text: file.before }]));
  const after = await readCarried(work);
  if (after.carries?.fingerprint !== old.fingerprint) {
    throw new StepProblem(`${file.path} does not carry the old certificate yet; undo again.`);
  }
}

async function oldCertificate({ folder }: Work) {
  const [old] = certificatesIn(await folder.read(keptFiles.replaced));
  if (!old) {
    throw new StepProblem(
      `${keptFiles.replaced} is not in the folder of the rotation any more, so that there is no way back; undo the rotation and plan it again.`,
    );
  }
  return old;
}

import { heldChain } from '@cert-health/core';
import type { RotationPlan } from '@cert-health/core';
import { judgeKeystore, takeKeystore } from '../../arrivals/take-keystore.ts';
import { proofOf } from '../carried-file.ts';
import { certificateNamed, certificatePath } from '../certificate-package.ts';
import { preflight } from '../get-signed.ts';
import { deleteCertificate } from '../move-references.ts';
import { certificatesIn } from '../certificates-in.ts';
import { keptFiles } from '../rotation-folder.ts';
import { StepProblem } from '../step-problem.ts';
import type { StepEnd, Work } from '../work.ts';
import type { KindExecution } from './kind-execution.ts';
import { isApproved } from './kind-execution.ts';
import { newRecord } from './new-record.ts';

/** A keystore that a person imports: everything else is as for a record that Salesforce made. */
const importing: KindExecution = {
  onlyPlanned: newRecord.onlyPlanned,
  take(work, step, again, standing) {
    if (step === 'request') return takeKeystore(work);
    if (step === 'judge') return judgeKeystore(work, standing);
    if (step === 'install') return imported(work);
    return newRecord.take(work, step, again, standing);
  },
  async undo(work, step) {
    if (step === 'install') await deleteCertificate(work, work.successor, work.stored.plan.certificate, true);
    else await newRecord.undo(work, step);
  },
};

/** Whether the certificate is on the list, as somebody said. unverified: that it has the alias for its name, and its whole chain. */
async function imported({ org, successor, stored, now }: Work): Promise<StepEnd> {
  const { files } = await org.retrieve(certificateNamed(successor));
  if (files.has(certificatePath(successor))) return { done: undefined };
  const click = stored.plan.steps.find(({ id }) => id === 'install')?.waits?.what ?? '';
  const what = `${successor} is not in Certificate and Key Management yet. ${click}`;
  return { waits: { who: 'approver', what, again: now().toISOString() } };
}

/** What only its own page takes: a person puts it there, and it is read. */
const bringing: KindExecution = {
  onlyPlanned: () => undefined,
  async take(work, step, _, standing) {
    switch (step) {
      case 'preflight':
        return preflight(work);
      case 'request':
        // Its owner has given it to whoever approved; nothing of it is kept here.
        return { done: undefined };
      case 'switch':
        return put(work);
      case 'confirm': {
        if (!isApproved(standing, 'confirm')) {
          return { waits: { who: 'approver', what: 'See that the new one is accepted, and say so.' } };
        }
        const end = await put(work);
        return 'waits' in end ? end : { done: { ...end.done, by: 'person' } };
      }
      default:
        throw new StepProblem(`This kind of rotation has no step ${step}.`);
    }
  },
  async undo(work, step) {
    if (step !== 'switch') return;
    const { certificate } = work.stored.plan;
    const [held, old] = await Promise.all([heldNow(work), oldOf(work)]);
    if (held?.fingerprint === old?.fingerprint) return;
    throw new StepProblem(
      `${certificate} still holds the new certificate, and no API puts the old one back: put it there by hand (${keptFiles.replaced} in the folder of the rotation is its certificate), and undo again.`,
    );
  },
};

/** Whether another certificate stands there than before. */
async function put(work: Work): Promise<StepEnd> {
  const { certificate, steps } = work.stored.plan;
  const [held, old] = await Promise.all([heldNow(work), oldOf(work)]);
  if (held && held.fingerprint !== old?.fingerprint) return { done: { proof: proofOf(held), pointsAt: {} } };
  const click = steps.find(({ id }) => id === 'switch')?.waits?.what ?? '';
  const why = held
    ? `${certificate} holds the old certificate still.`
    : `${certificate} holds no certificate that can be read.`;
  return { waits: { who: 'approver', what: `${why} ${click}`, again: work.now().toISOString() } };
}

async function heldNow({ inventory, stored }: Work) {
  const { certificate, source } = stored.plan;
  const holding = (await inventory()).holdings.find((one) => one.name === certificate && one.source === source);
  return holding && heldChain(holding.certificates)?.leaf;
}

async function oldOf({ folder }: Work) {
  return certificatesIn(await folder.read(keptFiles.replaced))[0];
}

/** What no API does. */
export const guided: KindExecution = {
  onlyPlanned: (plan) => wayOf(plan).onlyPlanned(plan),
  take: (work, step, again, standing) => wayOf(work.stored.plan).take(work, step, again, standing),
  undo: (work, step) => wayOf(work.stored.plan).undo(work, step),
};

function wayOf({ successor }: RotationPlan): KindExecution {
  return successor === undefined ? bringing : importing;
}

import { certificateToPem, successorLabel } from '@cert-health/core';
import { StepProblem } from '../step-problem.ts';
import type { UserCertificate } from '../user-certificates.ts';
import type { Work } from '../work.ts';
import { besideExecution } from './beside.ts';

const setup = 'Setup, User Authentication Certificates';

/** A second certificate of the user, until the user has moved. */
export const userCertificate = besideExecution({
  use: 'inbound-user-mtls',
  owner: 'the user',
  setup,
  async prepare(work) {
    const { certificate } = work.stored.plan;
    const { old } = await recordsOf(work);
    if (!old) throw new StepProblem(`${certificate} is not there any more; look in ${setup}.`, true);
    const user = await work.userCertificates.user(old.userId);
    if (!user) throw new StepProblem(`The org does not tell whose ${certificate} is; look in ${setup}.`, true);
    if (!user.isActive) {
      throw new StepProblem(
        `${user.username}, whose ${certificate} is, is not active and cannot log in: activate the user, or delete the certificate.`,
        true,
      );
    }
  },
  async read(work) {
    const { old, fresh } = await recordsOf(work);
    if (old && fresh && old.userId.slice(0, 15) !== fresh.userId.slice(0, 15)) {
      throw new StepProblem(
        `${fresh.name} belongs to another user than ${old.name}; somebody changed it. Look in ${setup}.`,
      );
    }
    const user = fresh && (await work.userCertificates.user(fresh.userId));
    return {
      old: old?.chain,
      fresh: fresh?.chain,
      ...(user ? { username: user.username } : {}),
    };
  },
  async add(work, chain) {
    const { old } = await recordsOf(work);
    if (!old) throw new StepProblem(`${work.stored.plan.certificate} is not there any more; look in ${setup}.`, true);
    const { successor } = work;
    await work.userCertificates.add({
      name: successor,
      label: successorLabel(successor),
      userId: old.userId,
      chain: chain.map(certificateToPem).join(''),
    });
  },
  async remove(work, which) {
    const record = (await recordsOf(work))[which];
    if (record) await work.userCertificates.remove(record.id);
  },
});

async function recordsOf({ userCertificates, stored, successor }: Work): Promise<{
  readonly old: UserCertificate | undefined;
  readonly fresh: UserCertificate | undefined;
}> {
  const { certificate } = stored.plan;
  const found = await userCertificates.find([certificate, successor]);
  return { old: found.get(certificate.toLowerCase()), fresh: found.get(successor.toLowerCase()) };
}

import { wayOf } from '@cert-health/core';
import { install, preflight, request, sign } from '../get-signed.ts';
import { confirm } from '../../confirmation/confirm.ts';
import { judgeChain } from '../judge-chain.ts';
import { deleteCertificate, moveBack, moveReferences, verify } from '../move-references.ts';
import { installedChain } from '../read-back.ts';
import type { KindExecution } from './kind-execution.ts';

/** A new record with a new key, signed by an authority or vouching for itself, to which references move. */
export const newRecord: KindExecution = {
  onlyPlanned({ kind, successor, references, certificate }) {
    if (successor === undefined) return `The plan for ${certificate} (${kind}) names no new record; plan again.`;
    const other = references.find(({ field }) => wayOf(field)?.by !== 'deploy');
    if (!other) return undefined;
    return `${other.name} (${other.field}) is not moved by this version, so that ${certificate} is only planned.`;
  },
  async take(work, step, again, standing) {
    const { stored, successor } = work;
    switch (step) {
      case 'preflight':
        return preflight(work);
      case 'request':
        return request(work, again);
      case 'sign':
        return sign(work);
      case 'judge':
        return judgeChain(work, standing, await installedChain(work));
      case 'install':
        return install(work, again);
      case 'verify':
        return verify(work);
      case 'switch':
        return moveReferences(work);
      case 'confirm':
        return confirm(work, standing);
      case 'retire':
        await deleteCertificate(work, stored.plan.certificate, successor, again);
        return { done: undefined };
    }
  },
  async undo(work, step) {
    if (step === 'switch') await moveBack(work);
    // What was installed goes with its record.
    else if (step === 'request') await deleteCertificate(work, work.successor, work.stored.plan.certificate, true);
  },
};

import { dayOf } from '@cert-health/core';
import type { Certificate, Proof } from '@cert-health/core';
import { certificatePath } from './certificate-package.ts';
import { certificatesIn, isSameChain } from './certificates-in.ts';
import type { CertificateRecord } from './rotation-org.ts';
import { keptFiles } from './rotation-folder.ts';
import type { SwitchedFile } from './switched-files.ts';
import { componentsOf, switchedFiles } from './switched-files.ts';
import type { Work } from './work.ts';
import { StepProblem } from './step-problem.ts';

/** The successor and everything that the switch changes, as they were read in one retrieve and one query. */
export interface ReadBack {
  readonly record: CertificateRecord;
  readonly proof: Proof;
  readonly files: readonly SwitchedFile[];
}

/**
 * Reads back what a rotation has put into the org.
 *
 * @throws {StepProblem} when the successor is not what was installed, or cannot be used.
 */
export async function readBack(work: Work, { withFiles }: { readonly withFiles: boolean }): Promise<ReadBack> {
  const { org, stored, successor } = work;
  const expected = await installedChain(work);
  const wanted = new Map([['Certificate', [successor]], ...(withFiles ? componentsOf(stored) : [])]);
  const { files } = await org.retrieve(wanted);
  const read = certificatesIn(files.get(certificatePath(successor)));
  const [leaf] = read;
  const record = await org.certificate(successor, 'usable');
  if (!leaf || !record) {
    throw new StepProblem(
      `${successor} is not there any more, or holds no certificate; look in Setup, Certificate and Key Management.`,
    );
  }
  if (!isSameChain(read, expected)) {
    throw new StepProblem(`${successor} holds another chain than the one that was put there; somebody changed it.`);
  }
  if (!record.usable) throw new StepProblem(`${successor} cannot be used: its record still waits for its chain.`);
  if (record.ends === null || daysApart(record.ends, leaf.notAfter) > 1) {
    throw new StepProblem(
      `The record of ${successor} ends on ${record.ends ?? 'no day'}, and its certificate on ${dayOf(leaf.notAfter)}.`,
    );
  }
  const proof = {
    fingerprint: leaf.fingerprint,
    usable: record.usable,
    notBefore: leaf.notBefore.toISOString(),
    notAfter: leaf.notAfter.toISOString(),
  };
  return {
    record,
    proof,
    files: withFiles ? switchedFiles(stored, files, { name: successor, id: record.id, certificate: leaf }) : [],
  };
}

/** What was signed, or made by the org itself, and is kept. */
export async function installedChain({ folder }: Work): Promise<readonly Certificate[]> {
  const chain = certificatesIn(await folder.read(keptFiles.chain));
  if (chain.length === 0) {
    throw new StepProblem(
      `${keptFiles.chain} is not in the folder of the rotation any more; undo the rotation and plan it again.`,
    );
  }
  return chain;
}

/** unverified: the day of a record goes by a time zone that it does not tell. */
function daysApart(day: string, moment: Date): number {
  return Math.abs(Date.parse(day) - Date.parse(moment.toISOString().slice(0, 10))) / 86_400_000;
}

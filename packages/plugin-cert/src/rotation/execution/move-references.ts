import { listOf } from '@cert-health/core';
import { certificateDeletion, certificateNamed, certificatePath } from './certificate-package.ts';
import { certificatesIn } from './certificates-in.ts';
import type { ReadBack } from './read-back.ts';
import { readBack } from './read-back.ts';
import { keptFiles } from './rotation-folder.ts';
import type { SwitchedFile } from './switched-files.ts';
import { componentsOf, namedBy, pointsAtOf, switchedFiles } from './switched-files.ts';
import type { StepEnd, Work } from './work.ts';
import { StepProblem } from './step-problem.ts';

/** Reads the successor back before anything names it. */
export async function verify(work: Work): Promise<StepEnd> {
  const { proof } = await readBack(work, { withFiles: false });
  return { done: { proof } };
}

/** Moves every reference in one deployment, once the successor has just been seen to be usable. */
export async function moveReferences(work: Work): Promise<StepEnd> {
  const before = await readBack(work, { withFiles: true });
  // What names the successor already was moved, by a run that ended before it saw so.
  const others = before.files.filter((file) => file.is !== 'planned' && namedBy(file) !== 'successor');
  if (others.length > 0) {
    throw new StepProblem(
      `${listOf(others.map(({ path }) => path))} ${others.length === 1 ? 'was' : 'were'} changed since the plan was made, and nothing was switched. Undo the rotation and plan it again.`,
      true,
    );
  }
  const { notBefore, notAfter } = before.proof;
  const now = work.now().toISOString();
  if (now < notBefore || now > notAfter) {
    throw new StepProblem(`${work.successor} is not valid now, and nothing was switched.`);
  }
  const left = before.files.flatMap((file) => (file.is === 'planned' ? [{ ...file, text: file.after }] : []));
  if (left.length === 0) return { done: evidenceOf(work, before) };
  await work.org.deploy(packageOf(left));
  return { done: evidenceOf(work, await readBack(work, { withFiles: true })) };
}

/**
 * Reads everything once more, before the old certificate may go.
 *
 * @param by By what it is known that the new one works.
 * @param notes What was seen, one sentence each.
 */
export async function confirmBy(work: Work, by: 'probe' | 'person', notes: readonly string[]): Promise<StepEnd> {
  const evidence = evidenceOf(work, await readBack(work, { withFiles: true }));
  return { done: { ...evidence, by, ...(notes.length > 0 ? { notes } : {}) } };
}

/**
 * Puts every file back as it was.
 *
 * @throws {StepProblem} when that would name a certificate that cannot be used, or somebody changed a file so that it
 *   cannot be told what was there.
 */
export async function moveBack(work: Work): Promise<void> {
  const { org, stored, now } = work;
  const { certificate } = stored.plan;
  const read = async (): Promise<{ readonly files: readonly SwitchedFile[]; readonly isThere: boolean }> => {
    const wanted = new Map([['Certificate', [certificate]], ...componentsOf(stored)]);
    const { files } = await org.retrieve(wanted);
    const id = (await org.certificate(work.successor))?.id;
    // Kept since it was there, so that what carries it is known again though it may be gone.
    const [leaf] = certificatesIn(await work.folder.read(keptFiles.chain));
    const successor = { name: work.successor, id, certificate: leaf };
    return { files: switchedFiles(stored, files, successor), isThere: files.has(certificatePath(certificate)) };
  };
  const { files, isThere } = await read();
  // A component that is gone names nothing any more.
  const lost = files.filter((file) => file.is === 'changed' && file.namesSuccessor && file.before === undefined);
  if (lost.length > 0) {
    throw new StepProblem(
      `${listOf(lost.map(({ path }) => path))} ${lost.length === 1 ? 'was' : 'were'} changed since the switch, so that it cannot be told what stood there; name ${certificate} there by hand, and undo again.`,
    );
  }
  const left = files.flatMap((file) =>
    (file.is === 'switched' || file.is === 'changed') && file.before !== undefined
      ? [{ ...file, text: file.before }]
      : [],
  );
  if (left.length === 0) return;
  const old = await org.certificate(certificate);
  if (!isThere || !old?.usable || (old.ends !== null && old.ends < now().toISOString().slice(0, 10))) {
    throw new StepProblem(
      `${certificate} is gone, has ended or cannot be used: what names ${work.successor} would stop when it named ${certificate} again, so that it was left alone.`,
    );
  }
  await org.deploy(packageOf(left));
  const after = await read();
  const still = after.files.filter((file) => file.is === 'switched' || (file.is === 'changed' && file.namesSuccessor));
  if (still.length > 0) {
    throw new StepProblem(
      `${listOf(still.map(({ path }) => path))} ${still.length === 1 ? 'names' : 'name'} ${work.successor} still; undo again.`,
    );
  }
}

/**
 * Deletes a certificate that nothing names any more.
 *
 * @param other Another one that is there: if it is not given either, nothing is known of the first.
 */
export async function deleteCertificate({ org }: Work, name: string, other: string, again: boolean): Promise<void> {
  const isGone = async (): Promise<boolean> => {
    const { files } = await org.retrieve(certificateNamed(name, other));
    if (!files.has(certificatePath(other))) {
      throw new StepProblem(
        `The org does not give ${other} either, so that nobody can tell whether ${name} is deleted.`,
      );
    }
    // An empty content comes as none.
    return !files.has(certificatePath(name)) && !files.has(`${certificatePath(name)}-meta.xml`);
  };
  if (again && (await isGone())) return;
  await org.deploy(certificateDeletion(name));
  if (!(await isGone())) throw new StepProblem(`${name} is still there after its deletion; look in Setup.`);
}

function evidenceOf({ stored, successor }: Work, { proof, files }: ReadBack) {
  const { references, certificate } = stored.plan;
  return { proof, pointsAt: pointsAtOf(references, files, { certificate, successor }) };
}

/** The package that puts files back or forth. */
export function packageOf(
  files: readonly { readonly component: string; readonly path: string; readonly text: string }[],
) {
  return {
    members: componentsOf({ files: files.map((file) => ({ ...file, exchanged: [] })) }),
    files: new Map(files.map(({ path, text }) => [path, text])),
  };
}

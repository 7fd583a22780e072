import { certificateOfBody, referenceKey, textOfBytes, valuesIn, wayOf, XmlEditError } from '@cert-health/core';
import type { Certificate, Proof } from '@cert-health/core';
import { installedChain } from './read-back.ts';
import type { SwitchedFile } from './switched-files.ts';
import { componentsOf, switchedFiles } from './switched-files.ts';
import type { Work } from './work.ts';
import { StepProblem } from './step-problem.ts';

/** The file that carries the certificate of somebody else, as it stands in the org. */
export interface CarriedFile {
  readonly file: SwitchedFile;
  /** What stands in the place now; undefined: nothing that can be read. */
  readonly carries: Certificate | undefined;
  /** The certificate that was taken. */
  readonly taken: Certificate;
}

/** Reads the one file that a rotation in place changes. */
export async function readCarried(work: Work): Promise<CarriedFile> {
  const { org, stored } = work;
  const [taken] = await installedChain(work);
  const { files } = await org.retrieve(componentsOf(stored));
  const [file] = switchedFiles(stored, files, { name: stored.plan.certificate, id: undefined, certificate: taken });
  if (!file || !taken)
    throw new StepProblem('The plan names no file that carries the certificate; make the plan again.');
  return { file, taken, carries: certificateIn(work, files.get(file.path)) };
}

function certificateIn({ stored }: Work, bytes: Uint8Array | undefined): Certificate | undefined {
  const [reference] = stored.plan.references;
  const way = reference && wayOf(reference.field);
  if (!bytes || way?.by !== 'deploy') return undefined;
  const place = { ...way.place, root: way.place.root ?? way.place.type };
  try {
    const [value] = valuesIn(textOfBytes(bytes), { place });
    return value === undefined ? undefined : certificateOfBody(value);
  } catch (error) {
    if (error instanceof XmlEditError) return undefined;
    throw error;
  }
}

/**
 * What shows that the new certificate stands in its place.
 *
 * @throws {StepProblem} when another one does.
 */
export function carriedEvidence({ stored }: Work, { file, carries, taken }: CarriedFile) {
  if (carries?.fingerprint !== taken.fingerprint) {
    throw new StepProblem(`${file.component} does not carry the new certificate; somebody changed it.`);
  }
  return { proof: proofOf(taken), pointsAt: pointsAtTaken(stored.plan.references, taken) };
}

/** A certificate of somebody else has no record that could say more. */
export function proofOf({ fingerprint, notBefore, notAfter }: Certificate): Proof {
  return { fingerprint, usable: true, notBefore: notBefore.toISOString(), notAfter: notAfter.toISOString() };
}

function pointsAtTaken(
  references: Work['stored']['plan']['references'],
  { fingerprint }: Certificate,
): Record<string, string> {
  return Object.fromEntries(references.map((reference) => [referenceKey(reference), fingerprint]));
}

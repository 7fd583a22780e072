import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { XmlEditError, changeFile, textOfBytes, wantedFiles } from '@cert-health/core';
import type { FileChange, FileChangeProblem, Planned, WantedFile } from '@cert-health/core';
import { OrgApiError } from '../org/api.ts';
import type { Manifest, Retrieved } from '../org/retrieve.ts';

/** The files that the switches of some plans change, as they are now. */
export interface SwitchFiles {
  /** By rotation id. */
  readonly of: ReadonlyMap<string, readonly (FileChange | FileChangeProblem)[]>;
  /** Why nothing could be retrieved at all, one sentence. */
  readonly problem?: string;
}

interface Wanted extends WantedFile {
  readonly planned: Planned;
}

/** Reads files of the org, all in one retrieve. */
export type RetrieveFiles = (manifest: Manifest) => Promise<Retrieved>;

/**
 * Reads every file that is to be changed: those of an org in one retrieve for all plans together, those of a project
 * from disk.
 */
export async function readSwitchFiles(
  plans: readonly Planned[],
  retrieve: RetrieveFiles | undefined,
): Promise<SwitchFiles> {
  const wanted = plans.flatMap((planned) =>
    wantedFiles(planned.repointed).map((file): Wanted => ({ ...file, planned })),
  );
  const ofOrg = wanted.filter(({ projectPath }) => projectPath === undefined);
  const manifest = new Map(
    [...Map.groupBy(ofOrg, ({ type }) => type)].map(([type, files]) => [
      type,
      [...new Set(files.map(({ name }) => name))],
    ]),
  );
  const of = new Map<string, (FileChange | FileChangeProblem)[]>(plans.map(({ plan }) => [plan.id, []]));
  const add = (file: Wanted, change: FileChange | FileChangeProblem): void =>
    void of.get(file.planned.plan.id)?.push(change);
  for (const file of wanted)
    if (file.projectPath !== undefined) add(file, changeOf(file, file.projectPath, readFrom(file.projectPath)));
  if (manifest.size === 0 || !retrieve) return { of };
  try {
    const { files, problems } = await retrieve(manifest);
    const given = new Map([...files].map(([path, bytes]) => [decoded(path), { path, bytes }]));
    for (const file of ofOrg) {
      const { path, bytes } = given.get(file.packagePath) ?? { path: file.packagePath };
      add(file, changeOf(file, path, bytes ?? notGiven(file.name, problems)));
    }
    return { of };
  } catch (error) {
    if (!(error instanceof OrgApiError)) throw error;
    return {
      of,
      problem: `What the switch changes could not be retrieved (${error.message}), so that nobody can see it before: put that right and plan again.`,
    };
  }
}

/** Paths are encoded as addresses are; a name may have a lone `%` in it. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function notGiven(name: string, problems: readonly string[]): string {
  const own = problems.filter((problem) => problem.includes(name)).join(' ');
  return `was not given by the org${own === '' ? '' : ` (${own})`}`;
}

function readFrom(path: string): Uint8Array | string {
  try {
    return readFileSync(resolve(path));
  } catch (error) {
    return `could not be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})`;
  }
}

/** @param content Bytes, or why there are none, as a sentence's second half. */
function changeOf(file: Wanted, path: string, content: Uint8Array | string): FileChange | FileChangeProblem {
  const { component, references, planned } = file;
  const problem = (why: string): FileChangeProblem => ({
    component,
    references,
    problem: `${path} ${why}, so that nothing in it is changed.`,
  });
  if (typeof content === 'string') return problem(content);
  const { holding, leaf } = planned.subject;
  const old = {
    name: holding.name,
    ...(holding.id === undefined ? {} : { id: holding.id }),
    ...(leaf ? { fingerprint: leaf.fingerprint } : {}),
  };
  try {
    return changeFile(file, path, textOfBytes(content), old, { name: planned.plan.successor ?? holding.name });
  } catch (error) {
    if (!(error instanceof XmlEditError)) throw error;
    return problem(error.message);
  }
}

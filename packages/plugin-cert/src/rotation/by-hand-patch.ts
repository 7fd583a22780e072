import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { exchangeElements, textOfBytes, unifiedDiff, XmlEditError, changeFile, wantedFiles } from '@cert-health/core';
import type { Planned, SubjectReference } from '@cert-health/core';
import { patchedCode } from './code-patch.ts';

/** What a patch for the repository does. */
export interface ByHandPatch {
  /** For `git apply`; empty: nothing can be patched. */
  readonly text: string;
  /** Files that it changes. */
  readonly paths: ReadonlySet<string>;
}

/**
 * The changes of files in a project that a person has to make: code, texts of any meaning, and what the org is
 * deployed from.
 */
export function byHandPatch(planned: Planned, others: readonly SubjectReference[]): ByHandPatch {
  const successor = planned.plan.successor;
  if (successor === undefined) return { text: '', paths: new Set() };
  const groups = Map.groupBy(
    others.filter(({ reference }) => reference.path !== undefined),
    ({ reference }) => reference.path as string,
  );
  const diffs = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([path, references]) => {
      const diff = diffOf(path, references, planned, successor);
      return diff === undefined || diff === '' ? [] : [{ path, diff }];
    });
  return { text: diffs.map(({ diff }) => diff).join(''), paths: new Set(diffs.map(({ path }) => path)) };
}

function diffOf(
  path: string,
  references: readonly SubjectReference[],
  { subject }: Planned,
  successor: string,
): string | undefined {
  const { name, id } = subject.holding;
  try {
    const before = textOfBytes(readFileSync(resolve(path)));
    if (/\.(?:cls|trigger|apex)$/.test(path)) return patchedCode(path, before, references, name, successor)?.diff;
    const [file] = wantedFiles(references.filter(({ way }) => way?.by === 'deploy'));
    if (file) {
      const change = changeFile(file, path, before, { name, ...(id === undefined ? {} : { id }) }, { name: successor });
      return 'diff' in change ? change.diff : undefined;
    }
    return unifiedDiff(path, before, exchangeElements(before, name, successor));
  } catch (error) {
    // A file that is gone or cannot be edited is told with its reference; it is in no patch.
    if (error instanceof XmlEditError || (error as NodeJS.ErrnoException).code !== undefined) return undefined;
    throw error;
  }
}

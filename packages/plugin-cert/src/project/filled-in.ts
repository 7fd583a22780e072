import { placeholderIn } from '@cert-health/core';
import type { Reference } from '@cert-health/core';
import type { ProjectFile } from './project-file.ts';
import { Replacements } from './replacements.ts';

/** Files that code reads names from: what it names stands there and not in its own file. */
const readByCode = ['.md', '.md-meta.xml', '.labels', '.labels-meta.xml', '.label', '.label-meta.xml'];

/**
 * References whose target is only put in at deployment say so: by a mark such as `${CERT}`, or because the project's
 * settings replace it.
 */
export function withFilledIn(references: readonly Reference[], files: readonly ProjectFile[]): Reference[] {
  const replacements = new Replacements(files);
  return references.map((reference) => {
    const { target, path, source } = reference;
    if (target === undefined) return reference;
    const isFilledIn =
      placeholderIn(target) !== undefined ||
      (path !== undefined && replacements.change(path, target)) ||
      (source === 'project.apex' && replacements.changeAny(readByCode, target));
    return isFilledIn ? { ...reference, filledIn: true } : reference;
  });
}

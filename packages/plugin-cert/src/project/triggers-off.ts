import { plainText, scanElements } from './element-scan.ts';
import { META } from '../metadata/file-name-parts.ts';
import type { ProjectFiles } from './metadata-files.ts';
import { readText } from './project-scan.ts';

/** Paths, as people see them, of triggers that are switched off: nothing runs them. */
export function triggersOff(files: ProjectFiles): ReadonlySet<string> {
  const off = files.withSuffix('trigger').flatMap(({ file, isMeta }) => {
    const read = isMeta ? readText(file) : undefined;
    if (!read || !('text' in read)) return [];
    const [status] = scanElements(read.text, 'status');
    return status && plainText(status.inner) !== 'Active' ? [file.shown.slice(0, -META.length)] : [];
  });
  return new Set(off);
}

import { META } from '../metadata/file-name-parts.ts';
import { plainText, scanElements } from './element-scan.ts';
import type { ProjectFiles } from './metadata-files.ts';
import { forEachText } from './metadata-text.ts';

/** Paths, as people see them, of triggers that are switched off: nothing runs them. */
export function triggersOff(files: ProjectFiles): ReadonlySet<string> {
  const off = new Set<string>();
  const metas = files.withSuffix('trigger').filter(({ isMeta }) => isMeta);
  // One whose description cannot be read may run.
  forEachText(metas, 'ApexTrigger', [], (text, { file }) => {
    const [status] = scanElements(text, 'status');
    if (status && plainText(status.inner) !== 'Active') off.add(file.shown.slice(0, -META.length));
  });
  return off;
}

import type { MetadataFile } from './metadata-files.ts';
import { MetadataXmlError } from './metadata-xml.ts';
import { readText, unreadableFile } from './project-scan.ts';

/** Suffixes that other files have too: notes in Markdown, profiles of shells. */
const shared = new Set(['md', 'site', 'profile', 'label', 'labels', 'flow', 'workflow', 'settings']);

/**
 * Does work on the text of each file. One that cannot be read or understood becomes a problem, and the rest goes on.
 *
 * @param element Name of the root element.
 * @param problems Where problems are added, each as part of a sentence.
 */
export function forEachText(
  metas: readonly MetadataFile[],
  element: string,
  problems: string[],
  work: (text: string, meta: MetadataFile) => void,
): void {
  for (const meta of metas) {
    const read = readMetadata(meta, element);
    if (read === undefined) continue;
    if ('problem' in read) problems.push(read.problem);
    else {
      try {
        work(read.text, meta);
      } catch (error) {
        if (!(error instanceof MetadataXmlError)) throw error;
        problems.push(`${meta.file.shown} ${error.message}`);
      }
    }
  }
}

/**
 * The text of a file of metadata, or why it could not be had, as part of a sentence; undefined for a file of something
 * else whose name ends like metadata.
 */
function readMetadata(
  { file, isMeta, suffix }: MetadataFile,
  element: string,
): { readonly text: string } | { readonly problem: string } | undefined {
  const read = readText(file);
  if ('problem' in read) return { problem: unreadableFile(file, read.problem) };
  return isMeta || !shared.has(suffix) || read.text.includes(`<${element}`) ? read : undefined;
}

import type { MetadataFile } from './metadata-files.ts';
import { MetadataXmlError, refuseDocumentType } from './metadata-xml.ts';
import { plainXml, rootElementOf } from './plain-xml.ts';
import { readText, unreadableFile } from './project-scan.ts';
import { referringPlaces } from './referring-types.ts';

/**
 * Suffixes that other files have too, as notes in Markdown and profiles of shells have, and the folder in which the
 * Metadata API keeps those that are metadata.
 */
const shared: Readonly<Record<string, string>> = {
  flow: 'flows',
  label: 'labels',
  labels: 'labels',
  md: 'customMetadata',
  profile: 'profiles',
  settings: 'settings',
  site: 'sites',
  workflow: 'workflows',
};

/** Root elements that are read here: one of them under another's suffix is not another type's file but a misnamed one. */
const known = new Set([
  ...referringPlaces.flatMap(({ types }) => types.map(({ element }) => element)),
  ...['Certificate', 'InboundCertificate', 'UserAuthCertificate', 'CustomLabel', 'CustomLabels', 'CustomMetadata'],
  ...['ExternalClientApplication', 'Flow', 'PermissionSet', 'Profile', 'SecuritySettings', 'Translations'],
]);

/** The text of a file of metadata, or why it could not be had, as part of a sentence. */
export type MetadataText = { readonly text: string } | { readonly problem: string };

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
 * The text of a file of a metadata type, written plainly. Several types share a suffix (`.site` is a CustomSite, a
 * SiteDotCom or an ExperienceBundle), and folders may have any name: only the root element tells the type.
 *
 * @returns undefined for a file of another type, and for one of no type whose name ends like metadata.
 */
export function readMetadata(meta: MetadataFile, element: string): MetadataText | undefined {
  const { file } = meta;
  const read = readText(file);
  if ('problem' in read) return isClearlyMetadata(meta) ? { problem: unreadableFile(file, read.problem) } : undefined;
  const text = plainXml(read.text);
  const root = rootElementOf(text);
  if (root !== element) {
    const problem = whatElse(text, root);
    return problem !== undefined && isClearlyMetadata(meta) ? { problem: `${file.shown} ${problem}` } : undefined;
  }
  try {
    refuseDocumentType(text);
  } catch (error) {
    if (!(error instanceof MetadataXmlError)) throw error;
    return { problem: `${file.shown} ${error.message}` };
  }
  return { text };
}

function isClearlyMetadata({ file, isMeta, suffix }: MetadataFile): boolean {
  const known = suffix.toLowerCase();
  const folder = Object.hasOwn(shared, known) ? shared[known] : undefined;
  return isMeta || folder === undefined || file.path.split('/').slice(0, -1).includes(folder);
}

/** What is wrong with a file that has another root element; undefined for one of another type. */
function whatElse(text: string, root: string | undefined): string | undefined {
  if (root === undefined) return text.trim() === '' ? 'is empty' : 'is cut off, or no XML at all';
  if (root.toLowerCase() === 'html') return 'is a web page, not metadata';
  return known.has(root) ? `is a ${root}, which its name does not say` : undefined;
}

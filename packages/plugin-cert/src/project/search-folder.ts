import { statSync } from 'node:fs';
import { plural } from '@cert-health/core';
import type { Source } from '@cert-health/core';
import { findFiles } from './find-files.ts';
import type { FileSearch, FoundFile } from './find-files.ts';
import { describes } from '../metadata/file-name-parts.ts';
import { forceIgnore } from './force-ignore.ts';
import { isInLayout, projectLayout } from './package-directories.ts';
import type { ProjectLayout } from './package-directories.ts';
import type { ProjectFile } from './project-file.ts';
import { shownBelow, shownPath } from './shown-path.ts';
import { zipContent } from './zipped-metadata.ts';

/** What a folder holds to look at, and what of it could not be looked at. */
export interface SearchedFolder {
  /** The folder, and each package directory of it that is not there. */
  readonly sources: readonly Source[];
  readonly files: readonly ProjectFile[];
}

/** Names of a list that are spelled out. */
const spelledOut = 3;

/** Searches a folder that was given. Nothing in it is passed over in silence: what is not read is said, and counts. */
export function searchFolder(folder: string, isOfInterest: (name: string) => boolean): SearchedFolder {
  const shown = shownPath(folder);
  const about = { id: `project:${shown}`, label: `Folder ${shown}` };
  const notSearched = (detail: string): SearchedFolder => ({
    sources: [{ ...about, status: 'failed', items: 0, detail }],
    files: [],
  });
  const stat = statSync(folder, { throwIfNoEntry: false });
  if (!stat) return notSearched(`${folder} does not exist; check the path given to --source-dir.`);
  if (!stat.isDirectory()) return notSearched(`${folder} is not a folder; give a single file to --file instead.`);
  let search: FileSearch;
  let layout: ProjectLayout;
  try {
    layout = projectLayout(folder);
    const named = layout.directories.filter((directory) => directory !== '');
    search = findFiles(folder, (name) => isOfInterest(name) || isPackaged(name), { named });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return notSearched(`${folder} could not be listed (${code}); check its permissions.`);
  }
  const files = search.files
    .filter(({ path }) => !isPackaged(nameOf(path)))
    .map((file) => ({
      ...file,
      shown: shownBelow(folder, file.path),
      metadata: isInLayout(layout, file.path),
    }));
  const problems = problemsOf(layout, search);
  const sentences = [`Read as a ${treated(layout.treatedAs)}`, ...notesOn(folder, layout, files, search), ...problems];
  const source: Source = {
    ...about,
    status: problems.length > 0 ? 'failed' : 'read',
    items: files.length,
    detail: sentences.join(' '),
  };
  const missing = layout.missing.map(({ path, detail }): Source => ({
    id: `${about.id}/${path}`,
    label: `Package directory ${path}`,
    status: 'failed',
    items: 0,
    detail,
  }));
  return { sources: [source, ...missing], files };
}

/** A manifest names metadata, and an archive packs it away: neither is metadata itself. */
function isPackaged(name: string): boolean {
  return name === 'package.xml' || name.toLowerCase().endsWith('.zip');
}

/** What keeps the folder from having been searched as a whole, one sentence each. */
function problemsOf(layout: ProjectLayout, search: FileSearch): string[] {
  const { truncated, unreadable, dangling } = search;
  const zips = search.files
    .filter(({ path }) => path.toLowerCase().endsWith('.zip'))
    .map(({ path, absolute }) => ({ path, content: zipContent(absolute) }));
  const packed = zips.filter(({ content }) => content === 'metadata').map(({ path }) => path);
  const unknown = zips.filter(({ content }) => content === 'not to be told').map(({ path }) => path);
  return [
    ...(layout.isBroken ? ['Its sfdx-project.json may name folders outside of it, which nobody looked at.'] : []),
    ...(layout.directories.length === 0 ? ['No metadata was read.'] : []),
    ...(truncated ? ['The folder is too large to search; give the folders with the metadata instead.'] : []),
    ...(unreadable.length > 0 ? [`Could not be listed: ${listed(unreadable)}; check the permissions.`] : []),
    ...(dangling.length > 0 ? [`Links that lead nowhere: ${listed(dangling)}; mend or remove them.`] : []),
    ...(packed.length > 0 ? [`Metadata in an archive was not read: ${listed(packed)}; unpack it and scan that.`] : []),
    ...(unknown.length > 0 ? [`No archive that can be opened: ${listed(unknown)}; make it anew or remove it.`] : []),
  ];
}

/** What is worth knowing of a folder that was searched. */
function notesOn(folder: string, layout: ProjectLayout, files: readonly ProjectFile[], search: FileSearch): string[] {
  const isIgnored = forceIgnore(folder);
  const ignored = isIgnored ? files.filter((file) => file.metadata && isIgnored(file.path)) : [];
  const outside = files.filter((file) => !file.metadata && describes(file.path));
  const onlyManifest = files.length === 0 && search.files.some(({ path }) => nameOf(path) === 'package.xml');
  return [
    ...(files.length === 0 && !onlyManifest
      ? ['Nothing to judge there: no file in it has to do with certificates.']
      : []),
    ...(onlyManifest
      ? ['Nothing to judge there: a manifest (package.xml) and none of the metadata that it names.']
      : []),
    ...(ignored.length > 0
      ? [
          `.forceignore keeps ${plural(ignored.length, 'file')} from being deployed (${pathsOf(ignored)}): read all the same, though an org may have none of it.`,
        ]
      : []),
    ...(outside.length > 0 && layout.directories.length > 0
      ? [`Outside of the package directories, and so not read as metadata: ${pathsOf(outside)}.`]
      : []),
  ];
}

function pathsOf(files: readonly FoundFile[]): string {
  return listed(files.map(({ path }) => path));
}

function listed(paths: readonly string[]): string {
  const more = paths.length - spelledOut;
  return [...paths.slice(0, spelledOut), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

function treated(sentence: string): string {
  return sentence.startsWith('Salesforce') ? `${sentence}.` : `plain folder: ${sentence}.`;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

import { statSync } from 'node:fs';
import type { Holding, Reference, Source } from '@cert-health/core';
import { carriedCertificateReaders, carryingSuffixes } from './carried-certificates.ts';
import { readCertificates, readInboundCertificates } from './certificates.ts';
import { findFiles } from './find-files.ts';
import type { FileSearch } from './find-files.ts';
import { looseSuffixes, readLooseFiles } from './loose-files.ts';
import { isInLayout, projectLayout } from './package-directories.ts';
import type { ProjectFile, ProjectReader } from './project-scan.ts';

/** The order matters: what metadata describes is claimed before loose files are looked at. */
const readers: readonly ProjectReader[] = [
  readCertificates,
  readInboundCertificates,
  ...carriedCertificateReaders,
  readLooseFiles,
];

const contentSuffixes = ['.crt', '.crt-meta.xml', '.inboundCertificate', '.inboundCertificate-meta.xml'];

export interface ProjectsContent {
  readonly sources: readonly Source[];
  readonly holdings: readonly Holding[];
  readonly references: readonly Reference[];
}

/**
 * Everything of some folders that carries a certificate. Folders are read together, so that a certificate keeps its
 * name and id whatever else is scanned with it. A folder that cannot be read is a failed source of its own.
 */
export function readProjects(folders: readonly string[]): ProjectsContent {
  const searches = folders.map(searchFolder);
  const files = searches.flatMap((search) => search.files);
  const claimed = new Set<ProjectFile>();
  const contents = searches.some((search) => search.source.status === 'read' || search.files.length > 0)
    ? readers.map((read) => read(files, claimed))
    : [];
  return {
    sources: [...searches.map((search) => search.source), ...contents.map((content) => content.source)],
    holdings: contents.flatMap((content) => content.holdings),
    references: contents.flatMap((content) => content.references),
  };
}

function searchFolder(folder: string): { readonly source: Source; readonly files: readonly ProjectFile[] } {
  const about = { id: `project:${shownPath(folder)}`, label: `Folder ${shownPath(folder)}` };
  const failed = (detail: string, files: readonly ProjectFile[] = []) =>
    ({ source: { ...about, status: 'failed', items: files.length, detail }, files }) as const;
  const stat = statSync(folder, { throwIfNoEntry: false });
  if (!stat) return failed(`${folder} does not exist; check the path given to --source-dir.`);
  if (!stat.isDirectory()) return failed(`${folder} is not a folder; give a single file to --file instead.`);
  const layout = projectLayout(folder);
  let search: FileSearch;
  try {
    search = findFiles(folder, isOfInterest);
  } catch (error) {
    return failed(`${folder} could not be listed (${(error as NodeJS.ErrnoException).code}); check its permissions.`);
  }
  const files = search.files.map((file) => ({
    ...file,
    shown: shownPath(folder) === '.' ? file.path : `${shownPath(folder)}/${file.path}`,
    metadata: isInLayout(layout, file.path),
  }));
  if (search.truncated)
    return failed('The folder is too large to search; give the folders with the metadata instead.', files);
  if (search.unreadable.length > 0) {
    return failed(`Could not be listed: ${search.unreadable.join(', ')}; check the permissions.`, files);
  }
  return {
    source: { ...about, status: 'read', items: files.length, detail: `Read as a ${treated(layout.treatedAs)}` },
    files,
  };
}

function treated(sentence: string): string {
  return sentence.startsWith('Salesforce') ? `${sentence}.` : `plain folder: ${sentence}.`;
}

function isOfInterest(name: string): boolean {
  const lower = name.toLowerCase();
  return (
    contentSuffixes.some((suffix) => name.endsWith(suffix)) ||
    carryingSuffixes.some((suffix) => name.endsWith(suffix)) ||
    looseSuffixes.some((suffix) => lower.endsWith(suffix))
  );
}

function shownPath(folder: string): string {
  return folder
    .replaceAll('\\', '/')
    .replace(/^\.\/(?=.)/, '')
    .replace(/(?<=.)\/+$/, '');
}

import { isGap } from '@cert-health/core';
import { fileNameParts } from '../metadata/file-name-parts.ts';
import { ProjectFiles } from '../project/metadata-files.ts';
import { searchFolder } from '../project/search-folder.ts';

/** Metadata of some kinds in project folders. */
export interface FoundMetadata {
  readonly files: ProjectFiles;
  /** Why not all of it could be looked at, one sentence each. */
  readonly problems: readonly string[];
}

/** Looks for the files of some suffixes, and for nothing else of a project. */
export function metadataIn(folders: readonly string[], suffixes: readonly string[]): FoundMetadata {
  const wanted = new Set(suffixes.map((suffix) => suffix.toLowerCase()));
  const searched = folders.map((folder) =>
    searchFolder(folder, (name) => wanted.has(fileNameParts(name).suffix.toLowerCase())),
  );
  return {
    files: new ProjectFiles(searched.flatMap(({ files }) => files)),
    problems: searched.flatMap(({ sources }) => sources.filter(isGap).map(({ detail }) => detail)),
  };
}

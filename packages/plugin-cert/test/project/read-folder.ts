import type { TestContext } from 'node:test';
import { readProjectFolders } from '../../src/project/read-project.ts';
import type { ProjectsContent, ProjectsOptions } from '../../src/project/read-project.ts';
import { folderWith } from '../fixtures/folder.ts';

export interface ReadFolder extends ProjectsContent {
  readonly folder: string;
}

/** Reads a folder with these files; paths are told below it. */
export async function readFolder(
  test: Pick<TestContext, 'after'>,
  files: Readonly<Record<string, string | Uint8Array>>,
  options?: ProjectsOptions,
): Promise<ReadFolder> {
  const folder = folderWith(test, files);
  const { sources, holdings, references, serviceProviders, exposedKeys } = await readProjectFolders([folder], options);
  const below = (text: string): string => text.replaceAll(`${folder}/`, '');
  const relative = <T extends { readonly name: string; readonly path?: string }>(one: T): T =>
    one.path === undefined ? one : { ...one, name: below(one.name), path: below(one.path) };
  return {
    folder,
    sources: sources.map((source) => ({ ...source, detail: below(source.detail) })),
    holdings: holdings.map(relative),
    references: references.map(relative),
    serviceProviders,
    exposedKeys: exposedKeys.map(relative),
  };
}

/** The source with this id. */
export function sourceOf({ sources }: ProjectsContent, id: string): ProjectsContent['sources'][number] {
  const found = sources.find((source) => source.id === id);
  if (!found) throw new Error(`no source ${id}`);
  return found;
}

/** `name field target`, one for each reference. */
export function referencesIn({ references }: ProjectsContent): string[] {
  return references.map(({ name, field, target }) => [name, field, target].filter(Boolean).join(' '));
}

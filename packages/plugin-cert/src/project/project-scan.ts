import { readFileSync, statSync } from 'node:fs';
import type { Holding, Reference, Source } from '@cert-health/core';
import { maxBodySize } from '../body/read-body.ts';
import type { FoundFile } from './find-files.ts';

/** A file of a scanned folder, with the path that people see. */
export interface ProjectFile extends FoundFile {
  /** The folder as it was given, and the path below it. */
  readonly shown: string;
  /** It lies where the project keeps its metadata. */
  readonly metadata: boolean;
}

/** What one kind of file of a project holds. */
export interface ProjectContent {
  readonly source: Source;
  readonly holdings: readonly Holding[];
  readonly references: readonly Reference[];
}

/** Reads one kind of file; it claims the files it understands so that none is reported twice. */
export type ProjectReader = (files: readonly ProjectFile[], claimed: Set<ProjectFile>) => ProjectContent;

/** A file's bytes, or why they could not be had, in one sentence. */
export function readBytes(file: ProjectFile): Uint8Array | string {
  try {
    const { size } = statSync(file.absolute);
    if (size > maxBodySize)
      return `The file has ${Math.round(size / 1024 / 1024)} MB, far more than certificates take.`;
    return readFileSync(file.absolute);
  } catch (error) {
    return `The file could not be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`;
  }
}

/** A file's text, or why it could not be had. */
export function readText(file: ProjectFile): { readonly text: string } | { readonly problem: string } {
  const bytes = readBytes(file);
  return typeof bytes === 'string' ? { problem: bytes } : { text: Buffer.from(bytes).toString('utf8') };
}

/** Names become unique within a source: a name that was there before is told apart by its path. */
export function withUniqueNames(holdings: readonly Holding[]): Holding[] {
  const taken = new Set<string>();
  return holdings.map((holding) => {
    const name = taken.has(holding.name) && holding.path ? `${holding.name} (${holding.path})` : holding.name;
    taken.add(name);
    return name === holding.name ? holding : { ...holding, name };
  });
}

/** The source of a kind of file that was searched for. */
export function readSource(about: { readonly id: string; readonly label: string }, items: number): Source {
  return {
    id: about.id,
    label: about.label,
    status: 'read',
    items,
    detail: items === 0 ? 'None found.' : `${items} found.`,
  };
}

import { readFileSync, statSync } from 'node:fs';
import { plural } from '@cert-health/core';
import type { Holding, Reference, ServiceProvider, Source } from '@cert-health/core';
import { tooLarge } from '../file/read-files.ts';
import { decodeText } from './decode-text.ts';
import type { Decoded } from './decode-text.ts';
import type { ProjectFiles } from './metadata-files.ts';
import type { ProjectFile } from './project-file.ts';

/** What one kind of file of a project holds. */
export interface ProjectContent {
  readonly source: Source;
  readonly holdings: readonly Holding[];
  readonly references: readonly Reference[];
  /** Apps that log in through the org. */
  readonly serviceProviders?: readonly ServiceProvider[];
}

/** Reads one kind of file; it claims the files it understands so that none is reported twice. */
export type ProjectReader = (files: ProjectFiles, claimed: Set<ProjectFile>) => ProjectContent;

/** A file's bytes, or why they could not be had, in one sentence. */
export function readBytes(file: ProjectFile): Uint8Array | string {
  try {
    const { size } = statSync(file.absolute);
    return tooLarge(file.absolute, size) ?? readFileSync(file.absolute);
  } catch (error) {
    return `The file could not be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`;
  }
}

/** A file's text, or why it could not be had. */
export function readText(file: ProjectFile): Decoded {
  const bytes = readBytes(file);
  return typeof bytes === 'string' ? { problem: bytes } : decodeText(bytes);
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

/** What a source is called. */
export type SourceName = Pick<Source, 'id' | 'label'>;

/** What keeps a file from being read, as part of a sentence; `problem` is a sentence of its own. */
export function unreadableFile(file: ProjectFile, problem: string): string {
  return `${file.shown} (${problem.replace(/\.$/, '')})`;
}

/** The most problems that a source spells out. */
const spelledOut = 3;

/**
 * The source of a kind of file that was searched for. A file that could not be read leaves a gap, so that the source has
 * failed, whatever the others say.
 *
 * @param problems One for each such file, as part of a sentence: its path and what is wrong.
 */
export function sourceOf(
  about: SourceName,
  items: number,
  problems: readonly string[] = [],
  detail = foundSentence(items),
): Source {
  const named = { id: about.id, label: about.label, items };
  if (problems.length === 0) return { ...named, status: 'read', detail };
  const rest = problems.length - spelledOut;
  const list = [...problems.slice(0, spelledOut), ...(rest > 0 ? [`${rest} more`] : [])].join('; ');
  const unread = `${plural(problems.length, 'file')} could not be read and may hold more: ${list}.`;
  return { ...named, status: 'failed', detail: `${detail} ${unread} Correct or retrieve again what is named here.` };
}

export function foundSentence(items: number): string {
  return items === 0 ? 'None found.' : `${plural(items, 'entry', 'entries')} found.`;
}

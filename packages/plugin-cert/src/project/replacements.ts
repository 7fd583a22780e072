import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { runInNewContext } from 'node:vm';
import { readText } from './project-scan.ts';
import type { ProjectFile } from './project-file.ts';

/** What a deployment puts in the place of texts in certain files (Salesforce DX Developer Guide, "Replace Strings"). */
interface Replacement {
  readonly applies: (path: string) => boolean;
  /** The text without what is replaced. */
  readonly without: (text: string) => string;
}

/**
 * The `replacements` of a project's `sfdx-project.json`: a text that one of them changes is not what an org gets. Whatever their
 * conditions, they may apply.
 */
export class Replacements {
  readonly #files = new Map<string, ProjectFile>();
  readonly #byRoot = new Map<string, readonly Replacement[]>();
  readonly #roots = new Map<string, string | undefined>();
  readonly #texts = new Map<string, { readonly before: string; readonly after: string } | undefined>();

  constructor(files: readonly ProjectFile[]) {
    for (const file of files) this.#files.set(file.shown, file);
  }

  /** Whether a deployment changes a value that stands in this file. */
  change(shown: string, value: string): boolean {
    const texts = this.#textsOf(shown);
    return texts !== undefined && count(texts.after, value) < count(texts.before, value);
  }

  /** The same for a value that code reads from configuration: in any file with this ending. */
  changeAny(endings: readonly string[], value: string): boolean {
    const paths = [...this.#files.keys()].filter((path) => endings.some((ending) => path.endsWith(ending)));
    return paths.some((path) => this.change(path, value));
  }

  #textsOf(shown: string): { readonly before: string; readonly after: string } | undefined {
    if (!this.#texts.has(shown)) this.#texts.set(shown, this.#replacedIn(shown));
    return this.#texts.get(shown);
  }

  #replacedIn(shown: string): { readonly before: string; readonly after: string } | undefined {
    const file = this.#files.get(shown);
    if (!file) return undefined;
    const absolute = resolve(file.absolute);
    const root = this.#rootOf(dirname(absolute));
    if (root === undefined) return undefined;
    const path = relative(root, absolute).replaceAll('\\', '/');
    const patterns = this.#of(root).filter(({ applies }) => applies(path));
    if (patterns.length === 0) return undefined;
    const read = readText(file);
    if ('problem' in read) return undefined;
    return { before: read.text, after: patterns.reduce((text, { without }) => without(text), read.text) };
  }

  /** The nearest folder from this one upward that is a project. */
  #rootOf(folder: string): string | undefined {
    if (!this.#roots.has(folder)) {
      const above = dirname(folder);
      const isRoot = existsSync(join(folder, projectFile));
      this.#roots.set(folder, isRoot ? folder : above === folder ? undefined : this.#rootOf(above));
    }
    return this.#roots.get(folder);
  }

  #of(root: string): readonly Replacement[] {
    let found = this.#byRoot.get(root);
    if (!found) this.#byRoot.set(root, (found = replacementsIn(join(root, projectFile))));
    return found;
  }
}

const projectFile = 'sfdx-project.json';

function replacementsIn(file: string): Replacement[] {
  let project: unknown;
  try {
    project = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return [];
  }
  const listed = (project as { replacements?: unknown } | null)?.replacements;
  return Array.isArray(listed) ? listed.flatMap((one: unknown) => replacementFrom(one) ?? []) : [];
}

function replacementFrom(listed: unknown): Replacement | undefined {
  const { filename, glob, stringToReplace, regexToReplace } = (listed ?? {}) as Readonly<Record<string, unknown>>;
  const without = removerOf(stringToReplace, regexToReplace);
  if (!without) return undefined;
  if (typeof filename === 'string') return { without, applies: (path) => path === tidy(filename) };
  if (typeof glob !== 'string') return undefined;
  const matcher = globPattern(tidy(glob));
  return { without, applies: (path) => matcher.test(path) };
}

function removerOf(text: unknown, regex: unknown): Replacement['without'] | undefined {
  if (typeof text === 'string' && text !== '') return (whole) => whole.replaceAll(text, '');
  if (typeof regex !== 'string' || regex === '') return undefined;
  try {
    return boundedRemover(new RegExp(regex, 'g'));
  } catch {
    return undefined;
  }
}

/** Milliseconds that a pattern may take for a file: an expression of a project may be made to take for ever. */
const LONGEST = 500;

/** Once it took too long, it may replace anything. */
function boundedRemover(pattern: RegExp): Replacement['without'] {
  let isEndless = false;
  return (text) => {
    if (isEndless) return '';
    try {
      return String(runInNewContext("text.replace(pattern, '')", { text, pattern }, { timeout: LONGEST }));
    } catch {
      isEndless = true;
      return '';
    }
  };
}

/** `**` is any path, `*` a part of a name, `{a,b}` one of several. */
function globPattern(glob: string): RegExp {
  const source = glob.replaceAll(/\*\*\/|\*\*|\*|\?|\{[^{}]*\}|[^*?{]+|\{/g, (part) => {
    if (part === '**/') return '(?:.*/)?';
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    if (!part.startsWith('{') || part === '{') return escaped(part);
    return `(?:${part.slice(1, -1).split(',').map(escaped).join('|')})`;
  });
  return new RegExp(`^${source}$`);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function tidy(path: string): string {
  return path.replaceAll('\\', '/').replace(/^\.\//, '');
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

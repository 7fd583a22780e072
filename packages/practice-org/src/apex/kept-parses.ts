import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import { parsed } from '@cert-health/apex-runner';
import type { ParsedFile, SourceFile } from '@cert-health/apex-runner';

const file = fileURLToPath(new URL('../../lib/apex-parses.bin', import.meta.url));

/**
 * Classes as the parser read them, beside the compiled code: a parser that was just started needs three seconds for those of the app,
 * which people would wait for at their first click. They are of the program that was loaded last, and of this very parser.
 */
export class KeptParses {
  readonly #kept: ReadonlyMap<string, ParsedFile>;
  readonly #used = new Map<string, ParsedFile>();
  readonly #parser: string;
  #isNew = false;

  private constructor(kept: ReadonlyMap<string, ParsedFile>, parser: string) {
    this.#kept = kept;
    this.#parser = parser;
  }

  /** Those of the last time; none where there was none, or the file cannot be read. */
  static open(): KeptParses {
    const parser = parserKey();
    try {
      const content = deserialize(readFileSync(file)) as { parser: string; kept: ReadonlyMap<string, ParsedFile> };
      return new KeptParses(content.parser === parser ? content.kept : new Map(), parser);
    } catch {
      return new KeptParses(new Map(), parser);
    }
  }

  read(source: SourceFile): ParsedFile {
    const key = hashOf(source.path, source.text);
    let found = this.#kept.get(key);
    if (found === undefined) {
      found = parsed(source);
      this.#isNew = true;
    }
    this.#used.set(key, found);
    return found;
  }

  /** Keeps what was read for the next start. */
  save(): void {
    if (!this.#isNew) return;
    mkdirSync(path.dirname(file), { recursive: true });
    // Several orgs start at once in tests: nobody reads half a file.
    const partial = `${file}.${process.pid}`;
    writeFileSync(partial, serialize({ parser: this.#parser, kept: this.#used }));
    renameSync(partial, file);
  }
}

/** Changes whenever the code that makes syntax trees does. */
function parserKey(): string {
  const folder = fileURLToPath(new URL('./syntax/', import.meta.resolve('@cert-health/apex-runner')));
  const names = readdirSync(folder).filter((name) => /\.(?:js|ts)$/.test(name));
  return hashOf(...names.sort().map((name) => readFileSync(path.join(folder, name), 'utf8')));
}

function hashOf(...texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length}:`).update(text);
  return hash.digest('base64');
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonValue } from '../authorities/authority.ts';
import { keptFiles } from '../execution/rotation-folder.ts';
import type { RotationFolder } from '../execution/rotation-folder.ts';
import { StepProblem } from '../execution/step-problem.ts';
import type { OfRotation } from './org-file-rows.ts';
import { readFileRows, readLooseFile } from './org-file-rows.ts';
import type { OrgRecords } from './org-records.ts';
import { digestOf } from './org-rows.ts';
import type { WrittenFile } from './org-rows.ts';
import type { OrgWriter } from './org-writer.ts';

/** What the authority remembers of the rotation: it changes between events, so that no event names it. */
const memoryFile = 'authority.json';

export interface OrgFolderOptions {
  readonly records: OrgRecords;
  readonly writer: OrgWriter;
  readonly id: string;
  /** The folder on this machine, which has copies. */
  readonly local: RotationFolder;
  /** Its path. */
  readonly own: string;
}

/**
 * Files of a rotation in the org's records, with copies on this machine. What is written goes into the org with the next
 * event; of what is read, only that counts which an event names.
 */
export class OrgFolder implements RotationFolder {
  readonly #options: OrgFolderOptions;
  readonly #digests = new Map<string, string>();
  readonly #pending = new Map<string, string>();
  readonly #texts = new Map<string, string>();
  #remembered: { readonly value: JsonValue | undefined } | undefined;

  constructor(options: OrgFolderOptions) {
    this.#options = options;
  }

  readonly memory = {
    read: async (): Promise<JsonValue | undefined> => {
      const of = this.#of();
      this.#remembered ??= { value: of && (await this.#loose(of)) };
      return this.#remembered.value;
    },
    write: async (value: JsonValue): Promise<void> => {
      await this.#options.writer.writeLoose(memoryFile, JSON.stringify(value));
      this.#remembered = { value };
      await this.#options.local.memory.write(value);
    },
  };

  /** What goes into the org with the next event. */
  get pending(): ReadonlyMap<string, string> {
    return this.#pending;
  }

  /** Files that an event names are what counts from then on. */
  named(files: readonly WrittenFile[]): void {
    for (const { name, digest } of files) {
      this.#digests.set(name, digest);
      const text = this.#pending.get(name);
      if (text === undefined || digestOf(text) !== digest) continue;
      this.#texts.set(name, text);
      this.#pending.delete(name);
    }
  }

  /** Nothing of an earlier beginning counts any more. */
  forget(): void {
    this.#digests.clear();
    this.#texts.clear();
    this.#pending.clear();
  }

  async read(name: string): Promise<string | undefined> {
    const known = this.#pending.get(name) ?? this.#texts.get(name);
    if (known !== undefined) return known;
    await this.restore([name]);
    return this.#texts.get(name);
  }

  async write(name: string, text: string): Promise<void> {
    this.#pending.set(name, text);
    await this.#options.local.write(name, text);
  }

  /** Brings files to this machine that are not there, or are others there. */
  async restore(names: readonly string[] = [...this.#digests.keys()]): Promise<void> {
    const wanted: WrittenFile[] = [];
    for (const name of names.filter((one) => !/^event-\d+\.json$/.test(one))) {
      const digest = this.#digests.get(name);
      if (digest === undefined || this.#texts.has(name)) continue;
      const text = await this.#copyOf(name);
      if (text !== undefined && digestOf(text) === digest) this.#texts.set(name, text);
      else wanted.push({ name, digest });
    }
    const of = this.#of();
    if (wanted.length === 0 || !of) return;
    for (const [name, text] of await readFileRows(this.#options.records, of, wanted)) {
      this.#texts.set(name, text);
      await this.#options.local.write(name, text);
    }
  }

  async #copyOf(name: string): Promise<string | undefined> {
    // A name that leads elsewhere is none that a step has written.
    if (!/^\w[\w.-]*$/.test(name)) throw new StepProblem(`${name} is no name of a file of a rotation.`);
    return readFile(join(this.#options.own, name), 'utf8').catch(() => undefined);
  }

  async #loose(of: OfRotation): Promise<JsonValue | undefined> {
    const text = await readLooseFile(this.#options.records, of, memoryFile);
    return text === undefined ? undefined : (JSON.parse(text) as JsonValue);
  }

  #of(): OfRotation | undefined {
    const { writer, id } = this.#options;
    return writer.recordId === undefined ? undefined : { recordId: writer.recordId, id };
  }
}

/** Names of files that are kept of every rotation. */
export const planFile = keptFiles.begun;

import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, lstat, mkdir, open, readdir, rename, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';

/** What is known of an answer beside its octets. Dates are milliseconds since 1970. */
export interface KeptFacts {
  /** When its authority made it, and when the next is due. */
  readonly from: number;
  readonly until: number;
  /** When it was fetched, or last confirmed; and until when nobody need ask for a newer one. */
  readonly confirmed: number;
  readonly freshUntil: number;
  /** To ask whether there is a newer one. */
  readonly etag?: string;
  readonly lastModified?: string;
}

export interface KeptAnswer {
  readonly octets: Uint8Array;
  readonly facts: KeptFacts;
}

export interface KeepLimits {
  /** Octets of one answer, and of all. */
  readonly size: number;
  readonly total: number;
  readonly count: number;
}

const MB = 1024 * 1024;
const usual: KeepLimits = { size: 48 * MB, total: 256 * MB, count: 500 };

const maxHeader = 8192;
const isOfCache = /^[0-9a-f]{64}\.(?:answer|[0-9a-f-]+\.part)$/;
/** A part that is older was left behind by a run that broke off. Milliseconds. */
const abandoned = 3_600_000;

/**
 * Answers of authorities in a folder of this user, by the question. What cannot be read, is not the user's own, or is not what was
 * written is dropped. Nothing here is believed for lying here: signatures and dates are verified each time.
 */
export class KeptAnswers {
  readonly folder: string;
  readonly #limits: KeepLimits;
  #opened: Promise<boolean> | undefined;
  #problem: string | undefined;
  #hasWritten = false;

  constructor(folder: string, limits: Partial<KeepLimits> = {}) {
    this.folder = folder;
    this.#limits = { ...usual, ...limits };
  }

  /** Why nothing could be kept: a clause; undefined when all went well. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** The answer to a question; undefined: none is kept. Never rejects. */
  async read(question: string): Promise<KeptAnswer | undefined> {
    if (!(await this.#open())) return undefined;
    const path = this.#pathOf(question);
    try {
      const octets = await this.#octetsOf(path);
      const answer = octets && answerIn(octets, question);
      if (!answer && octets !== 'none') await rm(path, { force: true });
      return answer;
    } catch {
      return undefined;
    }
  }

  /** Keeps an answer, all of it or nothing, however many runs do so at once. Never rejects. */
  async write(question: string, { octets, facts }: KeptAnswer): Promise<void> {
    const header = Buffer.from(`${JSON.stringify({ question, ...facts, sha256: sha256(octets) })}\n`);
    if (octets.length > this.#limits.size || header.length > maxHeader || !(await this.#open())) return;
    const path = this.#pathOf(question);
    const part = path.replace(/answer$/, `${crypto.randomUUID()}.part`);
    try {
      const file = await open(part, 'wx', 0o600);
      try {
        await file.writeFile(Buffer.concat([header, octets]));
      } finally {
        await file.close();
      }
      await rename(part, path);
      this.#hasWritten = true;
    } catch (error) {
      await rm(part, { force: true }).catch(() => undefined);
      this.#fail(error);
    }
  }

  async drop(question: string): Promise<void> {
    await rm(this.#pathOf(question), { force: true }).catch(() => undefined);
  }

  /** Makes room: what was longest not needed goes first. Never rejects. */
  async close(): Promise<void> {
    if (!this.#hasWritten) return;
    try {
      await this.#prune();
    } catch (error) {
      this.#fail(error);
    }
  }

  async #prune(): Promise<void> {
    const names = (await readdir(this.folder)).filter((name) => isOfCache.test(name));
    const files = (
      await Promise.all(
        names.map(async (name) => {
          const facts = await lstat(join(this.folder, name)).catch(() => undefined);
          return facts ? [{ path: join(this.folder, name), size: facts.size, at: facts.mtimeMs }] : [];
        }),
      )
    ).flat();
    const over = files.filter(({ path, at }) => path.endsWith('.part') && at < Date.now() - abandoned);
    let [total, count] = [0, 0];
    for (const file of files.filter(({ path }) => path.endsWith('.answer')).sort((a, b) => b.at - a.at)) {
      total += file.size;
      count += 1;
      if (total > this.#limits.total || count > this.#limits.count) over.push(file);
    }
    await Promise.all(over.map(({ path }) => rm(path, { force: true })));
  }

  #pathOf(question: string): string {
    return join(this.folder, `${sha256(Buffer.from(question))}.answer`);
  }

  #open(): Promise<boolean> {
    this.#opened ??= this.#prepare();
    return this.#opened;
  }

  /** The folder is nobody else's, or it is not used. */
  async #prepare(): Promise<boolean> {
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      const facts = await lstat(this.folder);
      if (!facts.isDirectory() || !isOwn(facts)) throw new Error('it is not a folder of this user');
      if ((facts.mode & 0o077) !== 0) await chmod(this.folder, 0o700);
      return true;
    } catch (error) {
      this.#fail(error);
      return false;
    }
  }

  async #octetsOf(path: string): Promise<Uint8Array | 'none' | undefined> {
    const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch(
      ({ code }: NodeJS.ErrnoException) => (code === 'ENOENT' ? 'none' : undefined),
    );
    if (file === undefined || file === 'none') return file;
    try {
      const facts = await file.stat();
      const isSound = facts.isFile() && isOwn(facts) && facts.size <= this.#limits.size + maxHeader;
      if (!isSound || (process.platform !== 'win32' && (facts.mode & 0o022) !== 0)) return undefined;
      const octets = await file.readFile();
      // What is used stays longest.
      await utimes(path, new Date(), new Date()).catch(() => undefined);
      return octets;
    } finally {
      await file.close();
    }
  }

  #fail(error: unknown): void {
    const { code, message } = error as NodeJS.ErrnoException;
    this.#problem ??= code ?? message;
  }
}

/** The answer that a file holds; undefined when it is not what was written for this question. */
function answerIn(octets: Uint8Array | 'none', question: string): KeptAnswer | undefined {
  if (octets === 'none') return undefined;
  const end = octets.subarray(0, maxHeader).indexOf(0x0a);
  if (end < 0) return undefined;
  const header = parsed(Buffer.from(octets.subarray(0, end)).toString('utf8'));
  if (typeof header !== 'object' || header === null) return undefined;
  const {
    question: asked,
    sha256: hash,
    from,
    until,
    confirmed,
    freshUntil,
    etag,
    lastModified,
  } = header as Record<string, unknown>;
  const body = octets.subarray(end + 1);
  if (asked !== question || hash !== sha256(body)) return undefined;
  if (!isMoment(from) || !isMoment(until) || !isMoment(confirmed) || !isMoment(freshUntil)) return undefined;
  return {
    octets: body,
    facts: {
      from,
      until,
      confirmed,
      freshUntil,
      ...(isHeader(etag) ? { etag } : {}),
      ...(isHeader(lastModified) ? { lastModified } : {}),
    },
  };
}

const isMoment = (value: unknown): value is number => Number.isSafeInteger(value);

/** Whether a text may stand in a request. */
const isHeader = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= 1024 && /^[\x20-\x7e]+$/.test(value);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isOwn({ uid }: { readonly uid: number }): boolean {
  return process.getuid === undefined || uid === process.getuid();
}

function sha256(octets: Uint8Array): string {
  return createHash('sha256').update(octets).digest('hex');
}

import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { diskMemory } from '../authorities/disk-memory.ts';
import type { Memory } from '../authorities/authority.ts';
import { StepProblem } from './step-problem.ts';

/** Small texts that lie beside a plan: what steps leave for later ones, and for the partner. Nothing in it is secret. */
export interface RotationFolder {
  /** Undefined: there is no such file. */
  read(name: string): Promise<string | undefined>;
  /** The file is whole or not there, and flushed when this resolves. */
  write(name: string, text: string): Promise<void>;
  /** What the authority remembers of this rotation. */
  readonly memory: Memory;
}

/** Names of the files. */
export const keptFiles = {
  /** The plan that a rotation began with: planning again takes the place of the other one and changes nothing here. */
  begun: 'begun.json',
  /** What is replaced, leaf first. */
  replaced: 'replaced.pem',
  /** The file of what is replaced, as the org gave it. */
  replacedFile: 'replaced.crt',
  /** The properties beside that file, as the org gave them. */
  replacedProperties: 'replaced-meta.xml',
  /** The signing request that Salesforce made. */
  request: 'request.csr',
  /** What is installed under the successor's name, leaf first. */
  chain: 'chain.pem',
} as const;

/** @param path Folder of one rotation. */
export function rotationFolder(path: string): RotationFolder {
  return {
    memory: diskMemory(join(path, 'authority.json')),
    async read(name) {
      try {
        return await readFile(join(path, name), 'utf8');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw notKept(name, error);
      }
    },
    async write(name, text) {
      const part = join(path, `${name}.${randomUUID()}.part`);
      await mkdir(path, { recursive: true });
      try {
        const file = await open(part, 'wx');
        try {
          await file.writeFile(text);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(part, join(path, name));
      } catch (error) {
        await rm(part, { force: true }).catch(() => undefined);
        throw notKept(name, error);
      }
    },
  };
}

function notKept(name: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code !== 'string') return error;
  const why = code === 'ENOSPC' ? 'the disk is full' : code;
  return new StepProblem(
    `${name} in the folder of the rotation cannot be read or written (${why}); put that right and run the command again.`,
  );
}

import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeFlushed } from '../private-file.ts';
import type { JsonValue, Memory } from './authority.ts';

/**
 * A memory in a file, mode 0600. A value is there whole or not at all, and flushed before it counts as written. A file that
 * holds no JSON counts as one that holds nothing.
 *
 * @throws what the file system says, but for a file that is not there.
 */
export function diskMemory(path: string): Memory {
  return {
    async read() {
      try {
        return JSON.parse(await readFile(path, 'utf8')) as JsonValue;
      } catch (error) {
        if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    async write(value) {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const partial = `${path}.${randomUUID()}`;
      try {
        await writeFlushed(partial, `${JSON.stringify(value)}\n`);
        await rename(partial, path);
        await flushed(dirname(path));
      } catch (error) {
        await rm(partial, { force: true });
        throw error;
      }
    },
  };
}

/** The name of a file survives a crash when its folder is flushed, where a system can do that. */
async function flushed(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

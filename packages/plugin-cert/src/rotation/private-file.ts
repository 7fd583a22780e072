import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes a new file that only its owner reads, and flushes it. */
export async function writeFlushed(path: string, content: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Writes a key unless one is there: nobody sees half a key, and the one that is there first stays.
 *
 * @throws what the file system says.
 */
export async function writeFirst(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const partial = `${path}.${randomUUID()}`;
  try {
    await writeFlushed(partial, content);
    await link(partial, path).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return;
      // Some file systems know no links.
      await copyFile(partial, path, constants.COPYFILE_EXCL);
    });
  } finally {
    await rm(partial, { force: true });
  }
}

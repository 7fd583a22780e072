import { createPrivateKey, generateKeyPair, randomUUID } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { constants, copyFile, link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { StepProblem } from './step-problem.ts';

/** Keys of clients that have none of their own. They lie in files on this machine, and go nowhere else. */
export interface ClientKeys {
  /**
   * The key in a file, made when there is none: RSA, PKCS#8 (PEM), mode 0600. One that is there stays as it is.
   *
   * @param path Relative to the settings.
   * @param bits Size of a new key.
   * @throws {StepProblem} when it cannot be used as it lies there, or cannot be written.
   */
  at(path: string, bits: number): Promise<KeyObject>;
}

/** @param base Folder of the settings. */
export function clientKeys(base: string): ClientKeys {
  return {
    async at(path, bits) {
      const full = resolve(base, path);
      try {
        const kept = await readKey(full, path);
        if (kept) return kept;
        await makeKey(full, bits);
        const made = await readKey(full, path);
        if (made) return made;
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (error instanceof StepProblem || typeof code !== 'string') throw error;
        throw new StepProblem(`The key could not be kept in ${path} (${code}); check the folder.`);
      }
      throw new StepProblem(`${path} went away; nothing may remove it before its certificate is there.`);
    },
  };
}

async function makeKey(path: string, bits: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const { privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: bits,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const partial = `${path}.${randomUUID()}`;
  try {
    const file = await open(partial, 'wx', 0o600);
    try {
      await file.writeFile(privateKey);
      await file.sync();
    } finally {
      await file.close();
    }
    // Nobody sees half a key, and the one that is there first stays.
    await link(partial, path).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return;
      // Some file systems know no links.
      await copyFile(partial, path, constants.COPYFILE_EXCL);
    });
  } finally {
    await rm(partial, { force: true });
  }
}

async function readKey(path: string, shown: string): Promise<KeyObject | undefined> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!found) return undefined;
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) {
    throw new StepProblem(`Others may read the key in ${shown}; remove it, so that a new one is made.`);
  }
  const pem = await readFile(path, 'utf8');
  try {
    return createPrivateKey(pem);
  } catch {
    throw new StepProblem(
      `${shown} holds no private key that can be read without a password; remove it, so that a new one is made.`,
    );
  }
}

import { createPrivateKey, generateKeyPair } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { writeFirst } from '../private-file.ts';
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
  const { privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: bits,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  await writeFirst(path, privateKey);
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

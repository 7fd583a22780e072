import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import { writeFirst } from '../../private-file.ts';
import { Refused } from '../stopped.ts';

/** The key of an ACME account (ES256). */
export interface AccountKey {
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
  /** RFC 7638, SHA-256. */
  readonly thumbprint: string;
}

/**
 * The key for a directory, made when there is none. It lies in the folder with mode 0600, is written once and never
 * changed: two who make it at the same time end with the same one.
 *
 * @throws {Refused} when it cannot be used as it lies there.
 */
export async function accountKey(folder: string, directory: string): Promise<AccountKey> {
  const path = join(folder, 'acme', fileName(directory));
  try {
    const kept = await readKey(path);
    if (kept) return kept;
    await makeKey(path);
    const made = await readKey(path);
    if (made) return made;
  } catch (error) {
    if (error instanceof Refused) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Refused(
      `The key of the ACME account could not be kept in ${path} (${code ?? message}); check the folder.`,
    );
  }
  throw new Refused(`The key of the ACME account in ${path} went away; nothing may remove it while it is in use.`);
}

function fileName(directory: string): string {
  const digest = createHash('sha256').update(directory).digest('hex').slice(0, 8);
  return `${new URL(directory).hostname.replaceAll(/[^A-Za-z0-9.-]/g, '')}-${digest}.json`;
}

async function makeKey(path: string): Promise<void> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  await writeFirst(path, `${JSON.stringify(await exportJWK(privateKey))}\n`);
}

async function readKey(path: string): Promise<AccountKey | undefined> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!found) return undefined;
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) {
    throw new Refused(
      `Others may read the key of the ACME account in ${path}; run chmod 600 on it, and replace the account if they did.`,
    );
  }
  const { kty, crv, x, y, d } = (await jwkIn(path)) ?? {};
  if (kty !== 'EC' || crv !== 'P-256' || x === undefined || y === undefined || d === undefined) throw noKey(path);
  const publicJwk = { kty, crv, x, y };
  try {
    const privateKey = (await importJWK({ ...publicJwk, d }, 'ES256')) as CryptoKey;
    return { privateKey, publicJwk, thumbprint: await calculateJwkThumbprint(publicJwk) };
  } catch {
    throw noKey(path);
  }
}

async function jwkIn(path: string): Promise<Partial<JWK> | null> {
  const content = await readFile(path, 'utf8');
  try {
    return JSON.parse(content) as Partial<JWK> | null;
  } catch {
    throw noKey(path);
  }
}

function noKey(path: string): Refused {
  return new Refused(
    `${path} does not hold the key of the ACME account that was kept there; restore it, or remove it to open a new account.`,
  );
}

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { keystoreIn } from '@cert-health/core';
import type { Keystore } from '../../src/keystore/keystore.ts';
import { openAlone } from '../../src/keystore/open-keystore.ts';

/** Why a tool's tests are skipped; false: it is there. */
export const missing = (tool: string, ...args: readonly string[]): string | false =>
  spawnSync(tool, args).error ? `${tool} is not on this computer` : false;

/** A keystore that a tool made. */
export function open(path: string, given?: string): Keystore {
  const found = keystoreIn(readFileSync(path));
  if (!found) throw new Error(`${path} is no keystore`);
  return openAlone(found.bytes, found.kind, given).keystore;
}

/** SHA-256 of all its certificates. */
export const hashes = ({ entries }: Keystore): string[] =>
  entries
    .flatMap(({ certificates }) => certificates.map(({ der }) => createHash('sha256').update(der).digest('hex')))
    .sort();

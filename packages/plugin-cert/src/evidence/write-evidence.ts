import { readFileSync, statSync, writeFileSync } from 'node:fs';
import type { KeyObject } from 'node:crypto';
import { dirname, extname } from 'node:path';
import { findKeys } from '@cert-health/core';
import type { ReportOptions } from '@cert-health/core';
import { storedZip } from '../org/stored-zip.ts';
import type { FullScan } from '../scan/scan.ts';
import { contentsOf } from './contents.ts';
import { EvidenceError } from './evidence-error.ts';
import { SIGNATURE, SIGNER, SUMS } from './names.ts';
import { sumsOf } from './sums.ts';
import { publicPem, signatureOf } from './signing.ts';

/** Why evidence cannot be written to a path, one sentence; undefined: it can. */
export function evidenceFileProblem(path: string): string | undefined {
  if (extname(path).toLowerCase() !== '.zip')
    return `Evidence is a ZIP file; give a name that ends with .zip, not ${path}.`;
  const folder = dirname(path);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    return `The folder ${folder} of ${path} does not exist; create it first.`;
  }
  // What somebody has kept as evidence is not written over.
  if (statSync(path, { throwIfNoEntry: false })) return `${path} is there already; give another name.`;
  return undefined;
}

export interface EvidenceRequest {
  readonly path: string;
  readonly scan: FullScan;
  /** The settings file as it was found. */
  readonly settingsFile?: string | undefined;
  readonly options: ReportOptions;
  readonly key?: KeyObject | undefined;
}

/**
 * Writes one file that holds a report and all that it rests on, with digests, and signed where there is a key.
 *
 * @throws {EvidenceError} when it cannot be written, or the settings file holds a key.
 */
export function writeEvidence({ path, scan, settingsFile, options, key }: EvidenceRequest): void {
  const settings = settingsFile === undefined ? undefined : settingsIn(settingsFile);
  const files = contentsOf(scan, { settings, options });
  const sums = sumsOf(files);
  files.set(SUMS, sums);
  if (key) {
    files.set(SIGNATURE, signatureOf(sums, key));
    files.set(SIGNER, publicPem(key));
  }
  try {
    writeFileSync(path, storedZip(Object.fromEntries(files), { isPacked: true }), { flag: 'wx' });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new EvidenceError(`The evidence could not be written to ${path} (${code}); check the folder's permissions.`);
  }
}

function settingsIn(path: string): Uint8Array {
  const bytes = readFileSync(path);
  if (findKeys(bytes.toString('utf8')).length === 0) return bytes;
  throw new EvidenceError(`${path} holds a private key, so that it was not put into the evidence; take the key out.`);
}

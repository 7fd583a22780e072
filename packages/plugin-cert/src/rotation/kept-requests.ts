import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isSameKey, MAX_FILE, readSigningRequest } from '@cert-health/core';
import type { Certificate } from '@cert-health/core';
import { keptFiles } from './execution/rotation-folder.ts';

/**
 * Finds the signing request that a certificate's key has made among those that rotations have kept: Salesforce gives it
 * once, before the first chain is there. It is told by its key alone, so that names and ids may be what they like.
 *
 * @param folder Where rotations are kept.
 * @returns The file, relative to the folder, with forward slashes.
 */
export function keptRequestIn(folder: string): (leaf: Certificate) => string | undefined {
  let kept: ReturnType<typeof requestsIn> | undefined;
  return (leaf) =>
    (kept ??= requestsIn(folder)).find(({ request }) => isSameKey(request.publicKey, leaf.publicKey))?.path;
}

function requestsIn(folder: string) {
  return namesIn(folder).flatMap((id) => {
    const request = requestIn(join(folder, id, keptFiles.request));
    return request ? [{ path: `${id}/${keptFiles.request}`, request }] : [];
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** What is not there or cannot be read is not at hand: the plan then says what is missing. */
function requestIn(path: string) {
  try {
    if (statSync(path).size > MAX_FILE) return undefined;
    const read = readSigningRequest(readFileSync(path));
    return 'request' in read ? read.request : undefined;
  } catch {
    return undefined;
  }
}

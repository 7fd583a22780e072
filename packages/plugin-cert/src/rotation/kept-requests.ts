import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isSameKey, MAX_FILE, readSigningRequest } from '@cert-health/core';
import type { Certificate, RotationSettings } from '@cert-health/core';
import { keptFiles } from './execution/rotation-folder.ts';

/** A signing request that a rotation has kept, PEM. */
export interface KeptRequest {
  /** Below the folder of rotations, with forward slashes, wherever it is kept: plans name it so. */
  readonly path: string;
  readonly text: string;
}

/** @param id Of the rotation. */
export function requestPath(id: string): string {
  return `${id}/${keptFiles.request}`;
}

/** Whether any certificate is renewed by a request that nobody has given: only then are kept ones looked for elsewhere. */
export function wantsKeptRequests({ certificates }: RotationSettings): boolean {
  return certificates.some(({ method, csr }) => method === 'renew' && csr === undefined);
}

/**
 * Finds the signing request that a certificate's key has made among those that rotations have kept: Salesforce gives it
 * once, before the first chain is there. It is told by its key alone, so that names and ids may be what they like.
 *
 * @param folder Where rotations are kept.
 * @param others Requests that are kept elsewhere.
 * @returns Its path.
 */
export function keptRequestIn(
  folder: string,
  others: readonly KeptRequest[] = [],
): (leaf: Certificate) => string | undefined {
  let kept: ReturnType<typeof readable> | undefined;
  return (leaf) =>
    (kept ??= [...requestsIn(folder), ...others].flatMap(readable)).find(({ request }) =>
      isSameKey(request.publicKey, leaf.publicKey),
    )?.path;
}

/** Those in a folder of rotations, whether they can be read or not. */
export function requestsIn(folder: string): KeptRequest[] {
  return namesIn(folder).flatMap((id) => {
    const content = contentOf(join(folder, id, keptFiles.request));
    return content === undefined ? [] : [{ path: requestPath(id), text: content.toString('latin1') }];
  });
}

/** What cannot be read is not at hand: the plan then says what is missing. */
function readable({ path, text }: KeptRequest) {
  const read = readSigningRequest(text);
  return 'request' in read ? [{ path, request: read.request }] : [];
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function contentOf(path: string): Buffer | undefined {
  try {
    return statSync(path).size > MAX_FILE ? undefined : readFileSync(path);
  } catch {
    return undefined;
  }
}

import { closeSync, openSync, readSync } from 'node:fs';
import { keystoreKindOf } from '@cert-health/core';

/** Octets that tell the kind of a keystore: the head of one of Bouncy Castle, and its first entry with a name. */
const head = new Uint8Array(512);

/** Whether a file begins as a keystore does. One that cannot be opened is none here: whoever reads it says why. */
export function beginsAsKeystore(path: string): boolean {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    return keystoreKindOf(head.subarray(0, readSync(file, head, 0, head.length, 0))) !== undefined;
  } catch {
    return false;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

import type { ExposedKey } from '@cert-health/core';
import { keyPlace } from './key-place.ts';
import { keysInBytes } from './keys-in-bytes.ts';

/** The keys of one file, as they are reported, and what of it could not be looked at. */
export interface ExposedKeysInFile {
  readonly keys: readonly ExposedKey[];
  /** Entries of an archive that were not opened. */
  readonly unopened: number;
}

/**
 * @param path As people see it.
 */
export function exposedKeysIn(bytes: Uint8Array, path: string, source: string): ExposedKeysInFile {
  const { keys, text, unopened } = keysInBytes(bytes);
  return {
    keys: keys.map(({ form, protection, certainty, line, offset, entry }): ExposedKey => {
      const place = entry === undefined ? keyPlace(path, text, offset) : { name: `${path}/${entry}` };
      return {
        source,
        ...place,
        path,
        ...(line === undefined || entry !== undefined ? {} : { line }),
        form,
        protection,
        ...(certainty === 'certain' ? {} : { doubtful: true }),
      };
    }),
    unopened,
  };
}

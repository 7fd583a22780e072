/**
 * A number from 0 (inclusive) to 1 (exclusive) that a text decides: the same on every machine and in every run, and
 * for no two texts the same. FNV-1a with a final mix (murmur3); nothing secret hangs on it.
 */
export function jitterOf(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const character of parts.join('\0')) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

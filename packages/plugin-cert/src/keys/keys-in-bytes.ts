import { gunzipSync } from 'node:zlib';
import { findKeys, keyInOctets, lineAt } from '@cert-health/core';
import type { FoundKey } from '@cert-health/core';
import { isZip, zipEntries } from './zip-entries.ts';

/** A key in a file. */
export interface KeyInFile extends FoundKey {
  /** Where it begins, from 1; undefined for what has no lines. */
  readonly line?: number;
  /** Offset of that in `text`. */
  readonly offset: number;
  /** Path within an archive. */
  readonly entry?: string;
}

export interface KeysInFile {
  /** Those that are keys, or look like one; examples and rests are left out. */
  readonly keys: readonly KeyInFile[];
  /** The file as text, where it is one. */
  readonly text: string;
  /** Entries of an archive that could not be looked at. */
  readonly unopened: number;
}

/** Archives in archives that are opened. */
const DEEPEST = 1;

/** The secret keys in a file, by its content: what it is called says nothing. Archives are opened. */
export function keysInBytes(bytes: Uint8Array, depth = 0): KeysInFile {
  if (isZip(bytes)) return depth > DEEPEST ? { keys: [], text: '', unopened: 1 } : keysInZip(bytes, depth);
  if (isGzip(bytes)) return keysInGzip(bytes, depth);
  const key = keyInOctets(bytes);
  if (key) return { keys: key.certainty === 'trace' ? [] : [{ ...key, offset: 0 }], text: '', unopened: 0 };
  const text = textOf(bytes);
  const keys = findKeys(text).filter(({ certainty }) => certainty !== 'trace');
  return {
    keys: keys.map(({ start, end: _, ...key }) => ({ ...key, line: lineAt(text, start), offset: start })),
    text,
    unopened: 0,
  };
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
}

/** Octets that a compressed file may come to: those of an archive. */
const LARGEST = 32 * 1024 * 1024;

function keysInGzip(bytes: Uint8Array, depth: number): KeysInFile {
  const closed: KeysInFile = { keys: [], text: '', unopened: 1 };
  if (depth > DEEPEST) return closed;
  let content: Uint8Array;
  try {
    content = gunzipSync(bytes, { maxOutputLength: LARGEST });
  } catch {
    return closed;
  }
  const { keys, unopened } = keysInBytes(content, depth + 1);
  // Lines count within what is packed, which nobody sees.
  return { keys: keys.map(({ line: _, ...key }) => ({ ...key, offset: 0 })), text: '', unopened };
}

function keysInZip(bytes: Uint8Array, depth: number): KeysInFile {
  const { entries, unopened } = zipEntries(bytes);
  const inside = entries.map(({ name, bytes: content }) => ({ name, found: keysInBytes(content, depth + 1) }));
  return {
    keys: inside.flatMap(({ name, found }) =>
      found.keys.map((key) => ({ ...key, entry: key.entry === undefined ? name : `${name}/${key.entry}` })),
    ),
    text: '',
    unopened: unopened + inside.reduce((sum, { found }) => sum + found.unopened, 0),
  };
}

const latin1 = new TextDecoder('latin1');

/** All that a key is written in is ASCII; what else there is need only keep its place. */
function textOf(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return Buffer.isBuffer(bytes) ? bytes.toString('latin1') : latin1.decode(bytes);
}

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** The end record with the longest comment (APPNOTE.TXT of PKWARE, section 4.3.16). */
const longestEnd = 22 + 0xffff;
/** Directories of packages are far smaller. */
const longestDirectory = 16 * 1024 * 1024;

/** What an archive holds, told by the names in it; nothing is unpacked. */
export type ZipContent = 'metadata' | 'something else' | 'not to be told';

/** Whether a zip file holds what a retrieve or a deploy puts into one: a manifest beside its metadata. */
export function zipContent(path: string): ZipContent {
  try {
    const names = namesIn(path);
    return names.some((name) => /(?:^|\/)package\.xml$/.test(name)) ? 'metadata' : 'something else';
  } catch {
    return 'not to be told';
  }
}

function namesIn(path: string): string[] {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const tail = read(file, Math.max(0, size - longestEnd), Math.min(size, longestEnd));
    const end = tail.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
    if (end < 0 || end + 20 > tail.length) throw new RangeError('no end record');
    const directory = read(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
    const names: string[] = [];
    for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50;) {
      const length = directory.readUInt16LE(at + 28);
      names.push(directory.toString('utf8', at + 46, at + 46 + length));
      at += 46 + length + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    }
    return names;
  } finally {
    closeSync(file);
  }
}

/** @throws {RangeError} when the file is shorter than it says. */
function read(file: number, start: number, length: number): Buffer {
  if (length > longestDirectory) throw new RangeError('too long');
  const buffer = Buffer.alloc(length);
  if (readSync(file, buffer, 0, length, start) < length) throw new RangeError('too short');
  return buffer;
}

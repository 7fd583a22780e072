import { readFileSync, statSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { isZip } from '../keys/zip-entries.ts';
import { DEFLATED, localHeader, STORED, zipDirectory } from '../org/stored-zip.ts';
import type { PackedFile } from '../org/stored-zip.ts';
import { EvidenceError } from './evidence-error.ts';
import { REPORT, SUMS } from './names.ts';

/** Octets that are unpacked at most: of one file, and of all together. */
const limits = { largest: 512 * 1024 * 1024, all: 1024 * 1024 * 1024 };

/** What lies in evidence. */
export interface Archive {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** It was read to its end. Where not, a file that is not among `files` need not be missing. */
  readonly isWhole: boolean;
  /** Why other programs may unpack other files than these, one sentence each. */
  readonly problems: readonly string[];
}

/**
 * Reads evidence from its first octet to its last. Programs differ in what they unpack from an archive whose table of contents
 * contradicts its files, has a file twice or leaves octets between them. So each octet of headers has to be what
 * `storedZip` writes for these files; nothing can then be unpacked that was not verified. How a file is packed may differ, as
 * long as it unpacks to the same.
 *
 * @throws {EvidenceError} for what is no evidence at all.
 */
export function readArchive(path: string): Archive {
  const bytes = octetsOf(path);
  if (!isZip(bytes)) throw new EvidenceError(`${path} is no ZIP file; name what "sf cert health --evidence" wrote.`);
  const entries: Entry[] = [];
  let at = 0;
  let room = limits.all;
  for (let entry = entryAt(bytes, at, room); entry; entry = entryAt(bytes, at, room)) {
    if (entry === 'too-large') return archiveOf(entries, [tooLarge(path)]);
    entries.push(entry);
    // What was announced counts, also where it turned out not to be so: time is as bounded as memory.
    room -= bytes.readUInt32LE(at + 22);
    at += localHeader(entry).length + entry.packed.length;
  }
  // Where one of these names is left, it was evidence once.
  if (![SUMS, REPORT].some((name) => bytes.includes(name))) {
    throw new EvidenceError(
      `${path} is no evidence: it has no list of digests (${SUMS}); "sf cert health --evidence" writes one.`,
    );
  }
  const isWhole = entries.some(({ isDamaged }) => isDamaged)
    ? bytes.subarray(at, at + 4).equals(Buffer.from('PK\u0001\u0002'))
    : zipDirectory(entries).equals(bytes.subarray(at));
  return archiveOf(entries, isWhole ? [] : [otherwise(path, at)]);
}

/** A file as it lies there; damaged: it does not unpack to what its header says, and `content` is empty. */
interface Entry extends PackedFile {
  readonly isDamaged: boolean;
}

function octetsOf(path: string): Buffer {
  try {
    const { size } = requireFile(path);
    if (size > limits.all) throw new EvidenceError(tooLarge(path));
    return readFileSync(path);
  } catch (error) {
    if (error instanceof EvidenceError) throw error;
    throw new EvidenceError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`);
  }
}

/** A pipe or a device would be waited for without end. */
function requireFile(path: string): { readonly size: number } {
  const found = statSync(path);
  if (found.isFile()) return found;
  throw new EvidenceError(`${path} is no file; name the ZIP file that "sf cert health --evidence" wrote.`);
}

/** The file whose header is there; undefined: there is none, or not as it is written. */
function entryAt(bytes: Buffer, at: number, room: number): Entry | 'too-large' | undefined {
  if (bytes.length < at + 30 || !isZip(bytes.subarray(at))) return undefined;
  const method = bytes.readUInt16LE(at + 8);
  const [packedSize, size] = [bytes.readUInt32LE(at + 18), bytes.readUInt32LE(at + 22)];
  const start = at + 30 + bytes.readUInt16LE(at + 26);
  if (bytes.length < start + packedSize) return undefined;
  if (size > Math.min(limits.largest, room)) return 'too-large';
  const packed = bytes.subarray(start, start + packedSize);
  const file = { name: bytes.toString('utf8', at + 30, start), packed, method };
  const header = bytes.subarray(at, start);
  const content = contentOf(packed, method, size);
  if (content && localHeader({ ...file, content }).equals(header)) return { ...file, content, isDamaged: false };
  const damaged = { ...file, content: new Uint8Array(), isDamaged: true };
  return withoutContent(localHeader(damaged)).equals(withoutContent(header)) ? damaged : undefined;
}

/** A header without what depends on the content: its checksum and its size. */
function withoutContent(header: Buffer): Buffer {
  return Buffer.from(header).fill(0, 14, 18).fill(0, 22, 26);
}

function contentOf(packed: Buffer, method: number, size: number): Uint8Array | undefined {
  if (method === STORED) return packed;
  if (method !== DEFLATED) return undefined;
  try {
    // No more than was announced: a small file that unpacks to a huge one ends here.
    const opened = inflateRawSync(packed, { maxOutputLength: Math.max(size, 1), info: true }) as unknown as {
      readonly buffer: Buffer;
      readonly engine: { readonly bytesWritten: number };
    };
    return opened.engine.bytesWritten === packed.length ? opened.buffer : undefined;
  } catch {
    return undefined;
  }
}

function archiveOf(entries: readonly Entry[], broken: readonly string[]): Archive {
  const files = new Map<string, Uint8Array>();
  // Windows and macOS unpack names that differ only in case into one file.
  const folded = new Set<string>();
  const problems: string[] = [];
  for (const { name, content, isDamaged } of entries) {
    if (isDamaged) problems.push(`${name} cannot be unpacked to what its header says.`);
    if (folded.has(name.toLowerCase())) problems.push(`${name} is in it twice.`);
    if (!isPlain(name)) problems.push(`${name} is a name that may lead out of the folder that it is unpacked to.`);
    folded.add(name.toLowerCase());
    files.set(name, content);
  }
  return { files, isWhole: broken.length === 0, problems: [...problems, ...broken] };
}

/** A path of plain names, as evidence has them: no `..`, no drive, nothing that a system reads as something else. */
function isPlain(name: string): boolean {
  return name.split('/').every((part) => /^[\w-][\w.-]*$/.test(part) && !part.endsWith('.'));
}

function tooLarge(path: string): string {
  return `${path} is larger than evidence is (1 GB unpacked, 512 MB a file), so that not all of it was looked at.`;
}

function otherwise(path: string, at: number): string {
  return `From its octet ${at} on, ${path} is not as "sf cert health --evidence" packs it: it was changed, cut, or packed anew by another program. What lies there was not looked at.`;
}

import { inflateRawSync } from 'node:zlib';

/** How much of an archive is opened at most. */
export interface ZipLimits {
  readonly entries: number;
  /** Octets of one entry. */
  readonly largest: number;
  /** Octets of all entries together. */
  readonly all: number;
}

/** A static resource has at most 5 MB. */
const usualLimits: ZipLimits = { entries: 5000, largest: 4 * 1024 * 1024, all: 32 * 1024 * 1024 };

/** What is in an archive, as far as it was opened. */
export interface ZipEntries {
  readonly entries: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** Entries that were left out: too large, encrypted, damaged, or compressed in a way that nobody uses. */
  readonly unopened: number;
}

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

/** Opens a ZIP archive by its directory (PKWARE APPNOTE 6.3, sections 4.3.12 and 4.3.16). Never throws for its content. */
export function zipEntries(bytes: Uint8Array, limits = usualLimits): ZipEntries {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: { name: string; bytes: Uint8Array }[] = [];
  let unopened = 0;
  let room = limits.all;
  try {
    const end = endOfDirectory(view);
    let at = view.getUint32(end + 16, true);
    const count = view.getUint16(end + 10, true);
    for (let entry = 0; entry < count; entry++) {
      if (view.getUint32(at, true) !== 0x02014b50) throw new RangeError('no entry');
      const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
      const [packed, size] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
      const nameLength = view.getUint16(at + 28, true);
      const name = decoder.decode(bytes.subarray(at + 46, at + 46 + nameLength));
      const local = view.getUint32(at + 42, true);
      at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
      if (size === 0) continue;
      const isReadable = (flags & 1) === 0 && size <= limits.largest && size <= room && entries.length < limits.entries;
      const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
      const content = isReadable ? opened(bytes.subarray(start, start + packed), method, limits.largest) : undefined;
      if (content) entries.push({ name, bytes: content });
      else unopened++;
      room -= content?.length ?? 0;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    unopened++;
  }
  return { entries, unopened };
}

const decoder = new TextDecoder();

/** It stands last, before a comment of at most 65,535 octets. */
function endOfDirectory(view: DataView): number {
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - 0xffff); at--) {
    if (view.getUint32(at, true) === 0x06054b50) return at;
  }
  throw new RangeError('no directory');
}

function opened(packed: Uint8Array, method: number, largest: number): Uint8Array | undefined {
  if (method === 0) return packed;
  if (method !== 8) return undefined;
  try {
    return inflateRawSync(packed, { maxOutputLength: largest });
  } catch {
    return undefined;
  }
}

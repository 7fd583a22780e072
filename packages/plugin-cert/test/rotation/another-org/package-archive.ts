import { crc32, deflateRawSync } from 'node:zlib';
import { strFromU8, unzipSync } from 'fflate';
import type { ArchiveStyle } from './quirks.ts';

export function readArchive(bytes: Uint8Array): Map<string, string> {
  return new Map(Object.entries(unzipSync(bytes)).map(([path, content]) => [path, strFromU8(content)]));
}

/** An archive of files by their paths (PKWARE APPNOTE 6.3). */
export function writeArchive(files: ReadonlyMap<string, string>, style: ArchiveStyle): Buffer {
  const named = [...files].map(([path, text]): [string, Buffer] => [
    style.root ? `unpackaged/${path}` : path,
    Buffer.from(text),
  ]);
  const folders = style.folders
    ? [...new Set(named.flatMap(([path]) => (path.includes('/') ? [path.replace(/[^/]*$/, '')] : [])))]
    : [];
  const entries = [...folders.map((path): [string, Buffer] => [path, Buffer.alloc(0)]), ...named];
  if (style.reversed) entries.reverse();
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, content] of entries) {
    const isDeflated = style.deflated && content.length > 0;
    const packed = isDeflated ? deflateRawSync(content) : content;
    const isDescribed = style.descriptors && content.length > 0;
    const name = Buffer.from(path);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(0x0800 | (isDescribed ? 8 : 0), 2);
    head.writeUInt16LE(isDeflated ? 8 : 0, 4);
    head.writeUInt16LE(0x5d7c, 8);
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(crc32(content), 0);
    sizes.writeUInt32LE(packed.length, 4);
    sizes.writeUInt32LE(content.length, 8);
    head.writeUInt16LE(name.length, 22);
    const central = Buffer.from(head);
    sizes.copy(central, 10);
    if (!isDescribed) sizes.copy(head, 10);
    const local = Buffer.concat([
      Buffer.from('PK\u0003\u0004'),
      head,
      name,
      packed,
      ...(isDescribed ? [Buffer.from('PK\u0007\u0008'), sizes] : []),
    ]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), central, rest, name]));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

/** The fields that a compiled Java class declares. Source: Java Virtual Machine Specification, chapter 4. */
export interface ClassField {
  readonly name: string;
  /** Such as `Ljava/lang/String;`. */
  readonly descriptor: string;
  readonly isStatic: boolean;
}

/** Octets of a constant after its tag (JVMS table 4.4-A); Utf8 (1) tells its own length. */
const sizes: Readonly<Record<number, number>> = {
  3: 4, 4: 4, 5: 8, 6: 8, 7: 2, 8: 2, 9: 4, 10: 4, 11: 4, 12: 4, 15: 3, 16: 2, 17: 4, 18: 4, 19: 2, 20: 2,
}; // prettier-ignore

const STATIC = 0x0008;

/** @throws {Error} for what is no class file. */
export function classFields(bytes: Uint8Array): ClassField[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) !== 0xcafebabe) throw new Error('This is no Java class file.');
  const texts = new Map<number, string>();
  let at = 10;
  for (let index = 1; index < view.getUint16(8); index += 1) {
    const tag = view.getUint8(at);
    at += 1;
    if (tag === 1) {
      const length = view.getUint16(at);
      texts.set(index, new TextDecoder().decode(bytes.subarray(at + 2, at + 2 + length)));
      at += 2 + length;
      continue;
    }
    const size = sizes[tag];
    if (size === undefined) throw new Error(`A constant of the unknown kind ${tag} stands in the class file.`);
    at += size;
    // A long or a double takes two places of the table (JVMS section 4.4.5).
    if (tag === 5 || tag === 6) index += 1;
  }
  at += 6;
  at += 2 + 2 * view.getUint16(at);
  const count = view.getUint16(at);
  at += 2;
  return Array.from({ length: count }, () => {
    const [flags, name, descriptor] = [view.getUint16(at), view.getUint16(at + 2), view.getUint16(at + 4)];
    const attributes = view.getUint16(at + 6);
    at += 8;
    for (let left = attributes; left > 0; left -= 1) at += 6 + view.getUint32(at + 2);
    return { name: texts.get(name) ?? '', descriptor: texts.get(descriptor) ?? '', isStatic: (flags & STATIC) !== 0 };
  });
}

import type { KeystoreKind } from '@cert-health/core';
import { damaged } from './keystore.ts';
import type { OctetReader } from './octet-reader.ts';

/**
 * JCEKS writes a secret key as a serialized Java object, without its length: to find what stands behind it, it has to be
 * walked. Nothing of it is kept, and no class is loaded.
 *
 * @source Java Object Serialization Specification, section 6.4
 */
export function skipJavaObject(reader: OctetReader, kind: KeystoreKind): void {
  if (reader.integer() !== streamHeader) throw damaged(kind, 'a secret key in it is no serialized object');
  new JavaObjects(reader, kind).content(0);
}

/** Magic ACED and version 5. */
const streamHeader = 0xaced0005;

const code = {
  null: 0x70,
  reference: 0x71,
  classDescription: 0x72,
  object: 0x73,
  string: 0x74,
  array: 0x75,
  class: 0x76,
  blockData: 0x77,
  endOfBlock: 0x78,
  blockDataLong: 0x7a,
  longString: 0x7c,
  enumeration: 0x7e,
} as const;

/** First handle that a reference may name. */
const firstHandle = 0x7e0000;
const maxDepth = 32;
/** Things in one object that are followed: a sealed key has some ten. */
const maxContents = 10_000;

/** Octets of fields that are numbers. */
const widths: Readonly<Record<string, number>> = { B: 1, C: 2, D: 8, F: 4, I: 4, J: 8, S: 2, Z: 1 };

interface ClassDescription {
  readonly name: string;
  readonly flags: number;
  /** Types of its fields, by their letter. */
  readonly fields: readonly string[];
  readonly parent: ClassDescription | undefined;
}

class JavaObjects {
  readonly #reader: OctetReader;
  readonly #kind: KeystoreKind;
  /** Classes by their handles; undefined for what is no class. */
  readonly #handles: (ClassDescription | undefined)[] = [];
  #contents = 0;

  constructor(reader: OctetReader, kind: KeystoreKind) {
    this.#reader = reader;
    this.#kind = kind;
  }

  /** Steps over one thing; returns its code. */
  content(depth: number): number {
    if (depth > maxDepth || ++this.#contents > maxContents) throw this.#damaged();
    const type = this.#reader.octet();
    switch (type) {
      case code.null:
      case code.endOfBlock:
        break;
      case code.reference:
        this.#reader.skip(4);
        break;
      case code.string:
        this.#handles.push(undefined);
        this.#reader.skip(this.#reader.short());
        break;
      case code.longString:
        this.#handles.push(undefined);
        if (this.#reader.integer() !== 0) throw this.#damaged();
        this.#reader.skip(this.#reader.integer());
        break;
      case code.blockData:
        this.#reader.skip(this.#reader.octet());
        break;
      case code.blockDataLong:
        this.#reader.skip(this.#reader.integer());
        break;
      case code.classDescription:
        this.#newClass(depth);
        break;
      case code.class:
        this.#class(depth);
        this.#handles.push(undefined);
        break;
      case code.object:
        this.#object(depth);
        break;
      case code.array:
        this.#array(depth);
        break;
      case code.enumeration:
        this.#class(depth);
        this.#handles.push(undefined);
        this.content(depth + 1);
        break;
      default:
        throw this.#damaged();
    }
    return type;
  }

  #class(depth: number): ClassDescription | undefined {
    if (depth > maxDepth || ++this.#contents > maxContents) throw this.#damaged();
    const type = this.#reader.octet();
    if (type === code.null) return undefined;
    if (type === code.classDescription) return this.#newClass(depth);
    const known = type === code.reference ? this.#handles[this.#reader.integer() - firstHandle] : undefined;
    if (known === undefined) throw this.#damaged();
    return known;
  }

  #newClass(depth: number): ClassDescription {
    const name = this.#reader.text() ?? '';
    this.#reader.skip(8); // serialVersionUID
    const handle = this.#handles.push(undefined) - 1;
    const flags = this.#reader.octet();
    const fields: string[] = [];
    for (let left = this.#reader.short(); left > 0; left--) {
      const type = String.fromCharCode(this.#reader.octet());
      this.#reader.skip(this.#reader.short());
      if (type === '[' || type === 'L') this.content(depth + 1);
      fields.push(type);
    }
    this.#annotation(depth);
    const made = { name, flags, fields, parent: this.#class(depth + 1) };
    this.#handles[handle] = made;
    return made;
  }

  #object(depth: number): void {
    const description = this.#class(depth + 1);
    this.#handles.push(undefined);
    const lineage: ClassDescription[] = [];
    for (let one = description; one !== undefined; one = one.parent) lineage.unshift(one);
    for (const { flags, fields } of lineage) {
      // Externalizable, by a class's own rules: only its blocks can be stepped over.
      if (flags & 0x04 && !(flags & 0x08)) throw this.#damaged();
      if (flags & 0x02) for (const type of fields) this.#value(type, depth);
      if (flags & 0x09) this.#annotation(depth);
    }
  }

  #array(depth: number): void {
    const type = this.#class(depth + 1)?.name[1];
    this.#handles.push(undefined);
    const length = this.#reader.integer();
    const width = widths[type ?? ''];
    if (width !== undefined) this.#reader.skip(width * length);
    else for (let left = length; left > 0; left--) this.content(depth + 1);
  }

  #value(type: string, depth: number): void {
    const width = widths[type];
    if (width === undefined) this.content(depth + 1);
    else this.#reader.skip(width);
  }

  /** What a class writes of its own, up to its end mark. */
  #annotation(depth: number): void {
    while (this.content(depth + 1) !== code.endOfBlock);
  }

  #damaged(): Error {
    return damaged(this.#kind, 'a secret key in it is written in a way that cannot be followed');
  }
}

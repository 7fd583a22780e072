import type { ApexType } from '../types/type.ts';

/** A Double: a number that is no Integer. */
export class Double {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

export class Blob {
  readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

/** One of the values of an enum of the program or of the library. */
export class EnumValue {
  readonly type: ApexType;
  readonly name: string;
  readonly ordinal: number;
  constructor(type: ApexType, name: string, ordinal: number) {
    this.type = type;
    this.name = name;
    this.ordinal = ordinal;
  }
}

/** An instance of a type of the library, which extends this class. */
export abstract class PlatformObject {
  /** Canonical name of its type. */
  abstract readonly typeName: string;

  /** Canonical names of what it is besides. */
  get ancestors(): readonly string[] {
    return [];
  }

  /** What it is compared by: itself, or for a type whose instances are equal by content a text that holds all of it. */
  identity(): unknown {
    return this;
  }

  /** As String.valueOf writes it. */
  text(): string {
    return `${this.typeName}[]`;
  }
}

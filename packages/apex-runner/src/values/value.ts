import type { ApexType } from '../types/type.ts';
import type { Decimal } from './decimal.ts';
import type { Blob, Double, EnumValue, PlatformObject } from './scalar.ts';
import type { ApexDate, ApexDatetime, ApexTime } from './time.ts';

/**
 * A value at run time. Each kind has a representation of its own, so that what hides behind `Object` is known:
 * Integer is a number, Long a bigint, String and Id (always of 18 characters) a string.
 */
export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | Double
  | Decimal
  | ApexDate
  | ApexDatetime
  | ApexTime
  | Blob
  | ApexList
  | ApexSet
  | ApexMap
  | RecordValue
  | ApexObject
  | EnumValue
  | PlatformObject;

export class ApexList {
  readonly of: ApexType;
  items: Value[];
  constructor(of: ApexType, items: Value[] = []) {
    this.of = of;
    this.items = items;
  }
}

/** Members in the order in which they came in. Keys are those of key.ts. */
export class ApexSet {
  readonly of: ApexType;
  readonly members = new Map<unknown, Value>();
  constructor(of: ApexType) {
    this.of = of;
  }
}

export class ApexMap {
  readonly key: ApexType;
  readonly value: ApexType;
  readonly entries = new Map<unknown, { readonly key: Value; value: Value }>();
  constructor(key: ApexType, value: ApexType) {
    this.key = key;
    this.value = value;
  }
}

/** An SObject: fields that are set, by API name as the schema spells it; parents and children by relationship name. */
export class RecordValue {
  readonly object: string;
  readonly fields: Map<string, Value>;
  /** Fields that may be read without an error: of a queried record those that were asked for; undefined: all. */
  readonly queried: ReadonlySet<string> | undefined;
  constructor(object: string, fields = new Map<string, Value>(), queried?: ReadonlySet<string>) {
    this.object = object;
    this.fields = fields;
    this.queried = queried;
  }
}

/** What is known of a class of the program at run time. */
export interface ClassInfo {
  /** `Outer.Inner`, spelt as declared. */
  readonly name: string;
  readonly type: ApexType;
  readonly superclass: ClassInfo | undefined;
  /** Canonical name of the built-in class that it extends in the end (`Exception`), or interfaces of the library and the program. */
  readonly ancestors: ReadonlySet<string>;
  /** Instance fields and automatic properties, inherited ones first. `transient` ones are left out of JSON. */
  readonly fields: readonly { readonly name: string; readonly type: ApexType; readonly isTransient: boolean }[];
  /** Of an enum: its values in order. */
  readonly values?: readonly EnumValue[] | undefined;
  /** Makes an instance with its initial values, without running a constructor (as JSON.deserialize does). */
  allocate(): ApexObject;
  /** Makes an instance by the constructor without parameters. */
  create(): ApexObject;
}

/** An instance of a class of the program. Fields are own properties named `$` and the field's name. */
export class ApexObject {
  readonly info: ClassInfo;
  [field: `$${string}`]: Value;
  constructor(info: ClassInfo) {
    this.info = info;
  }
}

/** An exception: of a class of the program that extends Exception, or of a built-in class (then `info` has its name). */
export class ExceptionObject extends ApexObject {
  message: string | null = null;
  cause: ExceptionObject | null = null;
  /** Apex frames, innermost first: `Class.Name.method: line 3, column 1`. */
  stack: readonly string[] = [];
  /** Of a DmlException: what was refused, in the order of the records. */
  rows: readonly DmlRow[] = [];
}

export interface DmlRow {
  readonly index: number;
  readonly id: string | null;
  readonly statusCode: string;
  readonly message: string;
  readonly fields: readonly string[];
}

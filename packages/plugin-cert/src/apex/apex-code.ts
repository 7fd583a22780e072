import { withHarmlessQuotes } from '@cert-health/core';
import { ApexSyntaxProblem, baseName, parseApex } from './syntax/parse.ts';
import type { Field, Method, TypeDeclaration, TypeName } from './syntax/model.ts';

export interface ApexSource {
  /** Ends in the name of the class, trigger or script and its extension: `classes/Foo.cls`. */
  readonly path: string;
  readonly source: string;
}

export interface ApexProblem {
  readonly path: string;
  readonly message: string;
}

/** All Apex at hand. Nothing is parsed before it is asked for, and nothing twice. */
export class ApexCode {
  readonly files: readonly ApexSource[];
  /** Of all files. */
  readonly characters: number;
  readonly problems: ApexProblem[] = [];
  readonly #classes = new Map<string, ApexSource>();
  readonly #parsed = new Map<ApexSource, TypeDeclaration | undefined>();
  readonly #ancestries = new Map<TypeDeclaration, Ancestry>();

  constructor(files: Iterable<ApexSource>) {
    this.files = [...files];
    this.characters = this.files.reduce((sum, { source }) => sum + source.length, 0);
    for (const file of this.files) {
      const name = baseName(file.path).toLowerCase();
      if (/\.cls$/i.test(file.path) && !this.#classes.has(name)) this.#classes.set(name, file);
    }
  }

  /** The outermost type of a file; undefined when it does not parse, which becomes a problem. */
  parse(file: ApexSource): TypeDeclaration | undefined {
    if (!this.#parsed.has(file)) this.#parsed.set(file, this.#read(file));
    return this.#parsed.get(file);
  }

  /** Does work on the code of a file; code that cannot be followed becomes a problem. */
  attempt(path: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.problems.push({ path, message: problemSentence(path, error) });
    }
  }

  /** The declaration a type name means where it is written; undefined for the platform's own types. */
  findType(name: string, from: TypeDeclaration): TypeDeclaration | undefined {
    return this.#findType(name, from, (scope, inner) => this.#findInner(scope, inner));
  }

  /** A class of the code, as a type name has it, that does not parse. */
  isBroken(name: string): boolean {
    const [first = '', second = ''] = name.toLowerCase().split('.');
    const file = this.#classes.get(first) ?? this.#classes.get(second);
    return file !== undefined && this.parse(file) === undefined;
  }

  /** What a type extends. Its name is never looked up in what it inherits, or the question would go in circles. */
  superType(type: TypeDeclaration): TypeDeclaration | undefined {
    if (!type.superType) return undefined;
    const { name } = type.superType;
    // The outer type may well inherit the one that an inner type extends.
    return type.outer ? this.findType(name, type.outer) : this.#findType(name, type, findOwnInner);
  }

  /** The type itself, then what it extends. */
  *lineage(type: TypeDeclaration): Generator<TypeDeclaration> {
    const seen = new Set<TypeDeclaration>();
    for (let at: TypeDeclaration | undefined = type; at && !seen.has(at); at = this.superType(at)) {
      seen.add(at);
      yield at;
    }
  }

  /** The type itself and everything it extends and implements, nearest first, and what of that is not in the code. */
  ancestry(type: TypeDeclaration): Ancestry {
    let known = this.#ancestries.get(type);
    if (!known) this.#ancestries.set(type, (known = this.#ancestry(type)));
    return known;
  }

  findField(name: string, type: TypeDeclaration): OwnedField | undefined {
    for (const owner of this.lineage(type)) {
      const field = owner.fields.find((candidate) => is(candidate.name, name));
      if (field) return { field, owner };
    }
    return undefined;
  }

  /** All overloads that take so many arguments, inherited ones too; one that is overridden is not among them. */
  findMethods(name: string, arity: number, type: TypeDeclaration): OwnedMethod[] {
    const found = new Map<string, OwnedMethod>();
    for (const owner of this.ancestry(type).types) {
      for (const method of owner.methods) {
        if (method.isConstructor || !is(method.name, name) || method.parameters.length !== arity) continue;
        const signature = signatureOf(method);
        if (!found.has(signature)) found.set(signature, { method, owner });
      }
    }
    return [...found.values()];
  }

  #ancestry(type: TypeDeclaration): Ancestry {
    const types = new Set(this.lineage(type));
    const foreign: string[] = [];
    // A set that grows is gone through to its new end.
    for (const at of types) {
      if (at.superType && !this.superType(at)) foreign.push(at.superType.name);
      for (const { name } of at.interfaces) {
        const found = this.findType(name, at);
        if (found) types.add(found);
        else foreign.push(name);
      }
    }
    return { types: [...types], foreign };
  }

  #findType(name: string, from: TypeDeclaration, findInner: FindInner): TypeDeclaration | undefined {
    const [first = '', ...rest] = name.split('.');
    for (let scope: TypeDeclaration | undefined = from; scope; scope = scope.outer) {
      const found = is(scope.name, first) ? scope : findInner(scope, first);
      if (found) return descend(found, rest);
    }
    const file = this.#classes.get(first.toLowerCase());
    if (file) return descend(this.parse(file), rest);
    // The package's own namespace may stand first; one of the platform's means the platform's class.
    if (PLATFORM_NAMESPACE.test(first)) return undefined;
    const unprefixed = this.#classes.get((rest[0] ?? '').toLowerCase());
    return unprefixed && descend(this.parse(unprefixed), rest.slice(1));
  }

  #findInner(type: TypeDeclaration, name: string): TypeDeclaration | undefined {
    for (const owner of this.lineage(type)) {
      const found = findOwnInner(owner, name);
      if (found) return found;
    }
    return undefined;
  }

  #read(file: ApexSource): TypeDeclaration | undefined {
    let type: TypeDeclaration | undefined;
    this.attempt(file.path, () => (type = parseApex(file.path, file.source)));
    return type;
  }
}

const PLATFORM_NAMESPACE = /^(?:System|Schema|Auth|ConnectApi|DataSource|Database|Dom|Messaging|Metadata|Test)$/i;

type FindInner = (type: TypeDeclaration, name: string) => TypeDeclaration | undefined;

export interface Ancestry {
  readonly types: readonly TypeDeclaration[];
  /** Names of superclasses and interfaces of the platform, of packages, or of code that does not parse. */
  readonly foreign: readonly string[];
}

export interface OwnedField {
  readonly field: Field;
  readonly owner: TypeDeclaration;
}

export interface OwnedMethod {
  readonly method: Method;
  readonly owner: TypeDeclaration;
}

/** Apex names are compared without regard to case. */
export function is(name: string, other: string): boolean {
  return name.length === other.length && name.toLowerCase() === other.toLowerCase();
}

export function isType(type: TypeName | undefined, name: string): boolean {
  return type !== undefined && is(type.name.replace(/^System\./i, ''), name.replace(/^System\./, ''));
}

/** What tells overloads apart. */
export function signatureOf({ parameters }: Method): string {
  return parameters.map(({ type }) => textOf(type).toLowerCase()).join();
}

/** An inner type may be named with its outer one and without. */
function textOf({ name, arguments: given }: TypeName): string {
  const last = name.split('.').at(-1) ?? '';
  return given.length === 0 ? last : `${last}<${given.map(textOf).join()}>`;
}

function findOwnInner(type: TypeDeclaration, name: string): TypeDeclaration | undefined {
  return type.inner.find((inner) => is(inner.name, name));
}

function descend(type: TypeDeclaration | undefined, path: readonly string[]): TypeDeclaration | undefined {
  let at = type;
  for (const name of path) at = at?.inner.find((inner) => is(inner.name, name));
  return at;
}

function problemSentence(path: string, error: unknown): string {
  const todo = 'so certificates it names are not listed';
  if (error instanceof ApexSyntaxProblem) {
    // A list of all tokens that would have been fine here helps nobody.
    const reason = withHarmlessQuotes(error.message.replace(/ expecting \{.*$/s, ''));
    const where = `${error.line}:${error.column}`;
    return `${path} is not valid Apex at ${where} (${reason}), ${todo}: correct it or look through it yourself.`;
  }
  // The stack of the parser is used up.
  if (error instanceof RangeError) return `${path} is nested too deeply, ${todo}: look through it yourself.`;
  throw error;
}

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

  /** What a type extends. Its name is never looked up in what it inherits, or the question would go in circles. */
  superType(type: TypeDeclaration): TypeDeclaration | undefined {
    return type.superType && this.#findType(type.superType.name, type.outer ?? type, findOwnInner);
  }

  /** The type itself, then what it extends. */
  *lineage(type: TypeDeclaration): Generator<TypeDeclaration> {
    const seen = new Set<TypeDeclaration>();
    for (let at: TypeDeclaration | undefined = type; at && !seen.has(at); at = this.superType(at)) {
      seen.add(at);
      yield at;
    }
  }

  findField(name: string, type: TypeDeclaration): OwnedField | undefined {
    for (const owner of this.lineage(type)) {
      const field = owner.fields.find((candidate) => is(candidate.name, name));
      if (field) return { field, owner };
    }
    return undefined;
  }

  /** All overloads that take so many arguments, of the nearest type that has any. */
  findMethods(name: string, arity: number, type: TypeDeclaration): OwnedMethod[] {
    for (const owner of this.lineage(type)) {
      const methods = owner.methods.filter(
        (method) => !method.isConstructor && is(method.name, name) && method.parameters.length === arity,
      );
      if (methods.length > 0) return methods.map((method) => ({ method, owner }));
    }
    return [];
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
    const reason = error.message.replace(/ expecting \{.*$/s, '');
    const where = `${error.line}:${error.column}`;
    return `${path} is not valid Apex at ${where} (${reason}), ${todo}: correct it or look through it yourself.`;
  }
  // The stack of the parser is used up.
  if (error instanceof RangeError) return `${path} is nested too deeply, ${todo}: look through it yourself.`;
  throw error;
}

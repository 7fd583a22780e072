import type { Filler } from '@cert-health/core';
import type { ApexCode } from './apex-code.ts';
import { is } from './apex-code.ts';
import { isTestCode } from './possible-name.ts';
import { blankCommentsAndStrings } from './prefilter.ts';
import { GAP, outermost, withInner } from './search.ts';
import type { FoundTypes } from './search.ts';
import type { Field, Method, TypeDeclaration, TypeName } from './syntax/model.ts';
import { methodsAt, typeOf } from './type-of.ts';
import type { Usage } from './usage.ts';

/** What the platform's interfaces and superclasses have it call; of any other foreign one it may be every method. */
const CALLED_BY_PLATFORM: Readonly<Record<string, readonly string[]>> = {
  comparable: ['compareTo'],
  comparator: ['compare'],
  'database.allowscallouts': [],
  'database.batchable': ['start', 'execute', 'finish'],
  'database.raisesplatformevents': [],
  'database.stateful': [],
  exception: [],
  finalizer: ['execute'],
  httpcalloutmock: ['respond'],
  iterable: ['iterator'],
  iterator: ['hasNext', 'next'],
  queueable: ['execute'],
  schedulable: ['execute'],
};

const MAKES_OBJECTS = /^(?:deserialize|deserializeStrict|readValueAs|readValueAsStrict)$/i;
const MAKES_OBJECTS_OF = /\b(?:deserialize|readValueAs)(?:Strict)?\s*\(/gi;
const TYPE = /\.\s*class\b/i;
/** Nothing but a test: the file's own class is marked as one. */
const OF_TESTS = /^[^{]*@\s*IsTest\b/i;

/** Who gives values to fields and parameters without a line of code that says so. */
export class Outside {
  readonly #code: ApexCode;
  readonly #usage: Usage;
  readonly #filled = new Map<TypeDeclaration, Filler | undefined>();
  #makesAnyType: boolean | undefined;

  constructor(code: ApexCode, usage: Usage) {
    this.#code = code;
    this.#usage = usage;
  }

  /** Who else may fill a field; undefined: the code's own assignments are all. */
  fillerOf(field: Field, owner: TypeDeclaration): Filler | undefined {
    if (field.isReadOnly || (field.isFinal && (field.value !== undefined || field.isStatic))) return undefined;
    if (field.openTo) return field.openTo;
    // Pages set whatever property they can see, of their controller and of all objects that it shows.
    // unverified: that they set no field that is not a property.
    if (field.isSettable && !owner.isTest) return 'page';
    if (field.isStatic || owner.kind !== 'class') return undefined;
    if (!this.#filled.has(owner)) this.#filled.set(owner, this.#fillerOfObjects(owner));
    return this.#filled.get(owner);
  }

  /** Whether something else than the code calls a method, with arguments of its own. */
  calls(method: Method, owner: TypeDeclaration): boolean {
    if (method.isEntryPoint) return true;
    if (method.isConstructor || method.isPrivate || method.isStatic) return false;
    const { types, complete } = this.#usage.hierarchy.below(owner);
    const foreign = [owner, ...types].flatMap((type) => this.#code.ancestry(type).foreign);
    return !complete || isSetterForPages(method, owner) || foreign.some((name) => mayCall(name, method));
  }

  /**
   * Objects made of JSON, and those that callers send, have their fields filled, private ones too: those of the class
   * itself, of a subclass, or of a class that holds such objects.
   *
   * unverified: that private and final fields are filled, as answers of developers say; the reference does not.
   */
  #fillerOfObjects(owner: TypeDeclaration): Filler | undefined {
    const ofAnyType = (this.#makesAnyType ??= this.#leavesTypeOpen());
    const held = new Set([owner]);
    // A set that grows is gone through to its new end.
    for (const type of held) {
      const below = this.#usage.hierarchy.below(type);
      below.types.forEach((one) => held.add(one));
      const { types, complete } = this.#mentioning(type);
      if (!complete || !below.complete) return 'json';
      for (const other of types.flatMap(withInner).filter(({ isTest }) => !isTest)) {
        const holds = (name: TypeName): boolean => this.#mentions(name, type, other);
        if (other.fields.some((field) => holds(field.type))) held.add(other);
        const sent = other.methods.some(
          ({ takesObjects, isTest, parameters }) =>
            takesObjects && !isTest && parameters.some(({ type: given }) => holds(given)),
        );
        if (sent) return 'service';
      }
      if (types.some((other) => this.#makesObjects(other, type, ofAnyType))) return 'json';
    }
    return undefined;
  }

  /**
   * `JSON.deserialize(text, Foo.class)`, the same given to code of a package, and where some code leaves the class open: any
   * class that is handed around or cast to.
   */
  #makesObjects(where: TypeDeclaration, type: TypeDeclaration, ofAnyType: boolean): boolean {
    const { types, casts } = this.#usage.of(where);
    const named = types.some(({ expression, scope, whole }) => {
      if (isTestCode(scope) || !this.#mentions(expression.type, type, scope.type)) return false;
      if (typeof whole !== 'object' || whole.kind !== 'call') return ofAnyType;
      // `Foo.class.getName()`
      if (whole.target === expression) return false;
      return ofAnyType || MAKES_OBJECTS.test(whole.name) || methodsAt(whole, scope, this.#code).length === 0;
    });
    if (named) return true;
    return casts.some(({ expression: { type: made, value }, scope }) => {
      if (isTestCode(scope) || !this.#mentions(made, type, scope.type)) return false;
      if (value.kind === 'call' && is(value.name, 'newInstance')) return false;
      const from = typeOf(value, scope, this.#code)?.type.name;
      return from === undefined || (ofAnyType && is(from, 'Object'));
    });
  }

  /** Types in whose file a type may be named: an inner one is named with its outer one elsewhere. */
  #mentioning(type: TypeDeclaration): FoundTypes {
    const { outer, name } = type;
    if (!outer) return this.#usage.search.typesWith(type, name);
    const elsewhere = this.#usage.search.typesWith(type, name, {
      pattern: `\\b${outer.name}${GAP}\\.${GAP}${name}\\b`,
    });
    const heirs = this.#usage.hierarchy.below(outer);
    return {
      types: [...new Set([...elsewhere.types, ...heirs.types.map(outermost)])],
      complete: elsewhere.complete && heirs.complete,
    };
  }

  #mentions({ name, arguments: given }: TypeName, type: TypeDeclaration, from: TypeDeclaration): boolean {
    return this.#code.findType(name, from) === type || given.some((argument) => this.#mentions(argument, type, from));
  }

  /** Whether some code makes objects of JSON of a class that it does not name. */
  #leavesTypeOpen(): boolean {
    const files = this.#usage.search.filesWith('\\b(?:deserialize|readValueAs)(?:Strict)?\\b');
    if (!files) return true;
    return files.some(({ source }) => {
      const code = blankCommentsAndStrings(source);
      return !OF_TESTS.test(code) && argumentsOf(code, MAKES_OBJECTS_OF).some((given) => !TYPE.test(given));
    });
  }
}

/** What stands between the parentheses of each call. */
function argumentsOf(code: string, call: RegExp): string[] {
  return [...code.matchAll(call)].map((match) => {
    const start = match.index + match[0].length;
    let end = start;
    for (let depth = 1; depth > 0 && end < code.length; end++) {
      if (code[end] === '(') depth++;
      else if (code[end] === ')') depth--;
    }
    return code.slice(start, end);
  });
}

/** `setChosen(String)` beside `getChosen()`: a property of the old kind, which pages set too. */
function isSetterForPages(method: Method, { methods, isTest }: TypeDeclaration): boolean {
  const property = /^set(?=\w)/i.test(method.name) ? method.name.slice(3) : undefined;
  if (property === undefined || isTest || method.returns || method.parameters.length !== 1) return false;
  return methods.some(({ name, parameters }) => parameters.length === 0 && is(name, `get${property}`));
}

function mayCall(foreign: string, { name }: Method): boolean {
  const known = CALLED_BY_PLATFORM[foreign.toLowerCase().replace(/^system\./, '')];
  return known === undefined || known.some((called) => is(called, name));
}

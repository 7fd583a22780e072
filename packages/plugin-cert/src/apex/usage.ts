import type { ApexCode, ApexSource } from './apex-code.ts';
import { is } from './apex-code.ts';
import { followType } from './flow.ts';
import { blankCommentsAndStrings } from './prefilter.ts';
import type { Scope } from './scope.ts';
import type {
  AssignExpression,
  CallExpression,
  Field,
  Method,
  NewExpression,
  TypeDeclaration,
} from './syntax/model.ts';
import { fieldAt, methodsAt, ownerOf, typeName, typeOf } from './type-of.ts';

/** Where something is done in code. */
export interface Site<T> {
  readonly expression: T;
  readonly scope: Scope;
}

type Call = CallExpression | NewExpression;

interface Uses {
  readonly calls: readonly Site<Call>[];
  readonly assignments: readonly Site<AssignExpression>[];
}

/** Sites found; `complete` is false where there may be others that could not be told apart. */
export interface Found<T> {
  readonly sites: readonly Site<T>[];
  readonly complete: boolean;
}

/** Files parsed for one question, and for all; characters searched for all. Beyond, answers are incomplete, not slow. */
const BUDGET = { filesEach: 50, files: 400, characters: 3e9 };

/** White space and comments, as they may stand between any two words. */
const GAP = '(?:\\s|//[^\\n]*|/\\*(?:[^*]|\\*(?!/))*\\*/)*';

/** Who calls a method and who assigns a field, in all of the code; answered by parsing only files that mention it. */
export class Usage {
  readonly #code: ApexCode;
  readonly #uses = new Map<TypeDeclaration, Uses>();
  readonly #callers = new Map<Method, Found<Call>>();
  readonly #assignments = new Map<Field, Found<AssignExpression>>();
  #filesLeft = BUDGET.files;
  #charactersLeft = BUDGET.characters;

  constructor(code: ApexCode) {
    this.#code = code;
  }

  /** All calls and assignments of one outermost type. */
  of(type: TypeDeclaration): Uses {
    let uses = this.#uses.get(type);
    if (!uses) {
      const calls: Site<Call>[] = [];
      const assignments: Site<AssignExpression>[] = [];
      followType(type, (expression, scope) => {
        if (expression.kind === 'call' || expression.kind === 'new') calls.push({ expression, scope });
        else if (expression.kind === 'assign') assignments.push({ expression, scope });
      });
      this.#uses.set(type, (uses = { calls, assignments }));
    }
    return uses;
  }

  callersOf(method: Method, owner: TypeDeclaration): Found<Call> {
    const known = this.#callers.get(method);
    if (known) return known;
    const called = `\\b${method.name}${GAP}\\(`;
    const pattern = method.isConstructor ? `${called}|\\bextends\\b[^{]*\\b${method.name}\\b` : called;
    const { types, complete } = this.#typesWith(pattern, owner, method.isPrivate);
    const declarations: [Method, ...Method[]] = [method, ...this.#declaredAbove(method, owner)];
    let sure = complete;
    const sites = types.flatMap((type) =>
      this.of(type).calls.filter(({ expression, scope }) => {
        const reaches = this.#reaches(expression, scope, declarations, owner);
        if (reaches === 'unknown') sure = false;
        return reaches === 'yes';
      }),
    );
    const found = { sites, complete: sure };
    this.#callers.set(method, found);
    return found;
  }

  assignmentsOf(field: Field, owner: TypeDeclaration): Found<AssignExpression> {
    const known = this.#assignments.get(field);
    if (known) return known;
    const own = field.isPrivate || field.isFinal;
    const { types, complete } = this.#typesWith(`\\b${field.name}${GAP}=(?!=)`, owner, own);
    const sites = types.flatMap((type) =>
      this.of(type).assignments.filter(
        ({ expression, scope }) => fieldAt(expression.target, scope, this.#code)?.field === field,
      ),
    );
    const found = { sites, complete };
    this.#assignments.set(field, found);
    return found;
  }

  /** The owner's own file, and unless `own` is set every file in which the pattern occurs. */
  #typesWith(pattern: string, owner: TypeDeclaration, own: boolean): { types: TypeDeclaration[]; complete: boolean } {
    const home = outermost(owner);
    if (own) return { types: [home], complete: true };
    const files = this.#filesWith(pattern, home);
    const chosen = files?.slice(0, Math.min(BUDGET.filesEach, this.#filesLeft)) ?? [];
    this.#filesLeft -= chosen.length;
    const types = chosen.map((file) => this.#code.parse(file)).filter((type) => type !== undefined);
    return { types: [home, ...types], complete: types.length === files?.length };
  }

  /** Files other than the type's own in whose code the pattern occurs, first those that mention the type. */
  #filesWith(pattern: string, type: TypeDeclaration): ApexSource[] | undefined {
    const mentions = new RegExp(pattern, 'i');
    const mentionsType = new RegExp(`\\b${type.name}\\b`, 'i');
    this.#charactersLeft -= this.#code.characters;
    if (this.#charactersLeft < 0) return undefined;
    const files = this.#code.files.filter(
      ({ path, source }) =>
        path !== type.file.path && mentions.test(source) && mentions.test(blankCommentsAndStrings(source)),
    );
    return [...new Set([...files.filter(({ source }) => mentionsType.test(source)), ...files])];
  }

  /** The same method as a superclass or interface of the code declares it: callers may know only that. */
  #declaredAbove(method: Method, owner: TypeDeclaration): Method[] {
    if (method.isConstructor) return [];
    const types = [...this.#code.lineage(owner)];
    const interfaces = types.flatMap((type) => type.interfaces.map(({ name }) => this.#code.findType(name, type)));
    return [...types.slice(1), ...interfaces.filter((type) => type !== undefined)].flatMap((type) =>
      type.methods.filter(
        (other) => is(other.name, method.name) && other.parameters.length === method.parameters.length,
      ),
    );
  }

  #reaches(
    call: Call,
    scope: Scope,
    [method, ...above]: readonly [Method, ...Method[]],
    owner: TypeDeclaration,
  ): 'yes' | 'no' | 'unknown' {
    if (call.arguments.length !== method.parameters.length) return 'no';
    if (call.kind === 'new') {
      if (!method.isConstructor || !is(call.type.name.split('.').at(-1) ?? '', method.name)) return 'no';
      return this.#code.findType(call.type.name, scope.type) === owner ? 'yes' : 'no';
    }
    if (method.isConstructor) {
      if (call.target || !scope.method?.isConstructor || scope.method === method) return 'no';
      const chained = is(call.name, 'super') ? this.#code.superType(scope.type) : is(call.name, 'this') && scope.type;
      return chained === owner ? 'yes' : 'no';
    }
    if (!is(call.name, method.name)) return 'no';
    const reached = methodsAt(call, scope, this.#code);
    if (reached.some((candidate) => candidate.method === method || above.includes(candidate.method))) return 'yes';
    const { target } = call;
    // What is left: a class of the platform or of another package, or a value whose type cannot be told.
    if (!target || typeName(target, scope, this.#code) || ownerOf(target, scope, this.#code)) return 'no';
    return typeOf(target, scope, this.#code) ? 'no' : 'unknown';
  }
}

export function outermost(type: TypeDeclaration): TypeDeclaration {
  return type.outer ? outermost(type.outer) : type;
}

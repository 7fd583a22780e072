import type { ApexCode, OwnedMethod } from './apex-code.ts';
import { is, signatureOf } from './apex-code.ts';
import { followType } from './flow.ts';
import type { Whole } from './flow.ts';
import { Hierarchy } from './hierarchy.ts';
import type { Scope } from './scope.ts';
import { GAP, Search } from './search.ts';
import type {
  AssignExpression,
  CallExpression,
  Expression,
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

/** Where a variable, field or property is mentioned, and as a part of what. */
export interface Mention extends Site<Expression & { readonly kind: 'name' | 'member' }> {
  readonly whole: Whole;
}

type Call = CallExpression | NewExpression;
type CastExpression = Expression & { readonly kind: 'cast' };
type TypeExpression = Expression & { readonly kind: 'type' };

interface Uses {
  readonly calls: readonly Site<Call>[];
  readonly assignments: readonly Site<AssignExpression>[];
  readonly mentions: readonly Mention[];
  readonly casts: readonly Site<CastExpression>[];
  /** Types handed around as values: `Foo.class`. */
  readonly types: readonly (Site<TypeExpression> & { readonly whole: Whole })[];
}

/** Sites found; `complete` is false where there may be others that could not be told apart. */
export interface Found<T> {
  readonly sites: readonly Site<T>[];
  readonly complete: boolean;
}

/** Who calls a method and who assigns a field, in all of the code; answered by parsing only files that mention it. */
export class Usage {
  readonly search: Search;
  readonly hierarchy: Hierarchy;
  readonly #code: ApexCode;
  readonly #uses = new Map<TypeDeclaration, Uses>();
  readonly #callers = new Map<Method, Found<Call>>();
  readonly #assignments = new Map<Field, Found<AssignExpression>>();

  constructor(code: ApexCode) {
    this.#code = code;
    this.search = new Search(code);
    this.hierarchy = new Hierarchy(code, this.search);
  }

  /** All calls, assignments and mentions of one outermost type. */
  of(type: TypeDeclaration): Uses {
    let uses = this.#uses.get(type);
    if (!uses) {
      const calls: Site<Call>[] = [];
      const assignments: Site<AssignExpression>[] = [];
      const mentions: Mention[] = [];
      const casts: Site<CastExpression>[] = [];
      const types: Uses['types'][number][] = [];
      followType(type, (expression, scope, whole) => {
        if (expression.kind === 'call' || expression.kind === 'new') calls.push({ expression, scope });
        else if (expression.kind === 'assign') assignments.push({ expression, scope });
        else if (expression.kind === 'name' || expression.kind === 'member')
          mentions.push({ expression, scope, whole });
        else if (expression.kind === 'cast') casts.push({ expression, scope });
        else if (expression.kind === 'type') types.push({ expression, scope, whole });
      });
      this.#uses.set(type, (uses = { calls, assignments, mentions, casts, types }));
    }
    return uses;
  }

  callersOf(method: Method, owner: TypeDeclaration): Found<Call> {
    const known = this.#callers.get(method);
    if (known) return known;
    const called = `\\b${method.name}${GAP}\\(`;
    const pattern = method.isConstructor ? `${called}|\\bextends\\b[^{]*\\b${method.name}\\b` : called;
    const named = this.#namesFor(method, owner);
    const { types, complete } = this.search.typesWith(owner, method.name, { pattern, own: method.isPrivate, named });
    const alike = this.#alike(method, owner);
    let sure = complete && alike.complete;
    const sites = types.flatMap((type) =>
      this.of(type).calls.filter(({ expression, scope }) => {
        const reaches = this.#reaches(expression, scope, { method, owner }, alike.methods);
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
    const named = this.#namesFor(field, owner);
    const pattern = `\\b${field.name}${GAP}\\+?=(?!=)`;
    const { types, complete } = this.search.typesWith(owner, field.name, { pattern, own, named });
    let sure = complete;
    const sites = types.flatMap((type) =>
      this.of(type).assignments.filter(({ expression: { target }, scope }) => {
        const set = fieldAt(target, scope, this.#code);
        if (set) return set.field === field;
        if (target.kind === 'member' && is(target.name, field.name) && this.#isUnknown(target.target, scope))
          sure = false;
        return false;
      }),
    );
    const found = { sites, complete: sure };
    this.#assignments.set(field, found);
    return found;
  }

  /** The classes by whose name a static member is reached; none for other members. */
  #namesFor({ isStatic }: Pick<Method, 'isStatic'>, owner: TypeDeclaration): string[] {
    return isStatic ? [owner, ...this.hierarchy.below(owner).types].map(({ name }) => name) : [];
  }

  /**
   * The same method as a superclass or interface declares it: callers may know only that. The interface may be one of a
   * subclass that inherits the method.
   */
  #alike(method: Method, owner: TypeDeclaration): { readonly methods: readonly Method[]; readonly complete: boolean } {
    if (method.isConstructor || method.isStatic || method.isPrivate) return { methods: [], complete: true };
    const { types: below, complete } = this.hierarchy.below(owner);
    const signature = signatureOf(method);
    const types = new Set([owner, ...below].flatMap((type) => this.#code.ancestry(type).types));
    const methods = [...types]
      .filter((type) => type !== owner && !below.some((one) => one === type && one.kind === 'class'))
      .flatMap((type) => type.methods)
      .filter((other) => is(other.name, method.name) && signatureOf(other) === signature);
    return { methods, complete };
  }

  #reaches(
    call: Call,
    scope: Scope,
    { method, owner }: OwnedMethod,
    alike: readonly Method[],
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
    const { target } = call;
    const named = methodsAt(call, scope, this.#code).map((candidate) => candidate.method);
    if (named.includes(method)) return 'yes';
    if (target?.kind !== 'super' && named.some((candidate) => alike.includes(candidate))) return 'yes';
    if (!target) return 'no';
    if (this.#isUnknown(target, scope)) return 'unknown';
    // What the code knows by an interface of the platform only: Callable.
    const type = typeOf(target, scope, this.#code)?.type.name ?? '';
    return this.#code.ancestry(owner).foreign.some((foreign) => is(foreign, type)) ? 'yes' : 'no';
  }

  /** A value that may be of any class of the code: its type cannot be told, or is declared in code that does not parse. */
  #isUnknown(holder: Expression, scope: Scope): boolean {
    if (ownerOf(holder, scope, this.#code)) return false;
    const name = typeName(holder, scope, this.#code) ?? typeOf(holder, scope, this.#code)?.type.name;
    return name === undefined || this.#code.isBroken(name);
  }
}

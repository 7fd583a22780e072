import type { ApexCode } from './apex-code.ts';
import { is } from './apex-code.ts';
import { returnedFrom } from './flow.ts';
import type { Outside } from './outside.ts';
import { isTestCode, qualified } from './possible-name.ts';
import { findLocal, insideCall, NO_LOCALS } from './scope.ts';
import type { Local, LocalValue, Scope } from './scope.ts';
import { outermost } from './search.ts';
import type { CallExpression, Expression, Method, NewExpression, TypeDeclaration } from './syntax/model.ts';
import { fieldAt, methodsAt, ownerOf, typeName, typeOf } from './type-of.ts';
import type { Mention, Usage } from './usage.ts';

/** What is put into a list, set or map: with its key, where it is a map's. */
export interface Entry {
  readonly key?: Expression;
  readonly value: Expression;
  readonly scope: Scope;
}

export interface Contents {
  readonly entries: readonly Entry[];
  /** There may be more in it than what is put into it where it can be seen. */
  readonly open: boolean;
  /** The variable it came through. */
  readonly via?: string;
}

const DEEPEST = 6;
const ADDS = /^(?:put|add|set)$/i;
const ADDS_ALL = /^(?:putAll|addAll)$/i;

/** Follows lists, sets and maps from where an element is read to everything that is put into them. */
export class CollectionTrace {
  readonly #code: ApexCode;
  readonly #usage: Usage;
  readonly #outside: Outside;
  readonly #entries: Entry[] = [];
  /** Fields and methods being followed: to meet one again adds nothing. */
  readonly #seen = new Set<object>();
  /** Variables and parameters whose mentions were looked at, by the method or type that they belong to. */
  readonly #looked = new Map<object, Set<string>>();
  #open = false;
  #via: string | undefined;

  constructor(code: ApexCode, usage: Usage, outside: Outside) {
    this.#code = code;
    this.#usage = usage;
    this.#outside = outside;
  }

  of(expression: Expression, scope: Scope): Contents {
    this.#follow(expression, scope, 0);
    return { entries: this.#entries, open: this.#open, ...(this.#via && { via: this.#via }) };
  }

  #follow(expression: Expression, scope: Scope, depth: number): void {
    if (depth > DEEPEST) return this.#giveUp();
    const next = (value: Expression, at: Scope = scope): void => this.#follow(value, at, depth + 1);
    switch (expression.kind) {
      case 'null':
        return;
      case 'new':
        return this.#made(expression, scope, next);
      case 'cast':
      case 'assign':
        return next(expression.value);
      case 'choice':
        return expression.options.forEach((option) => next(option));
      case 'call':
        return this.#call(expression, scope, next);
      case 'name':
      case 'member': {
        const local = expression.kind === 'name' ? findLocal(scope, expression.name) : undefined;
        return local ? this.#local(local, scope, next) : this.#field(expression, scope, next);
      }
      case 'index':
        return this.#within(expression.target, scope, next);
      default:
        return this.#giveUp();
    }
  }

  /** A collection in a collection: what else is put into it once it is taken out is not followed. */
  #within(outer: Expression, scope: Scope, next: Next): void {
    const { entries } = new CollectionTrace(this.#code, this.#usage, this.#outside).of(outer, scope);
    for (const entry of entries) next(entry.value, entry.scope);
    this.#giveUp();
  }

  #made(made: NewExpression, scope: Scope, next: Next): void {
    if (!isCollection(made.type.name)) return this.#giveUp();
    for (const { key, value } of made.entries) this.#entries.push({ ...(key && { key }), value, scope });
    // `new List<String>(others)` copies; `new String[3]` has a length.
    for (const other of made.arguments) if (other.kind !== 'scalar') next(other, scope);
  }

  #local(local: Local, scope: Scope, next: Next): void {
    if (!this.#via) this.#via = `local variable ${local.name}`;
    for (const value of local.values) this.#value(value, scope, next);
    this.#variable(local.name, scope.type, scope.method, next);
  }

  /** What is done with a variable or parameter. */
  #variable(name: string, type: TypeDeclaration, method: Method | undefined, next: Next): void {
    const where = method ?? type;
    const looked = this.#looked.get(where) ?? new Set();
    this.#looked.set(where, looked);
    if (looked.has(name.toLowerCase())) return;
    looked.add(name.toLowerCase());
    for (const mention of this.#usage.of(outermost(type)).mentions) {
      const { expression, scope } = mention;
      const isIt = expression.kind === 'name' && is(expression.name, name);
      if (isIt && scope.type === type && scope.method === method) this.#mentioned(mention, next, true);
    }
  }

  #value(value: LocalValue, scope: Scope, next: Next): void {
    if (value.kind === 'expression' || value.kind === 'argument') return next(value.expression, value.scope);
    const { method, type } = scope;
    if (value.kind !== 'parameter' || !method || this.#outside.calls(method, type)) return this.#giveUp();
    const { sites, complete } = this.#usage.callersOf(method, type);
    const real = sites.filter((site) => isTestCode(scope) || !isTestCode(site.scope));
    if (!complete || real.length === 0) this.#giveUp();
    for (const site of real) {
      const given = site.expression.arguments[value.index];
      if (given) next(given, site.scope);
    }
  }

  #field(expression: Expression, scope: Scope, next: Next): void {
    const found = fieldAt(expression, scope, this.#code);
    if (!found) return this.#giveUp();
    const { field, owner } = found;
    if (this.#seen.has(field)) return;
    this.#seen.add(field);
    if (!this.#via) this.#via = `${field.isFinal ? 'constant' : 'field'} ${qualified(owner)}.${field.name}`;
    const here: Scope = { type: owner, locals: NO_LOCALS };
    const { sites, complete } = this.#usage.assignmentsOf(field, owner);
    if (!complete || this.#outside.fillerOf(field, owner)) this.#giveUp();
    if (!field.value && !field.getter && sites.length === 0) this.#giveUp();
    if (field.value) next(field.value, here);
    for (const site of sites) next(site.expression.value, site.scope);
    for (const value of field.getter ? returnedFrom(field.getter, here) : []) next(value.expression, value.scope);
    const mentioning = this.#usage.search.typesWith(owner, field.name, { own: field.isPrivate });
    if (!mentioning.complete) this.#giveUp();
    for (const type of mentioning.types) {
      for (const mention of this.#usage.of(type).mentions) {
        const named = is(mention.expression.name, field.name);
        if (named && fieldAt(mention.expression, mention.scope, this.#code)?.field === field) {
          this.#mentioned(mention, next, false);
        }
      }
    }
  }

  /** What a mention of the variable does to the collection: nothing, put something into it, or hand it on. */
  #mentioned({ expression, scope, whole }: Mention, next: Next, isLocal: boolean): void {
    if (whole === undefined || (whole === 'returned' && isLocal)) return;
    if (typeof whole !== 'object') return this.#giveUp();
    switch (whole.kind) {
      case 'call':
        if (whole.target === expression) return this.#asked(whole, scope, next);
        return this.#handedOn(whole, expression, scope, next);
      case 'index':
        return this.#setsElement(whole, scope);
      case 'new':
        return isCollection(whole.type.name) && whole.arguments.includes(expression) ? undefined : this.#giveUp();
      case 'assign':
        return whole.target === expression ? undefined : this.#giveUp();
      case 'member':
      case 'other':
      case 'concat':
      case 'query':
        return;
      default:
        return this.#giveUp();
    }
  }

  #asked(call: CallExpression, scope: Scope, next: Next): void {
    const [first, second] = call.arguments;
    if (first && ADDS_ALL.test(call.name)) return next(first, scope);
    if (!first || !ADDS.test(call.name)) return;
    if (!second) return void this.#entries.push({ value: first, scope });
    this.#entries.push({ ...(is(call.name, 'put') && { key: first }), value: second, scope });
  }

  /** `names[0] = 'X'`: the assignment is looked for among those of the same file. */
  #setsElement(index: Expression & { readonly kind: 'index' }, scope: Scope): void {
    const { assignments } = this.#usage.of(outermost(scope.type));
    const setting = assignments.find(({ expression }) => expression.target === index);
    if (setting) this.#entries.push({ value: setting.expression.value, scope: setting.scope });
  }

  /** Code of the platform copies or reads what it is given; a method of the code may put more into it. */
  #handedOn(call: CallExpression, given: Expression, scope: Scope, next: Next): void {
    const { target, name } = call;
    const methods = methodsAt(call, scope, this.#code);
    if (methods.length > 0) {
      for (const { method, owner } of methods) {
        const parameter = method.parameters[call.arguments.indexOf(given)];
        if (!parameter || !method.body || method.isVirtual) this.#giveUp();
        else this.#variable(parameter.name, owner, method, next);
      }
      return;
    }
    if (!target || ownerOf(target, scope, this.#code)) return this.#giveUp();
    if (ADDS_ALL.test(name)) return;
    const type = typeOf(target, scope, this.#code)?.type.name;
    const platform = typeName(target, scope, this.#code) ?? type;
    if (ADDS.test(name) || platform === undefined || this.#code.isBroken(platform)) this.#giveUp();
  }

  #call(call: CallExpression, scope: Scope, next: Next): void {
    const methods = methodsAt(call, scope, this.#code);
    if (methods.length > 0) return this.#returned(methods, call, scope, next);
    const { target, name } = call;
    if (target && /^(?:values|clone|deepClone|iterator)$/i.test(name)) return next(target, scope);
    if (target && is(name, 'get')) return this.#within(target, scope, next);
    if (target && is(name, 'keySet')) {
      const keys = new CollectionTrace(this.#code, this.#usage, this.#outside).of(target, scope);
      if (keys.open) this.#giveUp();
      for (const { key, scope: at } of keys.entries) if (key) this.#entries.push({ value: key, scope: at });
      return;
    }
    this.#giveUp();
  }

  #returned(methods: ReturnType<typeof methodsAt>, call: CallExpression, scope: Scope, next: Next): void {
    for (const { method, owner } of methods) {
      if (!method.body || method.isVirtual || this.#seen.has(method)) this.#giveUp();
      if (!method.body || this.#seen.has(method)) continue;
      this.#seen.add(method);
      const inside = insideCall(owner, method, call.arguments, scope);
      for (const value of returnedFrom(method.body, inside)) next(value.expression, value.scope);
      this.#seen.delete(method);
    }
  }

  #giveUp(): void {
    this.#open = true;
  }
}

type Next = (value: Expression, at?: Scope) => void;

function isCollection(type: string): boolean {
  return /^(?:List|Set|Map)$/i.test(type);
}

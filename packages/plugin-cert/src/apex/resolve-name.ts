import type { ApexCode, OwnedField, OwnedMethod } from './apex-code.ts';
import { is } from './apex-code.ts';
import { configurationNames } from './configuration-name.ts';
import { returnedFrom } from './flow.ts';
import { computed, concatenated, distinct, fromTestOnly, isLiteral, isTestCode, literal } from './possible-name.ts';
import { placeOf, qualified, via } from './possible-name.ts';
import type { LiteralName, PossibleName } from './possible-name.ts';
import { findLocal, insideCall, NO_LOCALS } from './scope.ts';
import type { Local, Scope } from './scope.ts';
import type { CallExpression, Expression, Statement } from './syntax/model.ts';
import { dottedName, fieldAt, methodsAt, typeName } from './type-of.ts';
import type { Site, Usage } from './usage.ts';
import { writtenCollection } from './written-collection.ts';

/** Expressions looked at for one name. A name that needs more is one nobody can follow. */
const MOST_STEPS = 2000;
/** Names one expression may have before they say nothing any more. */
const MOST_NAMES = 24;

/**
 * Every name an expression may have where it stands. What cannot be told is one `computed`; null and '' name nothing.
 *
 * @param usage answers who calls a method and who assigns a field.
 */
export function resolveName(expression: Expression, scope: Scope, code: ApexCode, usage: Usage): PossibleName[] {
  const names = distinct(new Resolution(code, usage).resolve(expression, scope));
  return names.length > MOST_NAMES ? [computed(expression, scope)] : names;
}

class Resolution {
  readonly #code: ApexCode;
  readonly #usage: Usage;
  /** Fields, methods and parameters being followed: to meet one again adds nothing. */
  readonly #trail = new Set<object>();
  #steps = 0;

  constructor(code: ApexCode, usage: Usage) {
    this.#code = code;
    this.#usage = usage;
  }

  resolve(expression: Expression, scope: Scope): PossibleName[] {
    if (++this.#steps > MOST_STEPS) return [computed(expression, scope)];
    switch (expression.kind) {
      case 'string':
        return expression.value === '' ? [] : [literal(expression.value, expression, scope)];
      case 'null':
        return [];
      case 'name':
      case 'member': {
        const local = expression.kind === 'name' ? findLocal(scope, expression.name) : undefined;
        if (local) return this.#local(local, expression, scope);
        const configured = this.#configured(expression, scope);
        if (configured) return configured;
        const field = fieldAt(expression, scope, this.#code);
        return field ? this.#field(field, expression, scope) : [computed(expression, scope)];
      }
      case 'call':
        return this.#call(expression, scope);
      case 'choice':
        return expression.options.flatMap((option) => this.resolve(option, scope));
      case 'cast':
      case 'assign':
        return this.resolve(expression.value, scope);
      case 'concat':
        return this.#concat(expression.parts, expression, scope);
      case 'index':
        return this.#entries(expression.target, undefined, scope) ?? [computed(expression, scope)];
      case 'scalar':
      case 'this':
      case 'super':
      case 'new':
      case 'query':
      case 'other':
        return [computed(expression, scope)];
    }
  }

  #local(local: Local, expression: Expression, scope: Scope): PossibleName[] {
    return local.values.flatMap((value) => {
      if (value.kind === 'unknown') return [computed(expression, scope)];
      if (value.kind === 'parameter') return this.#parameter(value.index, expression, scope);
      const names = this.resolve(value.expression, value.scope);
      return value.kind === 'argument' ? names : via(`local variable ${local.name}`, names);
    });
  }

  /** What callers give. Callers nobody can see leave it open. */
  #parameter(index: number, expression: Expression, scope: Scope): PossibleName[] {
    const { method } = scope;
    const parameter = method?.parameters[index];
    if (!method || !parameter) return [computed(expression, scope)];
    return this.#once(parameter, () => {
      const { sites, complete } = this.#usage.callersOf(method, scope.type);
      const names = sites.flatMap((site) => {
        const argument = site.expression.arguments[index];
        const given = argument ? this.resolve(argument, site.scope) : [];
        return via(`argument in ${placeOf(site.scope)}`, this.#seenFrom(scope, site, given));
      });
      const onlyTests = sites.every((site) => isTestCode(site.scope) && !isTestCode(scope));
      return !complete || method.isEntryPoint || onlyTests ? [...names, computed(expression, scope)] : names;
    });
  }

  #field({ field, owner }: OwnedField, expression: Expression, scope: Scope): PossibleName[] {
    const names = this.#once(field, () => {
      const here: Scope = { type: owner, locals: NO_LOCALS };
      const initial = field.value ? this.resolve(field.value, here) : [];
      if (field.value && field.isFinal) return initial;
      const returned = field.getter ? this.#returned(field.getter, here) : [];
      const { sites, complete } = this.#usage.assignmentsOf(field, owner);
      const assigned = sites.flatMap((site) =>
        this.#seenFrom(scope, site, this.resolve(site.expression.value, site.scope)),
      );
      const known = Boolean(field.value ?? field.getter) || sites.length > 0;
      return [...initial, ...returned, ...assigned, ...(known && complete ? [] : [computed(expression, scope)])];
    });
    const kind = field.isProperty ? 'property' : field.isFinal ? 'constant' : 'field';
    return via(`${kind} ${qualified(owner)}.${field.name}`, names);
  }

  #call(call: CallExpression, scope: Scope): PossibleName[] {
    const methods = methodsAt(call, scope, this.#code);
    if (methods.length > 0) return methods.flatMap((method) => this.#result(method, call, scope));
    const { target } = call;
    const [argument] = call.arguments;
    return (
      this.#configured(call, scope) ??
      (target && argument && is(call.name, 'get') ? this.#entries(target, argument, scope) : undefined) ??
      this.#text(call, scope) ?? [computed(call, scope)]
    );
  }

  /** What a declared method returns for these arguments. */
  #result({ method, owner }: OwnedMethod, call: CallExpression, scope: Scope): PossibleName[] {
    const { body } = method;
    if (!body) return [computed(call, scope)];
    const inside = insideCall(owner, method, call.arguments, scope);
    return via(
      `method ${placeOf(inside)}`,
      this.#once(method, () => this.#returned(body, inside)),
    );
  }

  #returned(body: Statement, scope: Scope): PossibleName[] {
    return returnedFrom(body, scope).flatMap((value) => this.resolve(value.expression, value.scope));
  }

  /** Every combination of the parts; anything but text in one of them leaves the whole open. */
  #concat(parts: readonly Expression[], whole: Expression, scope: Scope): PossibleName[] {
    let texts: LiteralName[] | undefined;
    for (const part of parts) {
      if (part.kind === 'string' && part.value === '') continue;
      const names = this.resolve(part, scope);
      if (names.length === 0 || !names.every(isLiteral)) return [computed(whole, scope)];
      texts = texts ? texts.flatMap((left) => names.map((right) => concatenated(left, right, whole, scope))) : names;
      if (texts.length > MOST_NAMES) return [computed(whole, scope)];
    }
    return texts ?? [];
  }

  #configured(expression: Expression, scope: Scope): PossibleName[] | undefined {
    const texts = (text: Expression, at: Scope): string[] => this.#texts(text, at);
    const names = configurationNames(expression, scope, this.#code, this.#usage, texts);
    return names?.map((name) => ({ name, fromTest: false }));
  }

  /** An element of a list or map that is written out: that of the key, or any where the key cannot be told. */
  #entries(target: Expression, key: Expression | undefined, scope: Scope): PossibleName[] | undefined {
    const collection = writtenCollection(target, scope, this.#code, this.#usage);
    if (!collection) return undefined;
    const wanted = new Set(key ? this.#texts(key, scope) : []);
    const fitting = collection.entries.filter(
      (entry) => entry.key && this.#texts(entry.key, collection.scope).some((text) => wanted.has(text)),
    );
    const entries = fitting.length > 0 ? fitting : collection.entries;
    const names = entries.flatMap((entry) => this.resolve(entry.value, collection.scope));
    return via(collection.via, collection.grows ? [...names, computed(target, scope)] : names);
  }

  /** `String.valueOf(x)`; `Certs.PARTNER.name()` of an enum. */
  #text(call: CallExpression, scope: Scope): PossibleName[] | undefined {
    const { target } = call;
    const [only, ...more] = call.arguments;
    if (!target) return undefined;
    if (only && more.length === 0 && is(call.name, 'valueOf') && is(dottedName(target) ?? '', 'String')) {
      return this.resolve(only, scope);
    }
    if (only || !is(call.name, 'name') || target.kind !== 'member') return undefined;
    const name = typeName(target.target, scope, this.#code);
    const list = name === undefined ? undefined : this.#code.findType(name, scope.type);
    const constant = list?.constants.find((candidate) => is(candidate, target.name));
    return list && constant ? via(`enum ${qualified(list)}`, [literal(constant, target, scope)]) : undefined;
  }

  #texts(expression: Expression, scope: Scope): string[] {
    const names = this.resolve(expression, scope);
    return names.every(isLiteral) ? names.map(({ name }) => name.value) : [];
  }

  #seenFrom(scope: Scope, site: Site<Expression>, names: PossibleName[]): PossibleName[] {
    return isTestCode(site.scope) && !isTestCode(scope) ? fromTestOnly(names) : names;
  }

  #once(key: object, follow: () => PossibleName[]): PossibleName[] {
    if (this.#trail.has(key)) return [];
    this.#trail.add(key);
    const names = follow();
    this.#trail.delete(key);
    return names;
  }
}

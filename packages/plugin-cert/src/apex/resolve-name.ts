import type { TextOrigin } from '@cert-health/core';
import type { ApexCode, OwnedField, OwnedMethod } from './apex-code.ts';
import { is } from './apex-code.ts';
import { CollectionTrace } from './collection.ts';
import { textSourceOf } from './text-source.ts';
import type { TextSource } from './text-source.ts';
import { fieldsReached, methodsReached } from './dispatch.ts';
import { returnedFrom, testsOf } from './flow.ts';
import type { Outside } from './outside.ts';
import { computed, concatenated, distinct, fromTestOnly, isLiteral, isTestCode, literal } from './possible-name.ts';
import { NOTHING, placeOf, qualified, via } from './possible-name.ts';
import type { LiteralName, PossibleName } from './possible-name.ts';
import { findLocal, insideCall, NO_LOCALS } from './scope.ts';
import type { Local, LocalValue, Scope } from './scope.ts';
import type { CallExpression, Expression, Method, Statement } from './syntax/model.ts';
import { dottedName, typeName } from './type-of.ts';
import type { Site, Usage } from './usage.ts';

/** Expressions looked at for one name. A name that needs more is one nobody can follow. */
const MOST_STEPS = 2000;
/** Steps that one name may come through. */
const DEEPEST = 100;
/** Names one expression may have before they say nothing any more. */
const MOST_NAMES = 24;

/** All that is asked while names are followed. */
export interface Knowledge {
  readonly code: ApexCode;
  /** Who calls a method and who assigns a field. */
  readonly usage: Usage;
  /** Who else does. */
  readonly outside: Outside;
}

/**
 * Every name an expression may have where it stands, at least one. What cannot be told is `computed`, beside the names that
 * can; `nothing` stands alone.
 *
 * @param isKeystore A file in base64 is followed, so that what turns one into base64 changes nothing.
 */
export function resolveName(
  expression: Expression,
  scope: Scope,
  knowledge: Knowledge,
  isKeystore = false,
): PossibleName[] {
  const names = distinct(new Resolution(knowledge, isKeystore).resolve(expression, scope));
  const named = names.filter(({ name }) => name.kind !== 'nothing');
  const some = named.slice(0, MOST_NAMES);
  if (named.length > MOST_NAMES) some.push(computed(expression, scope));
  if (some.some(({ fromTest }) => !fromTest)) return some;
  // Nothing but what tests give: a circle, or null and '' in all code that is no test.
  const none = names.find(({ name, fromTest }) => name.kind === 'nothing' && !fromTest);
  return [...some, none ?? computed(expression, scope)];
}

class Resolution {
  readonly #knowledge: Knowledge;
  readonly #isKeystore: boolean;
  /** Fields, methods and parameters being followed: to meet one again adds nothing. */
  readonly #trail = new Set<object>();
  /** The same for elements of collections, and for texts put together. */
  readonly #elements = new Set<object>();
  readonly #combined = new Set<object>();
  #steps = 0;
  #depth = 0;

  constructor(knowledge: Knowledge, isKeystore: boolean) {
    this.#knowledge = knowledge;
    this.#isKeystore = isKeystore;
  }

  resolve(expression: Expression, scope: Scope): PossibleName[] {
    if (++this.#steps > MOST_STEPS || this.#depth >= DEEPEST) return [computed(expression, scope)];
    this.#depth++;
    const names = this.#follow(expression, scope);
    this.#depth--;
    return names;
  }

  #follow(expression: Expression, scope: Scope): PossibleName[] {
    switch (expression.kind) {
      case 'string':
        return expression.value === '' ? [NOTHING] : [literal(expression.value, expression, scope)];
      case 'null':
        return [NOTHING];
      case 'name':
      case 'member': {
        const local = expression.kind === 'name' ? findLocal(scope, expression.name) : undefined;
        if (local) return this.#local(local, expression, scope);
        return this.#configured(expression, scope) ?? this.#field(expression, scope);
      }
      case 'call':
        return this.#call(expression, scope);
      case 'choice':
        return this.#choice(expression, scope);
      case 'cast':
      case 'assign':
        return this.resolve(expression.value, scope);
      case 'concat':
        return this.#concat(expression.parts, expression, scope);
      case 'index':
        return this.#entries(expression.target, undefined, expression, scope);
      case 'scalar':
      case 'type':
      case 'this':
      case 'super':
      case 'new':
      case 'query':
      case 'other':
        return [computed(expression, scope)];
    }
  }

  #choice({ condition, options }: Expression & { kind: 'choice' }, scope: Scope): PossibleName[] {
    const tests = condition && testsOf(condition);
    const ofTests = tests === undefined || isTestCode(scope) ? undefined : options[tests === 'then' ? 0 : 1];
    return options.flatMap((option) => {
      const names = this.resolve(option, scope);
      return option === ofTests ? fromTestOnly(names) : names;
    });
  }

  #local(local: Local, expression: Expression, scope: Scope): PossibleName[] {
    if (local.values.length === 0) return [NOTHING];
    return local.values.flatMap((value) => this.#value(value, local, expression, scope));
  }

  #value(value: LocalValue, local: Local, expression: Expression, scope: Scope): PossibleName[] {
    switch (value.kind) {
      case 'unknown':
        return [computed(expression, scope)];
      case 'parameter':
        return this.#parameter(value.index, expression, scope);
      case 'assigned':
        return this.#once(value.field, () => this.#assigned(value, expression, scope));
      case 'argument':
        return this.resolve(value.expression, value.scope);
      case 'expression':
        return via(
          `local variable ${local.name}`,
          this.#seenFrom(scope, value.scope, this.resolve(value.expression, value.scope)),
        );
    }
  }

  /** What callers give. Callers nobody can see leave it open. */
  #parameter(index: number, expression: Expression, scope: Scope): PossibleName[] {
    const { method } = scope;
    const parameter = method?.parameters[index];
    if (!method || !parameter) return [computed(expression, scope)];
    return this.#once(parameter, () => {
      const { usage, outside } = this.#knowledge;
      const { sites, complete } = usage.callersOf(method, scope.type);
      const names = sites.flatMap((site) => {
        const argument = site.expression.arguments[index];
        const given = argument ? this.resolve(argument, site.scope) : [];
        return via(`argument in ${placeOf(site.scope)}`, this.#seenFrom(scope, site.scope, given));
      });
      const isKnown = complete && !outside.calls(method, scope.type) && this.#isReal(sites, scope, method);
      if (isKnown) return names;
      const origin: TextOrigin = { kind: 'parameter', name: `${parameter.name} of ${placeOf(scope)}` };
      return [...names, computed(expression, scope, origin)];
    });
  }

  #field(expression: Expression, scope: Scope): PossibleName[] {
    const { code, usage } = this.#knowledge;
    const reached = fieldsReached(expression, scope, code, usage);
    if (!reached) return [computed(expression, scope)];
    const names = reached.members.flatMap((field) =>
      this.#seenFrom(scope, { type: field.owner, locals: NO_LOCALS }, this.#fieldValues(field, expression, scope)),
    );
    return reached.open ? [...names, computed(expression, scope)] : names;
  }

  #fieldValues({ field, owner }: OwnedField, expression: Expression, scope: Scope): PossibleName[] {
    const names = this.#once(field, () => {
      const here: Scope = { type: owner, locals: NO_LOCALS };
      const initial = field.value ? this.resolve(field.value, here) : [];
      if (field.value && field.isFinal) return initial;
      const returned = field.getter ? this.#returned(field.getter, here) : [];
      // A getter with code of its own, and no setter, is all there is.
      if (field.getter && field.isReadOnly) return returned;
      const isGiven = Boolean(field.value ?? field.getter);
      return [...initial, ...returned, ...this.#assigned({ field, owner }, expression, scope, isGiven)];
    });
    const kind = field.isProperty ? 'property' : field.isFinal ? 'constant' : 'field';
    return via(`${kind} ${qualified(owner)}.${field.name}`, names);
  }

  /** What a field or property is set to. Whoever fills it without a line of code leaves it open. */
  #assigned({ field, owner }: OwnedField, expression: Expression, scope: Scope, isGiven = false): PossibleName[] {
    const { usage, outside } = this.#knowledge;
    const { sites, complete } = usage.assignmentsOf(field, owner);
    const names = sites.flatMap((site) =>
      this.#seenFrom(scope, site.scope, this.resolve(site.expression.value, site.scope)),
    );
    const filledBy = outside.fillerOf(field, owner);
    if (complete && !filledBy && (isGiven || this.#isReal(sites, scope))) return names;
    const name = `${qualified(owner)}.${field.name}`;
    return [...names, computed(expression, scope, { kind: 'field', name, ...(filledBy && { filledBy }) })];
  }

  #call(call: CallExpression, scope: Scope): PossibleName[] {
    const { code, usage } = this.#knowledge;
    const { members, open } = methodsReached(call, scope, code, usage);
    if (members.length > 0) {
      const bodies = members.filter(({ method }) => method.body);
      // Called again on the way: that adds nothing, unless it gives a text of its own each time.
      if (this.#trail.has(call)) return call.arguments.some(isMade) ? [computed(call, scope)] : [];
      const names = this.#once(call, () => bodies.flatMap((method) => this.#result(method, call, scope)));
      return open || bodies.length === 0 ? [...names, computed(call, scope)] : names;
    }
    const { target } = call;
    const [argument] = call.arguments;
    const configured = this.#configured(call, scope);
    if (configured) return configured;
    if (target && argument && is(call.name, 'get')) return this.#entries(target, argument, call, scope);
    return this.#text(call, scope) ?? [computed(call, scope)];
  }

  /** What a declared method returns for these arguments. */
  #result({ method, owner }: OwnedMethod, call: CallExpression, scope: Scope): PossibleName[] {
    const { body } = method;
    if (!body) return [];
    const inside = insideCall(owner, method, call.arguments, scope);
    return via(`method ${placeOf(inside)}`, this.#seenFrom(scope, inside, this.#returned(body, inside)));
  }

  #returned(body: Statement, scope: Scope): PossibleName[] {
    return returnedFrom(body, scope).flatMap((value) =>
      this.#seenFrom(scope, value.scope, this.resolve(value.expression, value.scope)),
    );
  }

  /** Every combination of the parts; anything but text in one of them leaves the whole open. */
  #concat(parts: readonly Expression[], whole: Expression, scope: Scope): PossibleName[] {
    // A text that is made longer in a loop has no last length.
    if (this.#combined.has(whole)) return [computed(whole, scope)];
    return this.#once(whole, () => this.#combinations(parts, whole, scope), this.#combined);
  }

  #combinations(parts: readonly Expression[], whole: Expression, scope: Scope): PossibleName[] {
    let texts: LiteralName[] = [];
    let open = false;
    for (const part of parts) {
      const names = this.resolve(part, scope);
      const known = names.filter(({ name }) => name.kind !== 'nothing');
      const literals = known.filter(isLiteral);
      open ||= literals.length < known.length;
      if (names.length === 0 || (known.length > 0 && literals.length === 0)) return [computed(whole, scope)];
      if (known.length === 0) continue;
      const longer = texts.flatMap((left) => literals.map((right) => concatenated(left, right, whole, scope)));
      texts = texts.length === 0 ? literals : longer;
      if (texts.length > MOST_NAMES) return [computed(whole, scope)];
    }
    if (texts.length === 0) return [NOTHING];
    return open ? [...texts, computed(whole, scope)] : texts;
  }

  #configured(expression: Expression, scope: Scope): PossibleName[] | undefined {
    const { code, usage } = this.#knowledge;
    const texts = (text: Expression, at: Scope): string[] => this.#texts(text, at);
    const read = textSourceOf(expression, scope, code, usage, texts);
    return read && this.#once(expression, () => this.#read(read, expression, scope));
  }

  #read({ names, open, set = [] }: TextSource, expression: Expression, scope: Scope): PossibleName[] {
    return [
      ...names.map((name) => ({ name, fromTest: false })),
      ...set.flatMap((site) => this.#seenFrom(scope, site.scope, this.resolve(site.expression, site.scope))),
      ...(open ? [computed(expression, scope, open)] : []),
    ];
  }

  /** An element of a list or map: that of the key, or any where the key cannot be told. */
  #entries(target: Expression, key: Expression | undefined, whole: Expression, scope: Scope): PossibleName[] {
    const { code, usage, outside } = this.#knowledge;
    const contents = new CollectionTrace(code, usage, outside).of(target, scope);
    const wanted = new Set(key ? this.#texts(key, scope) : []);
    const fitting = contents.entries.filter(
      (entry) => entry.key && this.#texts(entry.key, entry.scope).some((text) => wanted.has(text)),
    );
    const entries = fitting.length > 0 ? fitting : contents.entries;
    const names = entries.flatMap((entry) =>
      this.#seenFrom(
        scope,
        entry.scope,
        this.#once(entry.value, () => this.resolve(entry.value, entry.scope), this.#elements),
      ),
    );
    const isKnown = !contents.open && names.length > 0;
    return via(contents.via, isKnown ? names : [...names, computed(whole, scope)]);
  }

  /** `String.valueOf(x)`, `x.trim()`; `Certs.PARTNER.name()` of an enum; what turns a keystore into base64. */
  #text(call: CallExpression, scope: Scope): PossibleName[] | undefined {
    const { target } = call;
    const [only, ...more] = call.arguments;
    if (!target) return undefined;
    if (only && more.length === 0) {
      const passes = `${dottedName(target) ?? ''}.${call.name}`.replace(/^System\./i, '');
      if (SAME_TEXT.test(passes) || (this.#isKeystore && SAME_FILE.test(passes))) return this.resolve(only, scope);
    }
    if (only) return undefined;
    if (/^(?:trim|toString)$/i.test(call.name)) {
      return this.resolve(target, scope).map((possible) =>
        isLiteral(possible) ? { ...possible, name: { ...possible.name, value: possible.name.value.trim() } } : possible,
      );
    }
    if (!is(call.name, 'name') || target.kind !== 'member') return undefined;
    const name = typeName(target.target, scope, this.#knowledge.code);
    const list = name === undefined ? undefined : this.#knowledge.code.findType(name, scope.type);
    const constant = list?.constants.find((candidate) => is(candidate, target.name));
    return list && constant ? via(`enum ${qualified(list)}`, [literal(constant, target, scope)]) : undefined;
  }

  #texts(expression: Expression, scope: Scope): string[] {
    const names = this.resolve(expression, scope).filter(({ fromTest }) => !fromTest || isTestCode(scope));
    return names.every(isLiteral) ? names.map(({ name }) => name.value) : [];
  }

  /** Sites that count: of tests only where tests are asked about, and not the method's own call of itself. */
  #isReal(sites: readonly Site<Expression>[], scope: Scope, method?: Method): boolean {
    return sites.some(
      (site) => (isTestCode(scope) || !isTestCode(site.scope)) && (!method || site.scope.method !== method),
    );
  }

  #seenFrom(scope: Scope, where: Scope, names: PossibleName[]): PossibleName[] {
    return isTestCode(where) && !isTestCode(scope) ? fromTestOnly(names) : names;
  }

  #once(key: object, follow: () => PossibleName[], trail = this.#trail): PossibleName[] {
    if (trail.has(key)) return [];
    trail.add(key);
    const names = follow();
    trail.delete(key);
    return names;
  }
}

/** A text that is put together or asked for where it stands. */
function isMade({ kind }: Expression): boolean {
  return kind === 'concat' || kind === 'call';
}

const SAME_TEXT = /^String\.(?:valueOf|escapeSingleQuotes)$/i;
const SAME_FILE = /^(?:EncodingUtil\.(?:base64Encode|base64Decode)|Blob\.valueOf)$/i;

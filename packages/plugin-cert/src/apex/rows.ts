import type { ApexCode } from './apex-code.ts';
import { is } from './apex-code.ts';
import { returnedFrom } from './flow.ts';
import { isTestCode } from './possible-name.ts';
import { findLocal, insideCall, NO_LOCALS } from './scope.ts';
import type { LocalValue, Scope } from './scope.ts';
import { outermost } from './search.ts';
import type { CallExpression, Expression, TypeDeclaration } from './syntax/model.ts';
import { fieldAt, methodsAt, typeName } from './type-of.ts';
import type { Usage } from './usage.ts';

/** A record that code reads: of a custom metadata type, of a custom setting, or of any other object. */
export interface Row {
  readonly kind: 'customMetadata' | 'customSetting' | 'record';
  readonly type: string;
  readonly record?: string;
}

/** What an expression may be as text, where that is known; else empty. */
export type Texts = (expression: Expression, scope: Scope) => readonly string[];

/** The records an expression may stand for. */
export interface TracedRows {
  readonly rows: readonly Row[];
  /** It may be another one, too. */
  readonly open: boolean;
  /** The files the records came through: one of them may have changed a field. */
  readonly through: readonly TypeDeclaration[];
}

/** A chain of variables longer than this is not followed. */
const DEEPEST = 8;

/** Follows records from where code reads a field to the `getInstance` or query that gives them. */
export class RowTrace {
  readonly #code: ApexCode;
  readonly #usage: Usage;
  readonly #texts: Texts;
  readonly #rows = new Map<string, Row>();
  readonly #through = new Set<TypeDeclaration>();
  /** Fields and parameters being followed: to meet one again adds nothing. */
  readonly #trail = new Set<object>();
  #open = false;

  constructor(code: ApexCode, usage: Usage, texts: Texts) {
    this.#code = code;
    this.#usage = usage;
    this.#texts = texts;
  }

  of(expression: Expression, scope: Scope): TracedRows {
    this.#trace(expression, scope, 0, []);
    return { rows: [...this.#rows.values()], open: this.#open, through: [...this.#through] };
  }

  /** @param keys What a record is asked for by, in a map that is followed next. */
  #trace(expression: Expression, scope: Scope, depth: number, keys: readonly string[]): void {
    this.#through.add(outermost(scope.type));
    if (depth > DEEPEST) return this.#giveUp();
    const next = (value: Expression, at: Scope): void => this.#trace(value, at, depth + 1, keys);
    switch (expression.kind) {
      case 'null':
        return;
      case 'new':
        // Of a new record, what its fields are set to is looked for by itself; collections may be filled elsewhere, too.
        if (!/^(?:List|Set|Map)$/i.test(expression.type.name)) return;
        for (const part of [...expression.arguments, ...expression.entries.map(({ value }) => value)])
          next(part, scope);
        return this.#giveUp();
      case 'query': {
        const names = expression.record ? this.#texts(expression.record, scope) : [];
        const kind = /__mdt$/i.test(expression.from) ? 'customMetadata' : 'record';
        return this.#add({ kind, type: expression.from }, names);
      }
      case 'index':
        return next(expression.target, scope);
      case 'cast':
      case 'assign':
        return next(expression.value, scope);
      case 'choice':
        return expression.options.forEach((option) => next(option, scope));
      case 'call':
        return this.#call(expression, scope, depth, keys);
      case 'name':
      case 'member': {
        const local = expression.kind === 'name' ? findLocal(scope, expression.name) : undefined;
        if (local) return local.values.forEach((value) => this.#local(value, scope, next));
        return this.#field(expression, scope, next);
      }
      default:
        return this.#giveUp();
    }
  }

  #local(value: LocalValue, scope: Scope, next: Next): void {
    if (value.kind === 'expression' || value.kind === 'argument') return next(value.expression, value.scope);
    const { method } = scope;
    if (value.kind !== 'parameter' || !method || method.isEntryPoint) return this.#giveUp();
    this.#once(method.parameters[value.index], () => {
      const { sites, complete } = this.#usage.callersOf(method, scope.type);
      const real = sites.filter((site) => isTestCode(scope) || !isTestCode(site.scope));
      if (!complete || real.length === 0) this.#giveUp();
      for (const site of real) {
        const given = site.expression.arguments[value.index];
        if (given) next(given, site.scope);
      }
    });
  }

  /** What a field starts with, a getter returns, and the code assigns. */
  #field(expression: Expression, scope: Scope, next: Next): void {
    const found = fieldAt(expression, scope, this.#code);
    if (!found) return this.#giveUp();
    const { field, owner } = found;
    const here: Scope = { type: owner, locals: NO_LOCALS };
    this.#once(field, () => {
      const { sites, complete } = this.#usage.assignmentsOf(field, owner);
      if (!complete || !(sites.length > 0 || (field.value ?? field.getter))) this.#giveUp();
      if (field.value) next(field.value, here);
      for (const site of sites) next(site.expression.value, site.scope);
      for (const value of field.getter ? returnedFrom(field.getter, here) : []) next(value.expression, value.scope);
    });
  }

  #call(call: CallExpression, scope: Scope, depth: number, keys: readonly string[]): void {
    const [declared, ...more] = methodsAt(call, scope, this.#code);
    if (declared) {
      const { method, owner } = declared;
      if (!method.body || method.isVirtual || more.length > 0) this.#giveUp();
      if (!method.body) return;
      const returned = returnedFrom(method.body, insideCall(owner, method, call.arguments, scope));
      return this.#once(method, () =>
        returned.forEach((value) => this.#trace(value.expression, value.scope, depth + 1, keys)),
      );
    }
    if (!call.target) return this.#giveUp();
    const [argument] = call.arguments;
    const names = argument ? this.#texts(argument, scope) : [];
    const type = typeName(call.target, scope, this.#code)?.replace(/^Schema\./i, '');
    const asked = is(call.name, 'getAll') ? keys : names;
    if (type && /__mdt$/i.test(type) && /^(?:getInstance|getAll)$/i.test(call.name)) {
      return this.#add({ kind: 'customMetadata', type }, asked);
    }
    if (type && /__c$/i.test(type) && /^(?:getInstance|getValues|getOrgDefaults|getAll)$/i.test(call.name)) {
      return this.#add({ kind: 'customSetting', type }, asked);
    }
    if (!/^(?:get|values|iterator|next|clone)$/i.test(call.name)) return this.#giveUp();
    this.#trace(call.target, scope, depth + 1, is(call.name, 'get') ? names : keys);
  }

  #once(key: object | undefined, follow: () => void): void {
    if (!key || this.#trail.has(key)) return;
    this.#trail.add(key);
    follow();
    this.#trail.delete(key);
  }

  #add(row: Row, records: readonly string[]): void {
    const rows = records.length === 0 ? [row] : records.map((record) => ({ ...row, record }));
    for (const one of rows) this.#rows.set(`${one.type} ${one.record ?? ''}`, one);
  }

  #giveUp(): void {
    this.#open = true;
  }
}

type Next = (value: Expression, at: Scope) => void;

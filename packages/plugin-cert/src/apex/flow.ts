import type { Expression, Method, Statement, TypeDeclaration } from './syntax/model.ts';
import { dottedName } from './type-of.ts';
import { findLocal, join, NO_LOCALS, withLocal } from './scope.ts';
import type { Local, Locals, LocalValue, Scope } from './scope.ts';

/** What an expression is part of: another one, what is returned, what a variable starts with; else it is looked at only. */
export type Whole = Expression | 'returned' | 'kept' | undefined;

/** Called for every expression, parts before the whole, with what may be known just before it is evaluated. */
export type Visit = (expression: Expression, scope: Scope, whole: Whole) => void;

/** Goes through all code of a type and its inner types, following the values of local variables. */
export function followType(type: TypeDeclaration, visit: Visit): void {
  const scope: Scope = { type, locals: NO_LOCALS };
  for (const field of type.fields) {
    if (field.value) new Flow(scope, visit).evaluate(field.value, NO_LOCALS, 'kept');
    if (field.getter) new Flow(scope, visit).run(field.getter, NO_LOCALS);
    if (!field.setter) continue;
    const value: Local = { name: 'value', type: field.type, values: [{ kind: 'assigned', field, owner: type }] };
    new Flow(scope, visit).run(field.setter, withLocal(NO_LOCALS, value));
  }
  for (const block of type.initializers) new Flow(scope, visit).run(block, NO_LOCALS);
  for (const method of type.methods) followMethod(method, type, visit);
  for (const inner of type.inner) followType(inner, visit);
}

export function followMethod(method: Method, type: TypeDeclaration, visit: Visit): void {
  let locals = NO_LOCALS;
  for (const [index, parameter] of method.parameters.entries()) {
    locals = withLocal(locals, { ...parameter, values: [{ kind: 'parameter', index }] });
  }
  if (method.body) new Flow({ type, method, locals }, visit).run(method.body, locals);
}

/** What every `return` of a body gives. */
export function returnedFrom(body: Statement, scope: Scope): { expression: Expression; scope: Scope }[] {
  const returned: { expression: Expression; scope: Scope }[] = [];
  new Flow(scope, () => undefined, returned).run(body, scope.locals);
  return returned;
}

const SILENT: Visit = () => undefined;

/** Variables that a text is followed through from one turn of a loop to the next, beyond the first. */
const MOST_TURNS = 3;

/** Undefined: this point is never reached. */
type Way = Locals | undefined;

class Flow {
  #scope: Scope;
  readonly #returned: { expression: Expression; scope: Scope }[] | undefined;
  #visit: Visit;
  /** What was known at each `break` and `continue` of the innermost loop. */
  #jumps: Locals[] = [];
  /** What was known after each assignment in the innermost `try`. */
  #tried: Locals[] | undefined;

  constructor(scope: Scope, visit: Visit, returned?: { expression: Expression; scope: Scope }[]) {
    this.#scope = scope;
    this.#visit = visit;
    this.#returned = returned;
  }

  run(statement: Statement, before: Locals): Way {
    switch (statement.kind) {
      case 'block': {
        let way: Way = before;
        let known = before;
        for (const part of statement.body) {
          // Code behind a return is looked at all the same, with what was known before it.
          way = this.run(part, way ?? known);
          known = way ?? known;
        }
        return leaveBlock(way, before);
      }
      case 'local': {
        const after = statement.value ? this.evaluate(statement.value, before, 'kept') : before;
        const values = statement.value ? [this.#value(statement.value, after)] : [];
        return withLocal(after, { name: statement.name, type: statement.type, values });
      }
      case 'expression':
        return this.evaluate(statement.value, before);
      case 'if': {
        const known = this.evaluate(statement.condition, before);
        const tests = testsOf(statement.condition);
        const then = this.#runAs(tests === 'then', statement.then, known);
        const otherwise = statement.otherwise && this.#runAs(tests === 'else', statement.otherwise, known);
        return joinWays(statement.otherwise ? [then, otherwise] : [known, then]);
      }
      case 'switch': {
        const known = this.evaluate(statement.subject, before);
        const ways = statement.branches.map(({ binding, body }) =>
          this.run(
            body,
            binding ? withLocal(known, { ...binding, values: [this.#value(statement.subject, known)] }) : known,
          ),
        );
        return leaveBlock(joinWays(statement.exhaustive ? ways : [known, ...ways]), before);
      }
      case 'loop':
        return this.#loop(statement, before);
      case 'try': {
        const outer = this.#tried;
        const ways: Locals[] = (this.#tried = []);
        const tried = this.run(statement.body, before);
        this.#tried = outer;
        outer?.push(...ways);
        // An exception may come before or after any assignment of the body.
        const thrown = join([before, ...ways, tried ?? before]);
        const caught = statement.handlers.map(({ binding, body }) =>
          this.run(body, withLocal(thrown, { ...binding, values: [{ kind: 'unknown' }] })),
        );
        const way = leaveBlock(joinWays([tried, ...caught]), before);
        if (!statement.always) return way;
        const after = this.run(statement.always, way ?? thrown);
        return way && after;
      }
      case 'leave': {
        const whole = statement.how === 'return' ? 'returned' : undefined;
        const after = statement.value ? this.evaluate(statement.value, before, whole) : before;
        if (statement.how === 'jump') this.#jumps.push(after);
        if (statement.how === 'return' && statement.value) {
          this.#returned?.push({ expression: statement.value, scope: { ...this.#scope, locals: after } });
        }
        return undefined;
      }
    }
  }

  #runAs(isInTest: boolean, statement: Statement, before: Locals): Way {
    const outer = this.#scope;
    if (isInTest) this.#scope = { ...outer, isInTest };
    const way = this.run(statement, before);
    this.#scope = outer;
    return way;
  }

  /** @returns what is known once the expression is evaluated. */
  evaluate(expression: Expression, before: Locals, whole?: Whole): Locals {
    let known = before;
    for (const part of partsOf(expression)) known = this.evaluate(part, known, expression);
    this.#visit(expression, { ...this.#scope, locals: known }, whole);
    if (expression.kind !== 'assign' || expression.target.kind !== 'name') return known;
    const scope: Scope = { ...this.#scope, locals: known };
    const local = findLocal(scope, expression.target.name);
    if (!local) return known;
    const after = withLocal(known, { ...local, values: [this.#value(expression.value, known)] });
    this.#tried?.push(after);
    return after;
  }

  #loop(loop: Statement & { kind: 'loop' }, before: Locals): Way {
    const outer = this.#jumps;
    this.#jumps = [];
    let start: Way = before;
    for (const statement of loop.init) start = this.run(statement, start ?? before);
    let entry = start ?? before;
    if (loop.each) entry = this.evaluate(loop.each.value, entry);
    // Silently first, to learn what the body leaves for its next turn; then for good. Loops inside a silent turn take one.
    const visit = this.#visit;
    this.#visit = SILENT;
    const turn = this.#turn(loop, entry);
    let again = join([entry, ...this.#jumps, ...(turn ? [turn] : [])]);
    // `c = b; b = a;`: a text needs as many turns as it passes through variables.
    const more = visit === SILENT ? 0 : Math.min(changedIn(entry, again) - 1, MOST_TURNS);
    for (let turns = 0; turns < more; turns++) {
      const next = this.#turn(loop, again);
      again = join([again, ...this.#jumps, ...(next ? [next] : [])]);
    }
    this.#visit = visit;
    const last = visit === SILENT ? turn : this.#turn(loop, again);
    const ends = [...(loop.atLeastOnce ? [] : [again]), ...this.#jumps, ...(last ? [last] : [])];
    this.#jumps = outer;
    return leaveBlock(joinWays(ends), before);
  }

  #turn(loop: Statement & { kind: 'loop' }, before: Locals): Way {
    let known = loop.condition && !loop.atLeastOnce ? this.evaluate(loop.condition, before) : before;
    if (loop.each) {
      const { name, type, value } = loop.each;
      const element: Expression = {
        kind: 'index',
        target: value,
        line: value.line,
        start: value.start,
        end: value.end,
      };
      known = withLocal(known, { name, type, values: [this.#value(element, before)] });
    }
    const way = this.run(loop.body, known);
    known = way ?? known;
    for (const update of loop.update) known = this.evaluate(update, known);
    if (loop.condition && loop.atLeastOnce) known = this.evaluate(loop.condition, known);
    return way && known;
  }

  #value(expression: Expression, locals: Locals): LocalValue {
    return { kind: 'expression', expression, scope: { ...this.#scope, locals } };
  }
}

function joinWays(ways: readonly Way[]): Way {
  const open = ways.filter((way) => way !== undefined);
  return open.length > 0 ? join(open) : undefined;
}

/** Which way of a condition only tests take, if it asks whether a test runs. */
export function testsOf(condition: Expression): 'then' | 'else' | undefined {
  if (condition.kind === 'other' && condition.isNegation)
    return condition.parts[0] && opposite(testsOf(condition.parts[0]));
  const { target } = condition.kind === 'call' ? condition : {};
  const asks = condition.kind === 'call' && /^isRunningTest$/i.test(condition.name);
  return asks && /^(?:System\.)?Test$/i.test((target && dottedName(target)) ?? '') ? 'then' : undefined;
}

function opposite(way: 'then' | 'else' | undefined): 'then' | 'else' | undefined {
  if (way === undefined) return undefined;
  return way === 'then' ? 'else' : 'then';
}

function changedIn(before: Locals, after: Locals): number {
  return [...before].filter(([name, local]) => after.get(name) !== local && !SCALAR.test(local.type.name)).length;
}

const SCALAR = /^(?:Boolean|Integer|Long|Decimal|Double|Date|Datetime|Time)$/i;

/** Variables declared inside are gone. Apex does not let them hide those outside. */
function leaveBlock(way: Way, before: Locals): Way {
  if (!way || way.size === before.size) return way;
  return new Map([...way].filter(([name]) => before.has(name)));
}

function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'member':
      return [expression.target];
    case 'index':
      return expression.index ? [expression.target, expression.index] : [expression.target];
    case 'call':
      return expression.target ? [expression.target, ...expression.arguments] : expression.arguments;
    case 'new':
      return [
        // `new Account(Name = 'x')` sets a field; there is no variable to follow.
        ...expression.arguments.map((argument) => (argument.kind === 'assign' ? argument.value : argument)),
        ...expression.entries.flatMap(({ key, value }) => (key ? [key, value] : [value])),
      ];
    case 'cast':
      return [expression.value];
    case 'choice':
      return expression.condition ? [expression.condition, ...expression.options] : expression.options;
    case 'assign':
      return expression.target.kind === 'name' ? [expression.value] : [expression.target, expression.value];
    case 'concat':
    case 'query':
    case 'other':
      return expression.parts;
    case 'string':
    case 'scalar':
    case 'null':
    case 'type':
    case 'this':
    case 'super':
    case 'name':
      return [];
  }
}

import type { ApexType } from '../types/type.ts';
import type { DmlStatement, LocalDeclaration, Statement, SwitchStatement, TryStatement } from '../syntax/tree.ts';
import { sameType, typeText } from '../values/type-text.ts';
import { isAssignable, isException } from './assignable.ts';
import { Unchecked, type BodyContext } from './body-context.ts';
import type { Checked, CheckedStatement } from './checked.ts';
import { converted } from './conversions.ts';
import { describe, writtenType } from './declare.ts';
import { UNKNOWN } from './program-model.ts';
import { Scope, type LocalVariable } from './scope.ts';
import { switchCases } from './switches.ts';

const BOOLEAN: ApexType = { kind: 'primitive', name: 'Boolean' };

/** Checks statements one after the other; one with an error is left out, the next is looked at. */
export function checkStatements(body: BodyContext, statements: readonly Statement[]): readonly CheckedStatement[] {
  const all: CheckedStatement[] = [];
  let isOver = false;
  for (const statement of statements) {
    try {
      if (isOver) {
        isOver = false;
        body.fail(statement, 'Unreachable statement');
      }
      const checked = checkStatement(body, statement);
      all.push(...checked);
      const last = checked.at(-1);
      isOver = last !== undefined && !completes(last);
    } catch (error) {
      if (!(error instanceof Unchecked)) throw error;
      body.hasErrors = true;
    }
  }
  return all;
}

/** Whether what follows a statement can be reached. */
export function completes(statement: CheckedStatement): boolean {
  switch (statement.kind) {
    case 'return':
    case 'throw':
    case 'break':
    case 'continue':
      return false;
    case 'block':
      return statement.statements.every(completes);
    case 'if':
      return !statement.otherwise || completes(statement.then) || completes(statement.otherwise);
    case 'while':
      return !(isTrue(statement.condition) && !breaks(statement.body));
    case 'for':
      return !((!statement.condition || isTrue(statement.condition)) && !breaks(statement.body));
    case 'try':
      if (statement.finally && !completes(statement.finally)) return false;
      return completes(statement.body) || statement.catches.some((one) => completes(one.body));
    case 'switch':
      return (
        !statement.cases.some((one) => one.when.kind === 'else') || statement.cases.some((one) => completes(one.body))
      );
    case 'runAs':
      return completes(statement.body);
    default:
      return true;
  }
}

function isTrue(condition: Checked): boolean {
  return condition.kind === 'literal' && condition.value === true;
}

/** Whether a statement leaves the loop around it by `break`. */
function breaks(statement: CheckedStatement): boolean {
  switch (statement.kind) {
    case 'break':
      return true;
    case 'block':
      return statement.statements.some(breaks);
    case 'if':
      return breaks(statement.then) || (statement.otherwise !== undefined && breaks(statement.otherwise));
    case 'try':
      return [statement.body, ...statement.catches.map((one) => one.body)].some(breaks);
    case 'switch':
      return statement.cases.some((one) => breaks(one.body));
    case 'runAs':
      return breaks(statement.body);
    default:
      return false;
  }
}

/** Checks statements in a scope of their own. */
function scoped<Result>(body: BodyContext, check: () => Result): Result {
  const outer = body.scope;
  body.scope = new Scope(outer);
  try {
    return check();
  } finally {
    body.scope = outer;
  }
}

function inner(body: BodyContext, statement: Statement): CheckedStatement {
  const statements = scoped(body, () =>
    checkStatements(body, statement.kind === 'block' ? statement.statements : [statement]),
  );
  return { kind: 'block', line: statement.line, statements };
}

/** Checks the body of a loop. */
function looped(body: BodyContext, statement: Statement): CheckedStatement {
  body.loops++;
  try {
    return inner(body, statement);
  } finally {
    body.loops--;
  }
}

function checkStatement(body: BodyContext, statement: Statement): readonly CheckedStatement[] {
  const { line } = statement;
  switch (statement.kind) {
    case 'block':
      return [inner(body, statement)];
    case 'local':
      return locals(body, statement);
    case 'expression':
      return [expressionStatement(body, statement)];
    case 'if': {
      const condition = body.as(statement.condition, BOOLEAN);
      const then = inner(body, statement.then);
      const otherwise = statement.otherwise && inner(body, statement.otherwise);
      return [{ kind: 'if', line, condition, then, otherwise }];
    }
    case 'while':
    case 'do': {
      const condition = body.as(statement.condition, BOOLEAN);
      return [{ kind: statement.kind, line, condition, body: looped(body, statement.body) }];
    }
    case 'for':
      return [scoped(body, () => loop(body, statement))];
    case 'forEach':
      return [scoped(body, () => forEach(body, statement))];
    case 'return':
      return [returned(body, statement)];
    case 'throw': {
      const value = body.value(statement.value);
      if (!isException(body.program, value.type)) {
        body.fail(statement, `Throw expression must be of type exception: ${typeText(value.type)}`);
      }
      return [{ kind: 'throw', line, value }];
    }
    case 'break':
    case 'continue':
      if (body.loops === 0) {
        body.fail(statement, `${statement.kind} must be in a loop`);
      }
      return [{ kind: statement.kind, line }];
    case 'try':
      return [tried(body, statement)];
    case 'switch':
      return [switched(body, statement)];
    case 'dml':
      return [dml(body, statement)];
    case 'runAs':
      return [runAs(body, statement)];
  }
}

function declared(
  body: BodyContext,
  at: { name: string; line: number; column: number },
  type: ApexType,
  isFinal = false,
): LocalVariable {
  return body.scope.add(at.name, type, isFinal) ?? body.fail(at, `Duplicate variable: ${at.name}`);
}

function locals(body: BodyContext, statement: LocalDeclaration): readonly CheckedStatement[] {
  let type: ApexType;
  try {
    type = body.type(statement.type);
  } catch (error) {
    // The names are known all the same, so that their uses are no errors besides.
    statement.variables.forEach((one) => body.scope.add(one.name, UNKNOWN));
    throw error;
  }
  return statement.variables.map((one) => {
    let value: Checked | undefined;
    try {
      value = one.value && body.as(one.value, type);
    } catch (error) {
      body.scope.add(one.name, type);
      throw error;
    }
    const variable = declared(body, one, type, statement.isFinal && one.value !== undefined);
    return { kind: 'local', line: one.line, name: variable.compiled, value };
  });
}

const EFFECTS: ReadonlySet<string> = new Set([
  'call',
  'callStatic',
  'callSuper',
  'libraryCall',
  'construct',
  'assign',
  'update',
  'new',
  'newBy',
  'enumNamed',
  'enumValues',
  'enumPart',
  'stored',
]);

function expressionStatement(body: BodyContext, statement: Statement & { kind: 'expression' }): CheckedStatement {
  const expression = body.any(statement.expression);
  if (!EFFECTS.has(expression.kind)) {
    body.fail(statement, 'Expression cannot be a statement');
  }
  return { kind: 'expression', line: statement.line, expression };
}

function loop(body: BodyContext, statement: Statement & { kind: 'for' }): CheckedStatement {
  const { initial, line } = statement;
  const first =
    'kind' in initial
      ? locals(body, initial)
      : initial.map((one): CheckedStatement => ({ kind: 'expression', line, expression: body.any(one) }));
  const condition = statement.condition && body.as(statement.condition, BOOLEAN);
  const update = statement.update.map((one) => body.any(one));
  return { kind: 'for', line, initial: first, condition, update, body: looped(body, statement.body) };
}

function forEach(body: BodyContext, statement: Statement & { kind: 'forEach' }): CheckedStatement {
  const type = body.type(statement.type);
  const over = body.value(statement.over);
  const source = over.type;
  if (source.kind !== 'list' && source.kind !== 'set') {
    return body.fail(statement, `Loop must iterate over a list or set: ${typeText(source)}`);
  }
  const variable = declared(body, statement, type);
  const parts = { kind: 'forEach', line: statement.line, name: variable.compiled, over } as const;
  if (over.kind === 'query' && type.kind === 'list' && sameType(type, source)) {
    return { ...parts, by: 'batches', item: undefined, body: looped(body, statement.body) };
  }
  // Records may be taken as those of one object, as the platform does with what a query gives.
  const isRecord = type.kind === 'sobject' && source.of.kind === 'sobject' && source.of.name === undefined;
  const element: Checked = { kind: 'local', name: variable.compiled, type: source.of };
  const item: Checked = isRecord
    ? { kind: 'cast', to: type, operand: element, type }
    : converted(body, element, type, statement);
  const converts = item !== element && item.kind !== 'local';
  return { ...parts, by: source.kind, item: converts ? item : undefined, body: looped(body, statement.body) };
}

function returned(body: BodyContext, statement: Statement & { kind: 'return' }): CheckedStatement {
  const { line, value } = statement;
  if (body.returnType.kind === 'void') {
    return value ? body.fail(statement, 'Return value not expected') : { kind: 'return', line, value: undefined };
  }
  if (!value) {
    return body.fail(statement, `Missing return value: ${typeText(body.returnType)}`);
  }
  return { kind: 'return', line, value: body.as(value, body.returnType) };
}

function tried(body: BodyContext, statement: TryStatement): CheckedStatement {
  return {
    kind: 'try',
    line: statement.line,
    body: inner(body, statement.body),
    catches: statement.catches.map((one) => {
      const type = body.type(one.type);
      if (!isException(body.program, type)) {
        body.fail(one, `Invalid exception type: ${writtenType(one.type)}`);
      }
      return scoped(body, () => {
        const variable = declared(body, one, type);
        return { type: typeText(type), name: variable.compiled, body: inner(body, one.body) };
      });
    }),
    finally: statement.finally && inner(body, statement.finally),
  };
}

function switched(body: BodyContext, statement: SwitchStatement): CheckedStatement {
  const on = body.value(statement.on);
  const cases = switchCases(body, on, statement, (one, variable) =>
    scoped(body, () => {
      const compiled = variable && declared(body, { ...one, name: variable.name }, variable.type).compiled;
      return { name: compiled ?? '', body: inner(body, one.body) };
    }),
  );
  return { kind: 'switch', line: statement.line, on, cases };
}

function dml(body: BodyContext, statement: DmlStatement): CheckedStatement {
  const { line, operation, access, key } = statement;
  let value = body.value(statement.value);
  if (value.kind === 'query' && operation !== 'delete' && operation !== 'undelete' && value.type.kind !== 'list') {
    return body.fail(statement, 'DML requires SObject or SObject list type');
  }
  const { type } = value;
  const of = type.kind === 'list' ? type.of : type;
  if (of.kind !== 'sobject' || of.name === 'AggregateResult') {
    return body.fail(statement, `DML requires SObject or SObject list type: ${typeText(type)}`);
  }
  value = converted(body, value, type, statement);
  return { kind: 'dml', line, operation, value, access, key: key && upsertKey(body, statement, of.name) };
}

function upsertKey(body: BodyContext, statement: DmlStatement, object: string | undefined): string {
  const wanted = statement.key!.at(-1)!.toLowerCase();
  const fields = object ? [...(body.program.schema.object(object)?.fields.values() ?? [])] : [];
  const field = fields.find((one) => one.name.toLowerCase() === wanted);
  return field?.name ?? body.fail(statement, `Field does not exist: ${statement.key!.join('.')}`);
}

function runAs(body: BodyContext, statement: Statement & { kind: 'runAs' }): CheckedStatement {
  const [first, ...more] = statement.user;
  const user = first && body.value(first);
  const type: ApexType = { kind: 'sobject', name: 'User' };
  if (!user || more.length > 0 || !isAssignable(body.program, user.type, type)) {
    return body.fail(statement, 'System.runAs takes a User');
  }
  return { kind: 'runAs', line: statement.line, user, body: inner(body, statement.body) };
}

/** A body must return a value on each of its ways. */
export function checkReturns(
  body: BodyContext,
  statements: readonly CheckedStatement[],
  end: { line: number; column: number },
): void {
  if (!body.hasErrors && body.returnType.kind !== 'void' && statements.every(completes)) {
    try {
      body.fail(
        end,
        `Missing return statement required return type: ${typeText(body.returnType)}${body.method ? ` in ${describe(body.method)}` : ''}`,
      );
    } catch (error) {
      if (!(error instanceof Unchecked)) throw error;
    }
  }
}

import type { ApexType } from '../types/type.ts';
import type { Block, Expression } from '../syntax/tree.ts';
import { Unchecked, type BodyContext } from './body-context.ts';
import type { Checked, CheckedBody } from './checked.ts';
import type { ClassModel, FieldModel, MethodModel } from './class-model.ts';
import { converted } from './conversions.ts';
import { resolve } from './declare.ts';
import { check } from './expressions.ts';
import { fail, UNKNOWN, type ProgramModel } from './program-model.ts';
import { Scope } from './scope.ts';
import { checkReturns, checkStatements } from './statements.ts';

interface BodyOf {
  readonly isStatic: boolean;
  readonly kind: BodyContext['kind'];
  readonly property?: FieldModel;
  readonly method?: MethodModel;
  readonly returnType: ApexType;
  readonly parameters: readonly { readonly name: string; readonly type: ApexType }[];
}

const VOID: ApexType = { kind: 'void' };

function context(program: ProgramModel, model: ClassModel, of: BodyOf): BodyContext {
  const body: BodyContext = {
    program,
    model,
    isStatic: of.isStatic,
    kind: of.kind,
    property: of.property,
    method: of.method,
    returnType: of.returnType,
    scope: new Scope(),
    loops: 0,
    hasErrors: false,
    any: (expression) => {
      const value = check(body, expression);
      if (value.type === UNKNOWN) throw new Unchecked();
      return value;
    },
    value: (expression) => {
      const value = body.any(expression);
      return value.type.kind === 'void' ? body.fail(expression, 'A method without a result has no value') : value;
    },
    as: (expression, type) => converted(body, body.value(expression), type, expression),
    type: (name) => {
      const type = resolve(program, model, name);
      if (!type) throw new Unchecked();
      return type;
    },
    fail: (position, message) => {
      fail(program, model, position, message);
      throw new Unchecked();
    },
  };
  return body;
}

/** Checks the code of a method, constructor, accessor or initialiser. */
export function checkBody(program: ProgramModel, model: ClassModel, block: Block, of: BodyOf): CheckedBody {
  const body = context(program, model, of);
  const parameters = of.parameters.map((one) => {
    const variable = body.scope.add(one.name, one.type);
    if (!variable) {
      fail(program, model, of.method ?? block, `Duplicate variable: ${one.name}`);
    }
    return variable?.compiled ?? '';
  });
  const statements = checkStatements(body, block.statements);
  checkReturns(body, statements, of.method ?? block);
  return { parameters, statements };
}

/** Checks the first value of a field; undefined if it has an error. */
export function checkFirstValue(program: ProgramModel, field: FieldModel, value: Expression): Checked | undefined {
  const body = context(program, field.owner, {
    isStatic: field.isStatic,
    kind: 'constructor',
    returnType: VOID,
    parameters: [],
  });
  try {
    return body.as(value, field.type);
  } catch (error) {
    if (!(error instanceof Unchecked)) throw error;
    return undefined;
  }
}

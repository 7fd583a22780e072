import type {
  BlockContext,
  ForStatementContext,
  LocalVariableDeclarationContext,
  StatementContext,
  SwitchStatementContext,
  TryStatementContext,
  TypeRefContext,
  VariableDeclaratorsContext,
} from '@apexdevtools/apex-parser';
import type { Binding, Expression, Statement } from './model.ts';
import { readExpression, readExpressions, readParts } from './read-expression.ts';
import { readQualifiedName, readType } from './read-type.ts';

export function readBlock(context: BlockContext): Statement {
  return { kind: 'block', body: context.statement_list().flatMap(readStatement) };
}

/** Reads one statement; a declaration of several variables becomes several. */
export function readStatement(context: StatementContext): Statement[] {
  const local = context.localVariableDeclarationStatement();
  if (local) return readLocals(local.localVariableDeclaration());
  return [readOther(context)];
}

/** `String a = 'x', b;` */
export function readDeclarators(type: TypeRefContext, declarators: VariableDeclaratorsContext): Statement[] {
  return declarators.variableDeclarator_list().map((declarator): Statement => {
    const value = declarator.expression();
    return {
      kind: 'local',
      type: readType(type),
      name: declarator.id().getText(),
      ...(value && { value: readExpression(value) }),
    };
  });
}

function readOther(context: StatementContext): Statement {
  const block = context.block();
  if (block) return readBlock(block);
  const expression = context.expressionStatement();
  if (expression) return evaluate(readExpression(expression.expression()));
  const condition = context.ifStatement();
  if (condition) {
    const otherwise = condition.statement(1);
    return {
      kind: 'if',
      condition: readExpression(condition.parExpression().expression()),
      then: readBody(condition.statement(0)),
      ...(otherwise && { otherwise: readBody(otherwise) }),
    };
  }
  const choice = context.switchStatement();
  if (choice) return readSwitch(choice);
  const loop = context.forStatement();
  if (loop) return readFor(loop);
  const repeat = context.whileStatement();
  if (repeat) {
    const condition = readExpression(repeat.parExpression().expression());
    return { ...LOOP, condition, body: readBody(repeat.statement()) };
  }
  const once = context.doWhileStatement();
  if (once) {
    const condition = readExpression(once.parExpression().expression());
    return { ...LOOP, condition, body: readBlock(once.block()), atLeastOnce: true };
  }
  const attempt = context.tryStatement();
  if (attempt) return readTry(attempt);
  const leaving = context.returnStatement() ?? context.throwStatement();
  if (leaving) {
    const value = leaving.expression();
    return {
      kind: 'leave',
      how: 'RETURN' in leaving ? 'return' : 'throw',
      ...(value && { value: readExpression(value) }),
    };
  }
  if (context.breakStatement() ?? context.continueStatement()) return { kind: 'leave', how: 'jump' };
  const runAs = context.runAsStatement();
  if (runAs) {
    const users = readExpressions(runAs.expressionList()).map(evaluate);
    return { kind: 'block', body: [...users, readBlock(runAs.block())] };
  }
  // insert, update, delete, undelete, upsert, merge
  return evaluate(readParts(context));
}

const NOTHING: Statement = { kind: 'block', body: [] };
const LOOP = { kind: 'loop', init: [], update: [], atLeastOnce: false } as const;

function evaluate(value: Expression): Statement {
  return { kind: 'expression', value };
}

/** A body without braces, or only a semicolon. */
function readBody(context: StatementContext | null): Statement {
  if (!context) return NOTHING;
  const [only, ...more] = readStatement(context);
  return only && more.length === 0 ? only : { kind: 'block', body: only ? [only, ...more] : [] };
}

function readLocals(context: LocalVariableDeclarationContext): Statement[] {
  return readDeclarators(context.typeRef(), context.variableDeclarators());
}

function readSwitch(context: SwitchStatementContext): Statement {
  const branches = context.whenControl_list().map((when) => {
    const type = when.whenValue().typeRef();
    const binding: Binding | undefined = type && { type: readType(type), name: when.whenValue().id().getText() };
    return { ...(binding && { binding }), body: readBlock(when.block()) };
  });
  return {
    kind: 'switch',
    subject: readExpression(context.expression()),
    branches,
    exhaustive: context.whenControl_list().some((when) => when.whenValue().ELSE()),
  };
}

function readFor(context: ForStatementContext): Statement {
  const control = context.forControl();
  const body = readBody(context.statement());
  const each = control.enhancedForControl();
  if (each) {
    const value = readExpression(each.expression());
    return { ...LOOP, each: { type: readType(each.typeRef()), name: each.id().getText(), value }, body };
  }
  const init = control.forInit();
  const local = init?.localVariableDeclaration();
  const condition = control.expression();
  return {
    ...LOOP,
    init: local ? readLocals(local) : readExpressions(init?.expressionList()).map(evaluate),
    ...(condition && { condition: readExpression(condition) }),
    update: readExpressions(control.forUpdate()?.expressionList()),
    body,
  };
}

function readTry(context: TryStatementContext): Statement {
  const always = context.finallyBlock();
  return {
    kind: 'try',
    body: readBlock(context.block()),
    handlers: context.catchClause_list().map((handler) => ({
      binding: { type: readQualifiedName(handler.qualifiedName()), name: handler.id().getText() },
      body: readBlock(handler.block()),
    })),
    ...(always && { always: readBlock(always.block()) }),
  };
}

import type * as grammar from '@apexdevtools/apex-parser';
import { at } from './position.ts';
import { qualifiedType, typeName } from './types.ts';
import { expression, expressions, UnreadSyntax } from './expressions.ts';
import { numberLiteral, stringLiteral } from './literals.ts';
import type { Block, Declarator, DmlOperation, LocalDeclaration, Statement, SwitchCase, WhenValue } from './tree.ts';

/** Reads `{ … }`. */
export function block(context: grammar.BlockContext): Block {
  return { kind: 'block', ...at(context), statements: context.statement_list().map(statement) };
}

/** Reads `a, b = 1`. */
export function declarators(context: grammar.VariableDeclaratorsContext): readonly Declarator[] {
  return context.variableDeclarator_list().map((one) => {
    const value = one.expression() as grammar.ExpressionContext | null;
    return { ...at(one), name: one.id().getText(), value: value ? expression(value) : undefined };
  });
}

function statement(context: grammar.StatementContext): Statement {
  const position = at(context);
  // The parse tree has one method for each kind of statement, of which one gives a node.
  const inner = context.getChild(0);
  const own = context as Nullable<grammar.StatementContext>;
  let one;
  if (own.block()) {
    return block(inner as grammar.BlockContext);
  }
  if ((one = own.localVariableDeclarationStatement())) {
    return local(one.localVariableDeclaration());
  }
  if ((one = own.expressionStatement())) {
    return { kind: 'expression', ...position, expression: expression(one.expression()) };
  }
  if ((one = own.ifStatement())) {
    const [then, otherwise] = one.statement_list().map(statement) as [Statement, Statement | undefined];
    return { kind: 'if', ...position, condition: condition(one), then, otherwise };
  }
  if ((one = own.returnStatement())) {
    const value = one.expression() as grammar.ExpressionContext | null;
    return { kind: 'return', ...position, value: value ? expression(value) : undefined };
  }
  if ((one = own.forStatement())) {
    return loop(one);
  }
  if ((one = own.whileStatement())) {
    return { kind: 'while', ...position, condition: condition(one), body: bodyOf(one) };
  }
  if ((one = own.doWhileStatement())) {
    return { kind: 'do', ...position, condition: condition(one), body: block(one.block()) };
  }
  if ((one = own.throwStatement())) {
    return { kind: 'throw', ...position, value: expression(one.expression()) };
  }
  if (own.breakStatement() || own.continueStatement()) {
    return { kind: own.breakStatement() ? 'break' : 'continue', ...position };
  }
  if ((one = own.tryStatement())) {
    return {
      kind: 'try',
      ...position,
      body: block(one.block()),
      catches: one.catchClause_list().map((clause) => ({
        ...at(clause),
        type: qualifiedType(clause.qualifiedName()),
        name: clause.id().getText(),
        body: block(clause.block()),
      })),
      finally: finallyOf(one),
    };
  }
  if ((one = own.switchStatement())) {
    return {
      kind: 'switch',
      ...position,
      on: expression(one.expression()),
      cases: one.whenControl_list().map(switchCase),
    };
  }
  if ((one = own.runAsStatement())) {
    return { kind: 'runAs', ...position, user: expressions(one.expressionList()), body: block(one.block()) };
  }
  return dml(own, position);
}

/** The methods of a node of the parse tree give null where its types promise a node. */
type Nullable<Context> = {
  [Name in keyof Context]: Context[Name] extends () => infer Node ? () => Node | null : Context[Name];
};

type DmlContext = Pick<grammar.InsertStatementContext, 'accessLevel' | 'expression'>;

function dml(own: Nullable<grammar.StatementContext>, position: { line: number; column: number }): Statement {
  const operations: readonly [DmlOperation, DmlContext | null][] = [
    ['insert', own.insertStatement()],
    ['update', own.updateStatement()],
    ['upsert', own.upsertStatement()],
    ['delete', own.deleteStatement()],
    ['undelete', own.undeleteStatement()],
  ];
  for (const [operation, context] of operations) {
    if (context) {
      const level = context.accessLevel() as grammar.AccessLevelContext | null;
      const key = own.upsertStatement()?.qualifiedName() as grammar.QualifiedNameContext | null | undefined;
      return {
        kind: 'dml',
        ...position,
        operation,
        access: !level ? 'default' : (level.USER() as object | null) ? 'user' : 'system',
        value: expression(context.expression()),
        key: key?.id_list().map((id) => id.getText()),
      };
    }
  }
  const merge = own.mergeStatement();
  throw new UnreadSyntax((merge ?? own) as grammar.StatementContext, merge ? 'The statement merge' : 'This statement');
}

function condition(context: { parExpression(): grammar.ParExpressionContext }) {
  return expression(context.parExpression().expression());
}

/** `while (…);` and `for (…);` have no body. */
function bodyOf(context: grammar.WhileStatementContext | grammar.ForStatementContext): Statement {
  const body = context.statement() as grammar.StatementContext | null;
  return body ? statement(body) : { kind: 'block', ...at(context), statements: [] };
}

function finallyOf(context: grammar.TryStatementContext): Block | undefined {
  const last = context.finallyBlock() as grammar.FinallyBlockContext | null;
  return last ? block(last.block()) : undefined;
}

function local(context: grammar.LocalVariableDeclarationContext): LocalDeclaration {
  return {
    kind: 'local',
    ...at(context),
    type: typeName(context.typeRef()),
    isFinal: context.modifier_list().some((modifier) => modifier.getText().toLowerCase() === 'final'),
    variables: declarators(context.variableDeclarators()),
  };
}

function loop(context: grammar.ForStatementContext): Statement {
  const control = context.forControl();
  const each = control.enhancedForControl() as grammar.EnhancedForControlContext | null;
  if (each) {
    return {
      kind: 'forEach',
      ...at(context),
      type: typeName(each.typeRef()),
      name: each.id().getText(),
      over: expression(each.expression()),
      body: bodyOf(context),
    };
  }
  const initial = control.forInit() as Nullable<grammar.ForInitContext> | null;
  const variables = initial?.localVariableDeclaration();
  const until = control.expression() as grammar.ExpressionContext | null;
  const update = control.forUpdate() as grammar.ForUpdateContext | null;
  return {
    kind: 'for',
    ...at(context),
    initial: variables ? local(variables) : expressions(initial?.expressionList()),
    condition: until ? expression(until) : undefined,
    update: expressions(update?.expressionList()),
    body: bodyOf(context),
  };
}

function switchCase(context: grammar.WhenControlContext): SwitchCase {
  const value = context.whenValue();
  const type = value.typeRef() as grammar.TypeRefContext | null;
  return {
    ...at(context),
    when: (value.ELSE() as object | null)
      ? { kind: 'else' }
      : type
        ? { kind: 'type', type: typeName(type), name: value.id().getText() }
        : { kind: 'values', values: value.whenLiteral_list().map(whenValue) },
    body: block(context.block()),
  };
}

function whenValue(context: grammar.WhenLiteralContext): WhenValue {
  const own = context as Nullable<grammar.WhenLiteralContext>;
  const inner = own.whenLiteral();
  if (inner) {
    return whenValue(inner);
  }
  const position = at(context);
  const name = own.qualifiedName();
  if (name) {
    return { kind: 'name', ...position, parts: name.id_list().map((id) => id.getText()) };
  }
  const text = context.getText();
  return {
    kind: 'literal',
    ...position,
    literal: own.NULL()
      ? { kind: 'literal', ...position, type: 'null', text }
      : own.StringLiteral()
        ? stringLiteral(position, text)
        : numberLiteral(position, text),
  };
}

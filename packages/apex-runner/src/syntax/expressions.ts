import * as grammar from '@apexdevtools/apex-parser';
import { at } from './position.ts';
import { createdType, typeName } from './types.ts';
import { literal } from './literals.ts';
import { query } from './queries.ts';
import type { Expression } from './tree.ts';

/** What this runner does not read. */
export class UnreadSyntax extends Error {
  readonly context: grammar.ApexParserRuleContext;
  constructor(context: grammar.ApexParserRuleContext, what: string) {
    super(`${what} is not supported by the runner`);
    this.context = context;
  }
}

/** Reads an expression. @throws {UnreadSyntax} */
export function expression(context: grammar.ExpressionContext): Expression {
  const position = at(context);
  if (context instanceof grammar.PrimaryExpressionContext) {
    return primary(context.primary());
  }
  if (context instanceof grammar.SubExpressionContext) {
    return expression(context.expression());
  }
  if (context instanceof grammar.DotExpressionContext) {
    return dotted(context);
  }
  if (context instanceof grammar.MethodCallExpressionContext) {
    return call(context.methodCall());
  }
  if (context instanceof grammar.ArrayExpressionContext) {
    const [target, index] = both(context);
    return { kind: 'index', ...position, target, index };
  }
  if (context instanceof grammar.NewExpressionContext) {
    return created(context.creator());
  }
  if (context instanceof grammar.CastExpressionContext) {
    const operand = expression(context.expression());
    return { kind: 'cast', ...position, type: typeName(context.typeRef()), operand };
  }
  if (context instanceof grammar.InstanceOfExpressionContext) {
    const operand = expression(context.expression());
    return { kind: 'instanceOf', ...position, type: typeName(context.typeRef()), operand };
  }
  if (context instanceof grammar.PostOpExpressionContext) {
    const operand = expression(context.expression());
    return { kind: 'postfix', ...position, operator: context.INC() ? '++' : '--', operand };
  }
  if (context instanceof grammar.PreOpExpressionContext || context instanceof grammar.NegExpressionContext) {
    const operator = context.getChild(0).getText();
    return { kind: 'prefix', ...position, operator, operand: expression(context.expression()) };
  }
  if (context instanceof grammar.CondExpressionContext) {
    const [condition, then, otherwise] = context.expression_list().map(expression) as [
      Expression,
      Expression,
      Expression,
    ];
    return { kind: 'conditional', ...position, condition, then, otherwise };
  }
  const [left, right] = both(context as grammar.Arth1ExpressionContext);
  const operator = operatorOf(context);
  return {
    kind: context instanceof grammar.AssignExpressionContext ? 'assign' : 'binary',
    ...position,
    operator,
    left,
    right,
  };
}

/** Reads the expressions of a list that may be absent. */
export function expressions(context: grammar.ExpressionListContext | null | undefined): readonly Expression[] {
  return context?.expression_list().map(expression) ?? [];
}

function both(context: { expression_list(): grammar.ExpressionContext[] }): [Expression, Expression] {
  return context.expression_list().map(expression) as [Expression, Expression];
}

/** What stands between the two operands: one token, or several as in `>>>` and `<=`. */
function operatorOf(context: grammar.ExpressionContext): string {
  const children = context.children ?? [];
  return children
    .slice(1, -1)
    .map((child) => child.getText())
    .join('');
}

function dotted(context: grammar.DotExpressionContext): Expression {
  const target = expression(context.expression());
  const isSafe = Boolean(context.QUESTIONDOT());
  const method = context.dotMethodCall();
  // The position is that of the name, as the platform tells errors of members.
  if (method) {
    const name = method.anyId().getText();
    return { kind: 'call', ...at(method), target, name, arguments: expressions(method.expressionList()), isSafe };
  }
  return { kind: 'member', ...at(context.anyId()), target, name: context.anyId().getText(), isSafe };
}

function call(context: grammar.MethodCallContext): Expression {
  const list = expressions(context.expressionList());
  if (context.THIS() || context.SUPER()) {
    return { kind: 'constructorCall', ...at(context), of: context.THIS() ? 'this' : 'super', arguments: list };
  }
  const name = context.id().getText();
  return { kind: 'call', ...at(context), target: undefined, name, arguments: list, isSafe: false };
}

function primary(context: grammar.PrimaryContext): Expression {
  const position = at(context);
  if (context instanceof grammar.LiteralPrimaryContext) {
    return literal(context.literal());
  }
  if (context instanceof grammar.IdPrimaryContext) {
    return { kind: 'name', ...position, name: context.id().getText() };
  }
  if (context instanceof grammar.ThisPrimaryContext) {
    return { kind: 'this', ...position };
  }
  if (context instanceof grammar.SuperPrimaryContext) {
    return { kind: 'super', ...position };
  }
  if (context instanceof grammar.TypeRefPrimaryContext) {
    return { kind: 'typeLiteral', ...position, type: typeName(context.typeRef()) };
  }
  if (context instanceof grammar.SoqlPrimaryContext) {
    return query(context.soqlLiteral(), expression);
  }
  throw new UnreadSyntax(context, context instanceof grammar.SoslPrimaryContext ? 'SOSL' : context.getText());
}

function created(context: grammar.CreatorContext): Expression {
  const position = at(context);
  const name = context.createdName();
  const none = { items: undefined, pairs: undefined, size: undefined };
  const rest = context.classCreatorRest();
  if (rest) {
    const list = expressions(rest.arguments().expressionList());
    return { kind: 'new', ...position, type: createdType(name, 0), arguments: list };
  }
  const array = context.arrayCreatorRest();
  if (array) {
    const size = array.expression() as grammar.ExpressionContext | null;
    const first = array.arrayInitializer() as grammar.ArrayInitializerContext | null;
    return {
      kind: 'newCollection',
      ...position,
      ...none,
      type: createdType(name, 1),
      ...(size ? { size: expression(size) } : { items: first?.expression_list().map(expression) ?? [] }),
    };
  }
  const type = createdType(name, 0);
  const map = context.mapCreatorRest();
  if (map) {
    const pairs = map.mapCreatorRestPair_list().map(both);
    return { kind: 'newCollection', ...position, ...none, type, pairs };
  }
  const items = context.setCreatorRest()?.expression_list().map(expression) ?? [];
  return { kind: 'newCollection', ...position, ...none, type, items };
}

import {
  ArrayExpressionContext,
  Arth2ExpressionContext,
  AssignExpressionContext,
  CastExpressionContext,
  CoalExpressionContext,
  CondExpressionContext,
  DotExpressionContext,
  IdPrimaryContext,
  LiteralPrimaryContext,
  MethodCallExpressionContext,
  NegExpressionContext,
  NewExpressionContext,
  PrimaryExpressionContext,
  SoqlPrimaryContext,
  SubExpressionContext,
  SuperPrimaryContext,
  ThisPrimaryContext,
  TypeRefPrimaryContext,
} from '@apexdevtools/apex-parser';
import type {
  ApexParserRuleContext,
  CreatorContext,
  ExpressionContext,
  ExpressionListContext,
  LiteralContext,
} from '@apexdevtools/apex-parser';
import type { Expression, NewExpression, OtherExpression, Span } from './model.ts';
import { nestedExpressions, spanOf } from './parse-tree.ts';
import { readQuery } from './read-query.ts';
import { listOf, readCreatedName, readType } from './read-type.ts';
import { unquote } from './string-literal.ts';

/** Reads one expression of the parse tree. Parentheses vanish. */
export function readExpression(context: ExpressionContext): Expression {
  const span = spanOf(context);
  if (context instanceof PrimaryExpressionContext) return readPrimary(context, span);
  if (context instanceof DotExpressionContext) {
    const target = readExpression(context.expression());
    const call = context.dotMethodCall();
    if (!call) return { kind: 'member', target, name: context.anyId().getText(), ...span };
    return {
      kind: 'call',
      target,
      name: call.anyId().getText(),
      arguments: readExpressions(call.expressionList()),
      // A chain of calls starts where its receiver does; people look for the line of the call itself.
      ...span,
      line: call.start.line,
    };
  }
  if (context instanceof MethodCallExpressionContext) {
    const call = context.methodCall();
    return {
      kind: 'call',
      name: call.getChild(0).getText(),
      arguments: readExpressions(call.expressionList()),
      ...span,
    };
  }
  if (context instanceof NewExpressionContext) return readCreator(context.creator(), span);
  if (context instanceof SubExpressionContext) return readExpression(context.expression());
  if (context instanceof CastExpressionContext) {
    return { kind: 'cast', type: readType(context.typeRef()), value: readExpression(context.expression()), ...span };
  }
  if (context instanceof ArrayExpressionContext) {
    const index = readExpression(context.expression(1));
    return { kind: 'index', target: readExpression(context.expression(0)), index, ...span };
  }
  if (context instanceof CondExpressionContext) {
    const [condition, ...options] = context.expression_list().map(readExpression);
    return { kind: 'choice', ...(condition && { condition }), options, ...span };
  }
  if (context instanceof CoalExpressionContext) {
    return { kind: 'choice', options: context.expression_list().map(readExpression), ...span };
  }
  if (context instanceof Arth2ExpressionContext && context.ADD()) return readConcatenation(context, span);
  if (context instanceof AssignExpressionContext) return readAssignment(context, span);
  if (context instanceof NegExpressionContext) return { ...readParts(context), isNegation: true };
  return readParts(context);
}

/** A node whose own value nobody asks for, with the expressions in it. */
export function readParts(context: ApexParserRuleContext): OtherExpression {
  return { kind: 'other', parts: nestedExpressions(context).map(readExpression), ...spanOf(context) };
}

export function readExpressions(context: ExpressionListContext | null | undefined): Expression[] {
  return context ? context.expression_list().map(readExpression) : [];
}

function readPrimary(context: PrimaryExpressionContext, span: Span): Expression {
  const primary = context.primary();
  if (primary instanceof IdPrimaryContext) return { kind: 'name', name: primary.getText(), ...span };
  if (primary instanceof LiteralPrimaryContext) return readLiteral(primary.literal(), span);
  if (primary instanceof ThisPrimaryContext) return { kind: 'this', ...span };
  if (primary instanceof SuperPrimaryContext) return { kind: 'super', ...span };
  if (primary instanceof TypeRefPrimaryContext) return { kind: 'type', type: readType(primary.typeRef()), ...span };
  if (primary instanceof SoqlPrimaryContext) return readQuery(primary.soqlLiteral().query(), span, readExpression);
  return readParts(context);
}

function readLiteral(context: LiteralContext, span: Span): Expression {
  const text = context.StringLiteral() ?? context.MultilineStringLiteral();
  if (text) return { kind: 'string', value: unquote(text.getText()), ...span };
  if (context.NULL()) return { kind: 'null', ...span };
  const name = context.BooleanLiteral() ? 'Boolean' : context.IntegerLiteral() ? 'Integer' : 'Decimal';
  return { kind: 'scalar', type: { name, arguments: [] }, ...span };
}

function readCreator(context: CreatorContext, span: Span): NewExpression {
  const type = readCreatedName(context.createdName());
  const array = context.arrayCreatorRest();
  const elements = array ? array.arrayInitializer()?.expression_list() : context.setCreatorRest()?.expression_list();
  const pairs = context.mapCreatorRest()?.mapCreatorRestPair_list();
  return {
    kind: 'new',
    type: array ? listOf(type) : type,
    arguments: readExpressions(context.classCreatorRest()?.arguments().expressionList()),
    entries: pairs
      ? pairs.map((pair) => ({ key: readExpression(pair.expression(0)), value: readExpression(pair.expression(1)) }))
      : (elements ?? []).map((element) => ({ value: readExpression(element) })),
    ...span,
  };
}

/**
 * `a + b + c` leans left; a keystore pasted in pieces is hundreds deep, so the chain is followed in a loop. Neighboring
 * literals become one.
 */
function readConcatenation(context: Arth2ExpressionContext, span: Span): Expression {
  const operands: ExpressionContext[] = [];
  let left: ExpressionContext = context;
  while (left instanceof Arth2ExpressionContext && left.ADD()) {
    operands.push(left.expression(1));
    left = left.expression(0);
  }
  const parts: Expression[] = [];
  for (const part of [left, ...operands.reverse()].map(readExpression)) {
    const last = parts.at(-1);
    if (part.kind === 'string' && last?.kind === 'string') {
      parts[parts.length - 1] = { ...last, value: last.value + part.value, end: part.end };
    } else parts.push(part);
  }
  const [only, ...more] = parts;
  return only && more.length === 0 ? only : { kind: 'concat', parts, ...span };
}

function readAssignment(context: AssignExpressionContext, span: Span): Expression {
  const target = readExpression(context.expression(0));
  const value = readExpression(context.expression(1));
  if (context.ASSIGN()) return { kind: 'assign', target, value, ...span };
  return {
    kind: 'assign',
    target,
    value: { kind: context.ADD_ASSIGN() ? 'concat' : 'other', parts: [target, value], ...span },
    ...span,
  };
}

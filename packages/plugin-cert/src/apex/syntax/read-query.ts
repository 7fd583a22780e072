import type { ExpressionContext, QueryContext, ValueContext } from '@apexdevtools/apex-parser';
import type { Expression, QueryExpression, Span } from './model.ts';
import { nestedExpressions } from './parse-tree.ts';
import { unquote } from './string-literal.ts';

type ReadExpression = (context: ExpressionContext) => Expression;

/** Reads what a SOQL query can tell about the records it returns. */
export function readQuery(context: QueryContext, span: Span, readExpression: ReadExpression): QueryExpression {
  const record = findRecord(context, span, readExpression);
  return {
    kind: 'query',
    from: context.fromNameList().fieldName(0).getText(),
    ...(record && { record }),
    parts: nestedExpressions(context).map(readExpression),
    ...span,
  };
}

/** `WHERE DeveloperName = 'X'`, alone or with further conditions that must hold too. */
function findRecord(context: QueryContext, span: Span, readExpression: ReadExpression): Expression | undefined {
  const where = context.whereClause()?.whereLogicalExpression();
  if (!where || where.NOT() || where.SOQLOR_list().length > 0) return undefined;
  for (const condition of where.whereConditionalExpression_list()) {
    const field = condition.whereFieldExpression()?.fieldExpression();
    if (!field || !/^(?:DeveloperName|QualifiedApiName|Name)$/i.test(field.fieldName()?.getText() ?? '')) continue;
    if (field.comparisonOperator().getText() !== '=') continue;
    return readValue(field.value(), span, readExpression);
  }
  return undefined;
}

function readValue(context: ValueContext, span: Span, readExpression: ReadExpression): Expression | undefined {
  const text = context.StringLiteral();
  if (text) return { kind: 'string', value: unquote(text.getText()), ...span };
  const bound = context.boundExpression();
  return bound ? readExpression(bound.expression()) : undefined;
}

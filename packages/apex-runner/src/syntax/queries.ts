import { BoundExpressionContext, type ApexParseTree, type SoqlLiteralContext } from '@apexdevtools/apex-parser';
import { at } from './position.ts';
import type { Expression, Query } from './tree.ts';

/** Reads `[SELECT …]`; `read` reads the expressions that are bound. */
export function query(
  context: SoqlLiteralContext,
  read: (context: ReturnType<BoundExpressionContext['expression']>) => Expression,
): Query {
  const inner = context.query();
  const bound = boundExpressions(inner);
  const source = inner.start.getInputStream();
  const binds: Expression[] = [];
  let text = '';
  let from = inner.start.start;
  for (const one of bound) {
    text += `${source.getText(from, one.start.start - 1)}:b${String(binds.length)}`;
    from = (one.stop ?? one.start).stop + 1;
    binds.push(read(one.expression()));
  }
  text += source.getText(from, (inner.stop ?? inner.start).stop);
  const mode = inner.withClause()?.getText().toUpperCase() ?? '';
  return {
    kind: 'query',
    ...at(context),
    text,
    binds,
    access: mode.includes('USER_MODE') ? 'user' : mode.includes('SYSTEM_MODE') ? 'system' : 'default',
  };
}

function boundExpressions(tree: ApexParseTree): BoundExpressionContext[] {
  if (tree instanceof BoundExpressionContext) {
    return [tree];
  }
  const children = (tree as { readonly children?: readonly ApexParseTree[] | null }).children ?? [];
  return children.flatMap(boundExpressions);
}

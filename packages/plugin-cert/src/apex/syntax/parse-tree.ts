import { ExpressionContext } from '@apexdevtools/apex-parser';
import type { ApexParserRuleContext } from '@apexdevtools/apex-parser';
import type { Span } from './model.ts';

/** The expressions nearest below a node, in the order of the text. */
export function nestedExpressions(context: ApexParserRuleContext): ExpressionContext[] {
  const found: ExpressionContext[] = [];
  for (const child of (context.children ?? []) as ApexParserRuleContext[]) {
    if (child instanceof ExpressionContext) found.push(child);
    else found.push(...nestedExpressions(child));
  }
  return found;
}

export function spanOf(context: ApexParserRuleContext): Span {
  return { line: context.start.line, start: context.start.start, end: (context.stop ?? context.start).stop + 1 };
}

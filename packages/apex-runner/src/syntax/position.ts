import type { ApexParserRuleContext } from '@apexdevtools/apex-parser';
import type { Position } from './tree.ts';

/** Where a node of the parse tree begins. */
export function at(context: ApexParserRuleContext): Position {
  return { line: context.start.line, column: context.start.column + 1 };
}

import { classRows } from './language-classes.ts';
import { exceptionRows } from './language-exceptions.ts';
import { expressionRows } from './language-expressions.ts';
import type { FidelityRow } from './row.ts';

/** What the documentation says of the language. */
export const languageRows: readonly FidelityRow[] = [...expressionRows, ...classRows, ...exceptionRows];

import type { LiteralType } from '@jetstreamapp/soql-parser-js';
import type { Operand } from './comparison.ts';
import type { FieldPath } from './field-path.ts';

/** A literal of the query. */
export function literalOperand(text: string, type: LiteralType): Operand {
  switch (type) {
    case 'NULL':
    case 'BOOLEAN':
    case 'DATE':
    case 'DATETIME':
      return { type, text };
    case 'STRING':
      return { type, text: unquote(text) };
    case 'INTEGER':
    case 'DECIMAL':
      return { type: 'NUMBER', text };
    case 'DATE_LITERAL':
    case 'DATE_N_LITERAL':
      return { type: 'DATE_LITERAL', text };
    default:
      return { type: 'OTHER', text };
  }
}

/** What a bind variable brought; a text is a day or a moment where the field holds such. */
export function boundOperand(value: string | number | boolean | null, { kind }: FieldPath): Operand {
  if (value === null) return { type: 'NULL', text: '' };
  if (typeof value === 'boolean') return { type: 'BOOLEAN', text: String(value) };
  if (typeof value === 'number') return { type: 'NUMBER', text: String(value) };
  if (kind === 'date' || kind === 'datetime') {
    return { type: /^\d{4}-\d\d-\d\d$/.test(value) ? 'DATE' : 'DATETIME', text: value };
  }
  return { type: 'STRING', text: value };
}

function unquote(literal: string): string {
  const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
  return literal
    .replace(/^'|'$/g, '')
    .replace(/\\([nrtbf"'\\])/gi, (_, char: string) => escapes[char.toLowerCase()] ?? char);
}

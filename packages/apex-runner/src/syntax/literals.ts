import type { LiteralContext } from '@apexdevtools/apex-parser';
import { at } from './position.ts';
import type { Literal, Position } from './tree.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
};

/** Reads a literal. */
export function literal(context: LiteralContext): Literal {
  const position = at(context);
  const text = context.getText();
  if (context.NULL()) {
    return { kind: 'literal', ...position, type: 'null', text };
  }
  if (context.BooleanLiteral()) {
    return { kind: 'literal', ...position, type: 'Boolean', text: text.toLowerCase() };
  }
  return context.StringLiteral() ? stringLiteral(position, text) : numberLiteral(position, text);
}

/** A String in quotes. */
export function stringLiteral(position: Position, text: string): Literal {
  return { kind: 'literal', ...position, type: 'String', text: unescaped(text) };
}

/** A number with its suffix, maybe with a sign before. */
export function numberLiteral(position: Position, text: string): Literal {
  const suffix = /[ld]$/i.exec(text)?.[0].toLowerCase();
  const digits = suffix ? text.slice(0, -1) : text;
  const type = suffix === 'l' ? 'Long' : suffix === 'd' ? 'Double' : digits.includes('.') ? 'Decimal' : 'Integer';
  return { kind: 'literal', ...position, type, text: digits };
}

function unescaped(text: string): string {
  return text
    .slice(1, -1)
    .replace(/\\(u[0-9a-fA-F]{4}|.)/gsu, (_, what: string) =>
      what.length > 1 ? String.fromCharCode(parseInt(what.slice(1), 16)) : (ESCAPES[what] ?? what),
    );
}

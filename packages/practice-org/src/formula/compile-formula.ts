import { formulaFunctions } from './functions.ts';
import { operate } from './operators.ts';
import type { Formula, FormulaScope } from './scope.ts';
import { FormulaError } from './scope.ts';

/**
 * Reads a formula: literals, fields, operators, the functions of {@link formulaFunctions}, `$Permission.X` and `$User.X`. Everything
 * else is refused by name.
 *
 * @throws {FormulaError}
 */
export function compileFormula(text: string, scope: FormulaScope): Formula {
  const tokens = tokensOf(text);
  const formula = expression(0);
  if (tokens.length > 0) throw new FormulaError(`Unexpected '${tokens[0] ?? ''}' in a formula.`);
  return formula;

  /** Operators that bind at least as tightly as `level`. */
  function expression(level: number): Formula {
    let left = operand();
    for (;;) {
      const operator = tokens[0] ?? '';
      const own = levelOf(operator);
      if (own < 0 || own < level) return left;
      tokens.shift();
      left = operate(operator, left, expression(own + 1));
    }
  }

  function operand(): Formula {
    const token = tokens.shift();
    if (token === undefined) throw new FormulaError('A formula ends too early.');
    if (token === '(') {
      const inner = expression(0);
      expect(')');
      return inner;
    }
    if (token === '-') {
      const number = operand();
      return (context) => -Number(number(context) ?? 0);
    }
    if (token === '!') {
      const test = operand();
      return (context) => test(context) !== true;
    }
    if (/^\d/.test(token)) return () => Number(token);
    if (/^["']/.test(token)) {
      const string = token.slice(1, -1).replace(/\\(.)/g, '$1');
      return () => string;
    }
    if (tokens[0] === '(') return call(token);
    return name(token);
  }

  function call(written: string): Formula {
    const known = Object.hasOwn(formulaFunctions, written.toUpperCase())
      ? formulaFunctions[written.toUpperCase()]
      : undefined;
    if (known === undefined) throw new FormulaError(`The function ${written} is not evaluated in formulas here.`);
    expect('(');
    const field = known.ofField === true ? fieldNamed(tokens[0] ?? '') : '';
    const values: Formula[] = [];
    while (tokens[0] !== ')') {
      values.push(expression(0));
      if (tokens[0] !== ')') expect(',');
    }
    expect(')');
    const [fewest, most] = known.takes;
    if (values.length < fewest || values.length > most) {
      throw new FormulaError(`The function ${written} does not take ${values.length} values.`);
    }
    return (context) => known.run(context, values, field);
  }

  function name(written: string): Formula {
    const upper = written.toUpperCase();
    if (upper === 'TRUE') return () => true;
    if (upper === 'FALSE') return () => false;
    if (upper === 'NULL') return () => null;
    const permission = /^\$Permission\.(\w+)$/i.exec(written)?.[1];
    if (permission !== undefined) return (context) => context.hasPermission(permission);
    const user = /^\$User\.(\w+)$/i.exec(written)?.[1];
    if (user !== undefined) return (context) => context.user(user);
    const field = fieldNamed(written);
    return (context) => context.value(field);
  }

  function fieldNamed(written: string): string {
    const field = Object.keys(scope.fields).find((known) => known.toLowerCase() === written.toLowerCase());
    if (field === undefined) throw new FormulaError(`Field ${written} does not exist. Check spelling.`);
    return field;
  }

  function expect(token: string): void {
    if (tokens.shift() !== token) throw new FormulaError(`A formula lacks '${token}'.`);
  }
}

/** Source: Salesforce Help, "Formula Operators and Functions": the usual precedence. */
const levels: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['=', '==', '!=', '<>', '<', '>', '<=', '>='],
  ['+', '-', '&'],
  ['*', '/'],
  ['^'],
];

function levelOf(operator: string): number {
  return levels.findIndex((level) => level.includes(operator));
}

function tokensOf(text: string): string[] {
  const pattern =
    /\s+|\/\*[^]*?\*\/|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\d+(?:\.\d+)?|\$?[A-Za-z]\w*(?:\.\w+)*|<>|!=|<=|>=|==|&&|\|\||[-+*/^&=<>(),!])/y;
  const tokens: string[] = [];
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(text);
    if (match === null) throw new FormulaError(`'${text.charAt(at)}' is not understood in a formula.`);
    if (match[1] !== undefined) tokens.push(match[1]);
  }
  return tokens;
}

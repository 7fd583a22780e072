import type { Formula } from './scope.ts';
import { FormulaError } from './scope.ts';
import type { FormulaValue } from './value.ts';
import { isDate, isMoment, magnitude, written } from './value.ts';

const day = 86_400_000;

/** Puts two formulas together by an operator. */
export function operate(operator: string, left: Formula, right: Formula): Formula {
  switch (operator) {
    case '&&':
      return (context) => left(context) === true && right(context) === true;
    case '||':
      return (context) => left(context) === true || right(context) === true;
    case '&':
      return (context) => textOf(left(context)) + textOf(right(context));
    case '+':
    case '-':
      return (context) => sum(left(context), right(context), operator === '+' ? 1 : -1);
    case '*':
      return (context) => numberOf(left(context)) * numberOf(right(context));
    case '/':
      return (context) => numberOf(left(context)) / numberOf(right(context));
    case '^':
      return (context) => numberOf(left(context)) ** numberOf(right(context));
    case '=':
    case '==':
      return (context) => same(left(context), right(context));
    case '!=':
    case '<>':
      return (context) => !same(left(context), right(context));
    case '<':
      return (context) => ordered(left(context), right(context), (order) => order < 0);
    case '>':
      return (context) => ordered(left(context), right(context), (order) => order > 0);
    case '<=':
      return (context) => ordered(left(context), right(context), (order) => order <= 0);
    case '>=':
      return (context) => ordered(left(context), right(context), (order) => order >= 0);
    default:
      throw new FormulaError(`The operator ${operator} is not evaluated in formulas here.`);
  }
}

/** Days and moments move by days; the difference of two is a number of days; texts are joined. */
function sum(left: FormulaValue, right: FormulaValue, sign: 1 | -1): FormulaValue {
  if (left === null || right === null) {
    // Of a date nothing can be said without the other; an empty number counts as zero, an empty text as none.
    if (isDate(left) || isMoment(left) || isDate(right) || isMoment(right)) return null;
  }
  if (isDate(left)) {
    if (isDate(right)) return left.days - right.days;
    return { days: left.days + Math.trunc(sign * numberOf(right)) };
  }
  if (isMoment(left)) {
    if (isMoment(right)) return (left.milliseconds - right.milliseconds) / day;
    return { milliseconds: left.milliseconds + sign * numberOf(right) * day };
  }
  if (sign === 1 && (isDate(right) || isMoment(right))) return sum(right, left, 1);
  if (typeof left === 'string' || typeof right === 'string') return textOf(left) + textOf(right);
  return numberOf(left) + sign * numberOf(right);
}

function same(left: FormulaValue, right: FormulaValue): boolean {
  const [one, other] = [magnitude(left), magnitude(right)];
  return (one ?? '') === (other ?? '');
}

/** With an empty side nothing is smaller or greater. */
function ordered(left: FormulaValue, right: FormulaValue, fits: (order: number) => boolean): boolean {
  const [one, other] = [magnitude(left), magnitude(right)];
  if (one === null || other === null) return false;
  return fits(one < other ? -1 : one > other ? 1 : 0);
}

function numberOf(value: FormulaValue): number {
  return Number(magnitude(value) ?? 0);
}

function textOf(value: FormulaValue): string {
  return String(written(value) ?? '');
}

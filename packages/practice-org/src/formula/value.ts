/** A day, in days since 1970-01-01. */
export interface FormulaDate {
  readonly days: number;
}

/** A moment, in milliseconds since 1970-01-01 (UTC). */
export interface FormulaMoment {
  readonly milliseconds: number;
}

export type FormulaValue = null | boolean | number | string | FormulaDate | FormulaMoment;

const day = 86_400_000;

export function isDate(value: FormulaValue): value is FormulaDate {
  return typeof value === 'object' && value !== null && 'days' in value;
}

export function isMoment(value: FormulaValue): value is FormulaMoment {
  return typeof value === 'object' && value !== null && 'milliseconds' in value;
}

/** What values are ordered by: days and moments in milliseconds. */
export function magnitude(value: FormulaValue): number | string | null {
  if (isDate(value)) return value.days * day;
  if (isMoment(value)) return value.milliseconds;
  return typeof value === 'boolean' ? Number(value) : value;
}

/** A day or a moment as the REST API writes it. */
export function written(value: FormulaValue): string | number | boolean | null {
  if (isDate(value)) return new Date(value.days * day).toISOString().slice(0, 10);
  if (isMoment(value)) return new Date(value.milliseconds).toISOString().replace('Z', '+0000');
  return value;
}

export function dateOf(text: string): FormulaDate {
  return { days: Math.floor(Date.parse(text.slice(0, 10)) / day) };
}

export function momentOf(text: string): FormulaMoment {
  return { milliseconds: Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2')) };
}

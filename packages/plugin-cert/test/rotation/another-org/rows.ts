/** Records, and the little SOQL by which they are asked for. */
export type Row = Record<string, unknown>;

export class QueryError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export interface Query {
  readonly fields: readonly string[];
  readonly object: string;
  readonly where: string | undefined;
  readonly descending: string | undefined;
  readonly ascending: string | undefined;
  readonly limit: number;
}

export function parseQuery(soql: string): Query {
  const found =
    /^SELECT (.+?) FROM (\w+)(?: WHERE (.+?))?(?: ORDER BY ([\w.]+)( DESC)?(?: NULLS LAST)?)?(?: LIMIT (\d+))?$/is.exec(
      soql.trim(),
    );
  if (!found) throw new QueryError('MALFORMED_QUERY', soql);
  const [, fields = '', object = '', where, order, descending, limit = '50000'] = found;
  return {
    fields: fields.split(',').map((field) => field.trim()),
    object,
    where,
    descending: descending ? order : undefined,
    ascending: descending ? undefined : order,
    limit: Number(limit),
  };
}

export function rowsOf({ fields, object, where, descending, ascending, limit }: Query, rows: readonly Row[]): Row[] {
  const conditions = where?.split(/ AND /i).map(conditionOf) ?? [];
  const found = rows.filter((row) => conditions.every((holds) => holds(row)));
  const order = descending ?? ascending;
  if (order !== undefined) {
    found.sort((one, other) => compared(one[order], other[order]) * (descending === undefined ? 1 : -1));
  }
  return found.slice(0, limit).map((row) => {
    const chosen = fields.map((field) => [field.split('.')[0] ?? field, valueAt(row, field.split('.').slice(0, 1))]);
    return { attributes: { type: object }, ...(Object.fromEntries(chosen) as Row) };
  });
}

function compared(one: unknown, other: unknown): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return textOf(one) < textOf(other) ? -1 : Number(textOf(one) > textOf(other));
}

/** Fields hold texts, numbers, truths or nothing. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

function conditionOf(text: string): (row: Row) => boolean {
  const [, field = '', operator = '', value = ''] = /^([\w.]+)\s*(!=|=|>|IN)\s*(.+)$/is.exec(text.trim()) ?? [];
  const values = [...value.matchAll(/'((?:[^'\\]|\\.)*)'|(-?\d+)|(true|false|null)/g)].map(
    ([, quoted, number, word]) =>
      quoted === undefined ? (number === undefined ? word : Number(number)) : quoted.replaceAll(/\\(.)/g, '$1'),
  );
  const is = (row: Row): boolean =>
    values.some((one) => textOf(valueAt(row, field.split('.'))).toLowerCase() === textOf(one).toLowerCase());
  if (operator === '>') return (row) => Number(valueAt(row, field.split('.'))) > Number(values[0]);
  if (operator === '!=') return (row) => !is(row);
  if (operator === '=' || operator.toUpperCase() === 'IN') return is;
  throw new QueryError('MALFORMED_QUERY', text);
}

function valueAt(row: Row, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (value as Row | null | undefined)?.[name] ?? null, row);
}

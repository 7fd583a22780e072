import type { OrderByClause } from '@jetstreamapp/soql-parser-js';
import type { ObjectSchema } from '../schema/object-schema.ts';
import type { Row, RowValue } from '../org/row.ts';
import type { Database } from './field-path.ts';
import { findField, isFilterable, valueOf } from './field-path.ts';
import { QueryError } from './query-error.ts';

type Order = (left: Row, right: Row) => number;

/** The order that an ORDER BY clause asks for; nulls come first unless NULLS LAST is said. */
export function compareBy(
  clauses: OrderByClause | OrderByClause[] | undefined,
  database: Database,
  object: ObjectSchema,
  alias?: string,
): Order {
  const orders = (clauses === undefined ? [] : [clauses].flat()).map((clause): Order => {
    if (!('field' in clause)) throw new QueryError('MALFORMED_QUERY', 'ORDER BY takes fields only in this org.');
    const path = findField(database, object, clause.field, alias);
    if (!isFilterable(path)) {
      throw new QueryError('INVALID_FIELD', `field '${path.written}' can not be sorted in a query call`);
    }
    const compare = orderOf(clause);
    return (left, right) => compare(valueOf(database, left, path), valueOf(database, right, path));
  });
  return (left, right) => {
    for (const order of orders) {
      const result = order(left, right);
      if (result !== 0) return result;
    }
    return 0;
  };
}

/** The order of values that one entry of ORDER BY asks for. */
export function orderOf({
  order,
  nulls,
}: Pick<OrderByClause, 'order' | 'nulls'>): (left: RowValue, right: RowValue) => number {
  const direction = order === 'DESC' ? -1 : 1;
  const empty = nulls === 'LAST' ? 1 : -1;
  return (left, right) => {
    if (left === null || right === null) return left === right ? 0 : left === null ? empty : -empty;
    return direction * compareValues(left, right);
  };
}

function compareValues(left: RowValue, right: RowValue): number {
  if (typeof left === 'string' && typeof right === 'string') {
    const [a, b] = [left.toLowerCase(), right.toLowerCase()];
    return a < b ? -1 : a > b ? 1 : 0;
  }
  return Number(left) - Number(right);
}

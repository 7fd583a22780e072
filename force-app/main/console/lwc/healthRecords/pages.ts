/** A page of a list, in the order of Ids; Apex closes it by number and size. */
export interface RecordPage<Row> {
  readonly rows: readonly Row[];
  /** The last Id of this page, after which the next one begins; null on the last page. */
  readonly nextAfter?: string | null;
}

/** All rows of a list, asked for page by page. */
export async function allRows<Row>(
  ask: (place: { readonly afterId: string | null }) => Promise<RecordPage<Row>>,
): Promise<Row[]> {
  const all: Row[] = [];
  let afterId: string | null = null;
  do {
    // Each page says where the next one begins.
    // eslint-disable-next-line no-await-in-loop
    const page: RecordPage<Row> = await ask({ afterId });
    all.push(...page.rows);
    afterId = page.nextAfter ?? null;
  } while (afterId);
  return all;
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null;

function compare(left: unknown, right: unknown): number {
  if (isEmpty(left) || isEmpty(right)) return Number(isEmpty(left)) - Number(isEmpty(right));
  const [one, other] = [String(left), String(right)];
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Orders rows by fields, the first one first; a row where a field is empty comes last. */
export function inOrder<Row>(rows: Row[], ...fields: readonly (keyof Row)[]): Row[] {
  return rows.sort((left, right) => {
    for (const field of fields) {
      const order = compare(left[field], right[field]);
      if (order !== 0) return order;
    }
    return 0;
  });
}

/** Orders rows by one field, from its greatest value to its least; empty ones come last here, too. */
export function lastFirst<Row>(rows: Row[], field: keyof Row): Row[] {
  return rows.sort((left, right) => {
    const [one, other] = [left[field], right[field]];
    return isEmpty(one) || isEmpty(other) ? compare(one, other) : compare(other, one);
  });
}

import type { ApiRecord } from '../soql/records.ts';
import { toRecords } from '../soql/records.ts';
import { QueryError } from '../soql/query-error.ts';
import { runQuery } from '../soql/run-query.ts';
import { ok, RestError } from '../http/message.ts';
import type { Call, Route } from '../routing/route.ts';
import { databaseOf } from './database.ts';
import { describeColumns } from './query-columns.ts';

/** Records that one answer holds at most. */
const defaultPageSize = 2000;

/** Results whose rest can be fetched, by locator; they live as long as the route table. */
interface Pages {
  readonly records: readonly ApiRecord[];
  readonly size: number;
}

/** `query` and `tooling/query`, with paging by `query/<locator>`. */
export function queryRoutes(): readonly Route[] {
  const locators = new Map<string, Pages>();
  return [
    {
      method: 'GET',
      path: /^\/services\/data\/v(?<version>[\d.]+)\/(?<api>tooling\/)?query(All)?\/?$/,
      answer: (call) => {
        const { version = '', api = '' } = call.parameters;
        const soql = call.request.search.get('q');
        if (soql === null) throw new RestError(400, 'MALFORMED_QUERY', 'A query needs the parameter q.');
        const database = databaseOf(call, api === '' ? 'data' : 'tooling');
        const root = `/services/data/v${version}/${api}`;
        const result = runQuery(soql, database);
        if (call.request.search.get('columns') === 'true') return ok(describeColumns(result));
        const pages = { records: toRecords(result, database, `${root}sobjects`), size: pageSize(call) };
        if (result.fields.length === 0) return ok({ totalSize: result.total, done: true, records: [] });
        const locator = `01g${String(locators.size).padStart(12, '0')}`;
        if (call.faults.faults.withheldRows === true) return ok(firstHalf(pages));
        if (pages.records.length > pages.size) locators.set(locator, pages);
        return ok(page(pages, 0, `${root}query/${locator}`));
      },
    },
    {
      method: 'GET',
      path: /^\/services\/data\/v(?<version>[\d.]+)\/(?<api>tooling\/)?query\/(?<locator>\w+)-(?<start>\d+)$/,
      answer: ({ parameters: { version, api = '', locator = '', start } }) => {
        const pages = locators.get(locator);
        if (pages === undefined || Number(start) >= pages.records.length) {
          throw new QueryError('INVALID_QUERY_LOCATOR', 'invalid query locator');
        }
        return ok(page(pages, Number(start), `/services/data/v${version}/${api}query/${locator}`));
      },
    },
  ];
}

/** An answer that counts more than it gives, and says that it is all. */
function firstHalf({ records }: Pages): object {
  return { totalSize: records.length, done: true, records: records.slice(0, Math.floor(records.length / 2)) };
}

function page({ records, size }: Pages, start: number, next: string): object {
  const end = start + size;
  const done = end >= records.length;
  return {
    totalSize: records.length,
    done,
    ...(done ? {} : { nextRecordsUrl: `${next}-${end}` }),
    records: records.slice(start, end),
  };
}

/** `Sforce-Query-Options: batchSize=200` (at least 200, as documented; at most 2,000). */
function pageSize({ request }: Call): number {
  const asked = /batchSize=(\d+)/i.exec(String(request.headers['sforce-query-options'] ?? ''))?.[1];
  return asked === undefined ? defaultPageSize : Math.min(defaultPageSize, Math.max(200, Number(asked)));
}

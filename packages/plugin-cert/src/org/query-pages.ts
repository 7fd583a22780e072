import { OrgApiError } from './api.ts';
import { isWebPage } from './web-page.ts';

/** Pages a query may have before it is given up: 1,000 pages are 2 million records. */
const maxPages = 1000;

/** An answer to a query as it is documented; what comes may be anything. */
interface QueryPage {
  readonly records?: unknown;
  readonly totalSize?: unknown;
  readonly done?: unknown;
  readonly nextRecordsUrl?: unknown;
}

/**
 * All records of a query, however many pages. An answer that gives fewer than it counts, or does not say whether it is
 * all, is an error: what is left out would pass for what is not there (REST API Developer Guide, "Query": `totalSize`,
 * `done`, `nextRecordsUrl`).
 *
 * unverified: that both count what is given in the Tooling API too.
 *
 * @param get Asks for a page by its address.
 * @throws {OrgApiError}
 */
export async function queryPages<T>(first: string, get: (address: string) => Promise<unknown>): Promise<T[]> {
  const records: T[] = [];
  const asked = new Set<string>();
  for (let address = first; asked.size < maxPages;) {
    asked.add(address);
    const page = pageOf(await get(address));
    for (const record of page.records as T[]) records.push(record);
    const { nextRecordsUrl: next } = page;
    if (page.done === true || typeof next !== 'string' || next === '') {
      if (isAll(page, records.length)) return records;
      throw new OrgApiError('INCOMPLETE_ANSWER', shortfall(page, records.length));
    }
    // A page that leads back would be asked for for ever.
    if (asked.has(next)) throw new OrgApiError('INCOMPLETE_ANSWER', 'the pages of a query lead in a circle');
    address = next;
  }
  throw new OrgApiError('TOO_MANY_PAGES', `a query has more than ${maxPages} pages`);
}

function pageOf(answer: unknown): QueryPage {
  if (isWebPage(answer)) throw new OrgApiError('WEB_PAGE', 'a web page came in place of the answer to a query');
  // A body that broke off is no JSON, and jsforce hands it on as text.
  const page = (typeof answer === 'object' ? answer : undefined) as QueryPage | null | undefined;
  if (Array.isArray(page?.records)) return page;
  throw new OrgApiError('UNEXPECTED_ANSWER', 'the answer to a query holds no records');
}

function isAll({ totalSize, done }: QueryPage, count: number): boolean {
  return typeof totalSize === 'number' ? count >= totalSize : done === true;
}

function shortfall({ totalSize }: QueryPage, count: number): string {
  return typeof totalSize === 'number'
    ? `a query counts ${totalSize} records and gives ${count}`
    : 'the answer to a query does not say whether it is all';
}

import type { Connection } from '@salesforce/core';
import { OrgApiError } from '../../org/api.ts';
import { answer, orgApi } from '../../org/connection.ts';
import { orgClock } from '../../org/org-clock.ts';
import { describedObject } from '../../org/required-objects.ts';
import type { DescribingOrg } from '../../org/required-objects.ts';

/** A record that is written: made by POST, changed or made by its key by PATCH. */
export interface RecordWrite {
  /** By this it is told which one of several was refused; letters and digits. */
  readonly called: string;
  readonly method: 'POST' | 'PATCH';
  /** Below `sobjects/`; `@{name.id}` is the Id of one that is made before it. */
  readonly path: string;
  readonly fields: Readonly<Record<string, string | number | boolean | null>>;
}

/** What became of records that were written together. */
export type Written =
  | { readonly ids: ReadonlyMap<string, string> }
  | { readonly refused: { readonly called: string; readonly code: string; readonly message: string } };

/** Everything that the home of rotations asks of an org's records. Small, so that anything can be tried against it. */
export interface OrgRecords extends DescribingOrg {
  query<Row>(soql: string): Promise<Row[]>;
  /**
   * Writes all of them in their order, or none; at most 25.
   *
   * @throws {OrgApiError} when that is not known to be done, or to be refused.
   */
  together(writes: readonly RecordWrite[]): Promise<Written>;
  /** By the clock of the org. */
  now(): Date;
  sleep(milliseconds: number): Promise<void>;
}

interface CompositeResult {
  readonly referenceId?: unknown;
  readonly httpStatusCode?: unknown;
  readonly body?: { readonly id?: unknown } | readonly { readonly errorCode?: unknown; readonly message?: unknown }[];
}

const usualSleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * The port over a log-in of the Salesforce CLI. Waiting on 429 and 503 is done by the transport below.
 *
 * Source: REST API Developer Guide, Composite (`allOrNone`, `collateSubrequests`).
 */
export function connectionRecords(connection: Connection, sleep = usualSleep): OrgRecords {
  const api = orgApi(connection);
  const clock = orgClock(connection);
  const root = `/services/data/v${connection.getApiVersion()}`;
  return {
    username: api.username,
    instanceUrl: api.instanceUrl,
    query: (soql) => api.query(soql),
    describe: (object) => describedObject(connection, object),
    async together(writes) {
      const compositeRequest = writes.map(({ called, method, path, fields }) => ({
        method,
        url: `${root}/sobjects/${path}`,
        referenceId: called,
        body: fields,
      }));
      const given = await answer(
        connection.request<{ readonly compositeResponse?: readonly CompositeResult[] }>({
          method: 'POST',
          url: `${api.instanceUrl}${root}/composite`,
          body: JSON.stringify({ allOrNone: true, collateSubrequests: false, compositeRequest }),
          headers: { 'content-type': 'application/json' },
        }),
      );
      return writtenOf(given?.compositeResponse, writes);
    },
    now: () => clock.now(),
    sleep,
  };
}

function writtenOf(results: readonly CompositeResult[] | undefined, writes: readonly RecordWrite[]): Written {
  if (!Array.isArray(results) || results.length !== writes.length) {
    throw new OrgApiError('UNEXPECTED_ANSWER', `the answer to ${writes.length} records does not tell of each`);
  }
  const all = results as readonly CompositeResult[];
  const failed = all.filter(({ httpStatusCode }) => typeof httpStatusCode !== 'number' || httpStatusCode >= 400);
  const [first] = failed;
  if (first === undefined) {
    const ids = all.flatMap(({ referenceId, body }): [string, string][] => {
      const id = (body as { readonly id?: unknown } | null | undefined)?.id;
      return typeof id === 'string' ? [[String(referenceId), id]] : [];
    });
    return { ids: new Map(ids) };
  }
  // The others only say that they were taken back with it.
  const cause = failed.find((one) => errorOf(one).code !== 'PROCESSING_HALTED') ?? first;
  return { refused: { called: String(cause.referenceId), ...errorOf(cause) } };
}

function errorOf({ body }: CompositeResult): { readonly code: string; readonly message: string } {
  const [error] = Array.isArray(body) ? (body as readonly { errorCode?: unknown; message?: unknown }[]) : [];
  return {
    code: typeof error?.errorCode === 'string' ? error.errorCode : 'UNKNOWN',
    message: typeof error?.message === 'string' ? error.message : 'The org gave no reason.',
  };
}

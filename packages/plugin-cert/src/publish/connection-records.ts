import type { Connection } from '@salesforce/core';
import { OrgApiError } from '../org/api.ts';
import { answer, orgApi } from '../org/connection.ts';
import { describedObject } from '../org/required-objects.ts';
import type { RecordApi, SaveResult } from './record-api.ts';

/** Tries of a request whose connection broke. To upsert a row twice is to upsert it once. */
const tries = 3;
const broken = new Set(['ECONNRESET', 'UND_ERR_SOCKET', 'EPIPE', 'ETIMEDOUT']);

const usualSleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The port over a log-in of the Salesforce CLI. Waiting on 429 and 503 is done by the transport below. */
export function connectionRecords(connection: Connection, sleep: RecordApi['sleep'] = usualSleep): RecordApi {
  const api = orgApi(connection);
  const root = `${api.instanceUrl}/services/data/v${connection.getApiVersion()}`;
  return {
    username: api.username,
    instanceUrl: api.instanceUrl,
    query: (soql) => api.query(soql),
    describe: (object) => describedObject(connection, object),
    async upsert(object, keyField, rows) {
      const url = `${root}/composite/sobjects/${object}/${keyField}`;
      const records = rows.map((row) => ({ attributes: { type: object }, ...row }));
      const body = JSON.stringify({ allOrNone: false, records });
      const headers = { 'content-type': 'application/json' };
      for (let tried = 1; ; tried += 1) {
        try {
          const results = await answer(connection.request<SaveResult[]>({ method: 'PATCH', url, body, headers }));
          if (Array.isArray(results) && results.length === rows.length) return results;
          throw new OrgApiError('UNEXPECTED_ANSWER', `the answer to ${rows.length} rows does not tell of each`);
        } catch (error) {
          if (tried >= tries || !(error instanceof OrgApiError) || !broken.has(error.code)) throw error;
          await sleep(1000 * tried);
        }
      }
    },
    sleep,
  };
}

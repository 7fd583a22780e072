import type { Connection } from '@salesforce/core';
import { OrgApiError } from '../org/api.ts';
import { orgApi } from '../org/connection.ts';
import type { RecordApi, SaveResult } from './record-api.ts';

interface Described {
  readonly createable?: boolean;
  readonly fields?: readonly { readonly name: string; readonly createable?: boolean; readonly updateable?: boolean }[];
}

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
    async describe(object) {
      const described = await asked(
        connection.request<Described>({ method: 'GET', url: `${root}/sobjects/${object}/describe` }),
      );
      if (!Array.isArray(described?.fields)) {
        throw new OrgApiError('UNEXPECTED_ANSWER', `the description of ${object} lists no fields`);
      }
      const fields = described.fields as NonNullable<Described['fields']>;
      return {
        createable: described.createable !== false,
        fields: new Map(fields.map((field) => [field.name, field.createable !== false || field.updateable !== false])),
      };
    },
    async upsert(object, keyField, rows) {
      const url = `${root}/composite/sobjects/${object}/${keyField}`;
      const records = rows.map((row) => ({ attributes: { type: object }, ...row }));
      const body = JSON.stringify({ allOrNone: false, records });
      const headers = { 'content-type': 'application/json' };
      for (let tried = 1; ; tried += 1) {
        try {
          const results = await asked(connection.request<SaveResult[]>({ method: 'PATCH', url, body, headers }));
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

async function asked<T>(answer: PromiseLike<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof OrgApiError || !(error instanceof Error)) throw error;
    const { errorCode, code, cause } = error as { errorCode?: string; code?: string; cause?: { code?: string } };
    throw new OrgApiError(errorCode ?? cause?.code ?? code ?? error.name, error.message);
  }
}

import type { Connection } from '@salesforce/core';
import type { ListedComponent, OrgApi } from './api.ts';
import { OrgApiError } from './api.ts';
import { orgTransport } from './transport.ts';
import type { Transport } from './transport.ts';

/** Pages a query may have before it is given up: 1,000 pages are 2 million records. */
const maxPages = 1000;

interface QueryPage<T> {
  readonly records: readonly T[];
  readonly done: boolean;
  readonly nextRecordsUrl?: string;
}

/** The port of this folder over a log-in of the Salesforce CLI, which refreshes its session by itself where it can. */
export function orgApi(connection: Connection): OrgApi {
  // The property is internal to jsforce, and the only way to reach the metadata calls too.
  const internals = connection as unknown as { _transport: Transport };
  internals._transport = orgTransport(internals._transport);
  const get = async <T>(url: string): Promise<T> =>
    answer(connection.request<T>({ method: 'GET', url: addressOf(url, connection.instanceUrl) }));
  const root = `/services/data/v${connection.getApiVersion()}`;
  return {
    username: connection.getUsername() ?? 'the user',
    instanceUrl: connection.instanceUrl.replace(/\/+$/, ''),
    organizationId: connection.getAuthInfoFields().orgId,
    async query<T>(soql: string, api: 'data' | 'tooling' = 'data'): Promise<T[]> {
      const records: T[] = [];
      let next = `${root}${api === 'tooling' ? '/tooling' : ''}/query?q=${encodeURIComponent(soql)}`;
      for (let page = 0; page < maxPages; page++) {
        const result = await get<QueryPage<T>>(next);
        // A body that broke off is no JSON, and jsforce hands it on as text.
        if (typeof result?.records !== 'object') {
          throw new OrgApiError('UNEXPECTED_ANSWER', 'the answer to a query holds no records');
        }
        for (const record of result.records) records.push(record);
        if (result.done || !result.nextRecordsUrl) return records;
        next = result.nextRecordsUrl;
      }
      throw new OrgApiError('TOO_MANY_PAGES', `a query has more than ${maxPages} pages`);
    },
    async getText(path) {
      const body = await get<unknown>(path);
      return typeof body === 'string' && body.trim() !== '' ? body : undefined;
    },
    async fieldTypes(sobject, api = 'data') {
      const described = await get<{ readonly fields?: { readonly name: string; readonly type: string }[] } | undefined>(
        `${root}${api === 'tooling' ? '/tooling' : ''}/sobjects/${sobject}/describe`,
      );
      if (!Array.isArray(described?.fields))
        throw new OrgApiError('UNEXPECTED_ANSWER', `the description of ${sobject} lists no fields`);
      return new Map(described.fields.map((field) => [field.name, field.type]));
    },
    async objectNames() {
      const described = await get<{ readonly sobjects?: { readonly name: string }[] } | undefined>(`${root}/sobjects`);
      if (!Array.isArray(described?.sobjects))
        throw new OrgApiError('UNEXPECTED_ANSWER', 'the list of objects holds none');
      return described.sobjects.map((object) => object.name);
    },
    async dailyRequests() {
      const limits = await get<{ readonly DailyApiRequests?: { Max: number; Remaining: number } } | undefined>(
        `${root}/limits`,
      );
      const { Max: max, Remaining: remaining } = limits?.DailyApiRequests ?? {};
      if (typeof max !== 'number' || typeof remaining !== 'number')
        throw new OrgApiError('UNEXPECTED_ANSWER', 'the limits do not tell how many API requests are left');
      return { max, remaining };
    },
    async metadataTypes() {
      const { metadataObjects } = await answer(connection.metadata.describe(connection.getApiVersion()));
      if (metadataObjects.length === 0)
        throw new OrgApiError('UNEXPECTED_ANSWER', 'the description of the metadata lists no types');
      return new Set(metadataObjects.flatMap(({ xmlName, childXmlNames }) => [xmlName, ...childXmlNames]));
    },
    async listMetadata(types) {
      const queries = types.map((type) => ({ type }));
      const listed = await answer(connection.metadata.list(queries, connection.getApiVersion()));
      return listed.map(({ type, fullName, id, manageableState }): ListedComponent => ({
        type,
        fullName,
        id,
        installed: manageableState === 'installed',
      }));
    },
    async readMetadata(type, names) {
      // jsforce's declarations name fewer types than the API has; the call itself takes any.
      const metadata = connection.metadata as unknown as { read(type: string, names: string[]): Promise<unknown> };
      const result = await answer(metadata.read(type, [...names]));
      const components = (Array.isArray(result) ? result : [result]) as (Record<string, unknown> | null)[];
      return components.flatMap((component) => (typeof component?.['fullName'] === 'string' ? [component] : []));
    },
  };
}

/**
 * Address of a path of the org. Log-ins may keep a slash at the end of their address, which would make `//services`.
 * Paths come from answers, and the session goes with the request: it must not leave the org.
 */
function addressOf(path: string, instanceUrl: string): string {
  const address = new URL(path.replace(/^\/+/, '/'), instanceUrl);
  if (address.origin === new URL(instanceUrl).origin) return address.href;
  throw new OrgApiError('FOREIGN_ADDRESS', `the org gave an address outside of itself (${address.host})`);
}

async function answer<T>(promise: PromiseLike<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    throw toOrgApiError(error);
  }
}

function toOrgApiError(error: unknown): OrgApiError {
  if (!(error instanceof Error)) return new OrgApiError('UNKNOWN', String(error));
  const cause = error.cause as { readonly code?: unknown } | undefined;
  const code = [
    (error as { errorCode?: unknown }).errorCode,
    cause?.code,
    (error as { code?: unknown }).code,
    error.name,
  ];
  const first = code.find((one) => typeof one === 'string') as string;
  // SOAP faults carry the code with a prefix: sf:INVALID_SESSION_ID.
  return new OrgApiError(first.replace(/^\w+:/, ''), error.message);
}

import type { Connection } from '@salesforce/core';
import type { ListedComponent, OrgApi } from './api.ts';
import { OrgApiError } from './api.ts';
import { queryPages } from './query-pages.ts';
import { orgClock } from './org-clock.ts';
import { orgTransport } from './transport.ts';
import type { Transport } from './transport.ts';
import { isWebPage } from './web-page.ts';
import { usernameOf } from './username.ts';

/** Before this version the Metadata API takes no JWT for a session Id (jsforce/jsforce#1817). */
const firstVersionWithJwt = 68;

/** An object as the describe of all objects has it. */
interface ListedObject {
  readonly name: string;
  readonly customSetting?: boolean;
}

/** The port of this folder over a log-in of the Salesforce CLI, which refreshes its session by itself where it can. */
export function orgApi(connection: Connection): OrgApi {
  // The property is internal to jsforce, and the only way to reach the metadata calls too.
  const internals = connection as unknown as { _transport: Transport };
  internals._transport = orgTransport(internals._transport, undefined, orgClock(connection));
  const get = async <T>(url: string): Promise<T> =>
    answer(connection.request<T>({ method: 'GET', url: addressOf(url, connection.instanceUrl) }));
  const soap = async <T>(call: (metadata: Connection['metadata']) => PromiseLike<T>): Promise<T | undefined> => {
    refuseJwt(connection);
    // jsforce may refuse before there is a promise.
    return answer(Promise.resolve().then(() => call(connection.metadata)));
  };
  const root = `/services/data/v${connection.getApiVersion()}`;
  let listing: Promise<readonly ListedObject[]> | undefined;
  // The list is long, and two readers want it.
  const objects = (): Promise<readonly ListedObject[]> =>
    (listing ??= get<{ readonly sobjects?: readonly ListedObject[] } | undefined>(`${root}/sobjects`)
      .then((described) => {
        if (!Array.isArray(described?.sobjects) || described.sobjects.length === 0)
          throw new OrgApiError('UNEXPECTED_ANSWER', 'the list of objects holds none');
        return described.sobjects as readonly ListedObject[];
      })
      .catch((error: unknown) => {
        listing = undefined;
        throw error;
      }));
  return {
    username: usernameOf(connection),
    instanceUrl: connection.instanceUrl.replace(/\/+$/, ''),
    organizationId: connection.getAuthInfoFields().orgId,
    query<T>(soql: string, api: 'data' | 'tooling' = 'data'): Promise<T[]> {
      return queryPages<T>(`${root}${api === 'tooling' ? '/tooling' : ''}/query?q=${encodeURIComponent(soql)}`, get);
    },
    async getText(path) {
      const body = await get<unknown>(path);
      return typeof body === 'string' && body.trim() !== '' ? body : undefined;
    },
    async fieldTypes(sobject, api = 'data') {
      const described = await get<{ readonly fields?: { readonly name: string; readonly type: string }[] } | undefined>(
        `${root}${api === 'tooling' ? '/tooling' : ''}/sobjects/${sobject}/describe`,
      );
      // Every object has an Id at least.
      if (!Array.isArray(described?.fields) || described.fields.length === 0)
        throw new OrgApiError('UNEXPECTED_ANSWER', `the description of ${sobject} lists no fields`);
      return new Map(described.fields.map((field) => [field.name, field.type]));
    },
    async objectNames() {
      return (await objects()).map(({ name }) => name);
    },
    async customSettingNames() {
      return (await objects()).flatMap(({ name, customSetting }) => (customSetting === true ? [name] : []));
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
      const described = await soap((metadata) => metadata.describe(connection.getApiVersion()));
      const { metadataObjects = [] } = described ?? {};
      if (metadataObjects.length === 0)
        throw new OrgApiError('UNEXPECTED_ANSWER', 'the description of the metadata lists no types');
      return new Set(metadataObjects.flatMap(({ xmlName, childXmlNames }) => [xmlName, ...childXmlNames]));
    },
    async listMetadata(types) {
      const queries = types.map((type) => ({ type }));
      const listed = await soap((metadata) => metadata.list(queries, connection.getApiVersion()));
      // One component stands alone and none is nothing, by the version of jsforce.
      return [listed ?? []].flat().map(({ type, fullName, id, manageableState }): ListedComponent => ({
        type,
        fullName,
        id,
        installed: manageableState === 'installed',
      }));
    },
    async readMetadata(type, names) {
      // jsforce's declarations name fewer types than the API has; the call itself takes any.
      const result = await soap((metadata) =>
        (metadata as unknown as { read(type: string, names: string[]): Promise<unknown> }).read(type, [...names]),
      );
      const components = (Array.isArray(result) ? result : [result]) as (Record<string, unknown> | null)[];
      return components.flatMap((component) => (typeof component?.['fullName'] === 'string' ? [component] : []));
    },
  };
}

/**
 * An access token that is a JWT works everywhere but in SOAP, where an older version answers as if the session were over.
 * Asked for components with it, other clients see an org without any.
 */
export function refuseJwt(connection: Connection): void {
  const version = connection.getApiVersion();
  if (Number(version) >= firstVersionWithJwt || !/^eyJ[^.]*\.[^.]*\.[^.]*$/.test(connection.accessToken ?? '')) return;
  throw new OrgApiError(
    'JWT_IN_SOAP',
    `a JWT is no session of the Metadata API before version ${firstVersionWithJwt}.0, and ${version} was asked for`,
  );
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

export async function answer<T>(promise: PromiseLike<T>): Promise<T> {
  try {
    const given = await promise;
    // Sent with status 200 by whoever stands between.
    if (isWebPage(given)) throw new OrgApiError('WEB_PAGE', 'a web page came as the answer');
    return given;
  } catch (error) {
    if (error instanceof OrgApiError) throw error;
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
  // What a proxy does not let pass says nothing about the org.
  const isPage = isWebPage(error.message) || error.message.startsWith('HTTP response contains html');
  if (isPage && /^ERROR_HTTP_40[34]$/.test(first)) return new OrgApiError('WEB_PAGE', 'a web page came as the answer');
  // SOAP faults carry the code with a prefix: sf:INVALID_SESSION_ID.
  return new OrgApiError(first.replace(/^\w+:/, ''), error.message);
}

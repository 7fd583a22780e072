import type { PracticeOrg, PracticeOrgOptions } from '../src/index.ts';
import { startPracticeOrg } from '../src/index.ts';
import type { XmlRecord } from '../src/xml/xml.ts';
import { parseXml, recordAt } from '../src/xml/xml.ts';

/** An answer of the org. */
export interface Answer<T = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  json(): T;
}

/** A running org with the few ways in which tests talk to it. */
export interface OrgClient extends PracticeOrg {
  request<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer<T>>;
  get<T = unknown>(path: string): Promise<Answer<T>>;
  query<T = Record<string, unknown>>(soql: string, api?: 'tooling/'): Promise<Answer<QueryAnswer<T>>>;
  /** Calls the SOAP Metadata API; `body` is written XML. */
  soap(operation: string, body: string, sessionId?: string): Promise<Answer & { readonly body: XmlRecord }>;
}

export interface QueryAnswer<T> {
  readonly totalSize: number;
  readonly done: boolean;
  readonly nextRecordsUrl?: string;
  readonly records: readonly T[];
}

export interface RestRefusal {
  readonly errorCode: string;
  readonly message: string;
}

export const data = '/services/data/v67.0';

/** The moment that the orgs of these tests live in. */
export const now = new Date('2026-11-22T02:15:00Z');

/** Starts an org at {@link now}; whoever starts it closes it. */
export async function startOrg(options: PracticeOrgOptions = {}): Promise<OrgClient> {
  return clientOf(await startPracticeOrg({ now, ...options }));
}

function clientOf(org: PracticeOrg): OrgClient {
  const send = async <T>(url: string, init: RequestInit): Promise<Answer<T>> => {
    const response = await fetch(url, init);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) as T };
  };
  const request: OrgClient['request'] = (method, path, body, headers = {}) =>
    send(org.url + path, {
      method,
      headers: { authorization: `Bearer ${org.accessToken}`, ...headers },
      ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
    });
  return {
    ...org,
    request,
    get: (path) => request('GET', path),
    query: (soql, api) => request('GET', `${data}/${api ?? ''}query?q=${encodeURIComponent(soql)}`),
    soap: async (operation, body, sessionId = org.accessToken) => {
      const answer = await send(`${org.url}/services/Soap/m/67.0`, {
        method: 'POST',
        headers: { 'content-type': 'text/xml', soapaction: '""' },
        body:
          '<?xml version="1.0"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" ' +
          'xmlns="http://soap.sforce.com/2006/04/metadata">' +
          `<soapenv:Header><SessionHeader><sessionId>${sessionId}</sessionId></SessionHeader></soapenv:Header>` +
          `<soapenv:Body><${operation}>${body}</${operation}></soapenv:Body></soapenv:Envelope>`,
      });
      return { ...answer, body: answer.text === '' ? {} : bodyOf(answer.text) };
    },
  };
}

/** The errors of a refusal. */
export function refusals(answer: Answer): readonly RestRefusal[] {
  return answer.json() as readonly RestRefusal[];
}

function bodyOf(text: string): XmlRecord {
  try {
    return recordAt(recordAt(parseXml(text), 'Envelope'), 'Body');
  } catch {
    return {};
  }
}

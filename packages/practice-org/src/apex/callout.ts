import { OrgRefusal } from '@cert-health/apex-runner';
import type { OrgRequest, OrgResponse } from '@cert-health/apex-runner';
import type { Org } from '../org/org.ts';
import type { Reply, Request } from '../http/message.ts';
import { recordsAt, textAt } from '../xml/xml.ts';

/** How the org reaches itself. */
export interface OwnAddress {
  /** Without a slash at the end. */
  readonly url: string;
  /** What a named credential to the org itself signs requests with. */
  readonly accessToken: string;
  /** Whether credentials lead back here; without, they are not in the org. */
  isConnected(): boolean;
  /** @throws {TypeError} for a resource that does not answer at once */
  send(request: Request): Reply;
}

/**
 * Sends a callout. `callout:Name/path` goes where the named credential leads; the org itself answers at its own address. There is no
 * network behind it: every other host is refused, as one that cannot be reached.
 *
 * @throws {OrgRefusal} CalloutException
 */
export function callout(org: Org, own: OwnAddress | undefined, request: OrgRequest): OrgResponse {
  const named = /^callout:(\w+)(.*)$/s.exec(request.endpoint);
  const base = named === null ? '' : credentialUrl(org, named[1] ?? '');
  if (named !== null && own?.isConnected() === false && base.startsWith(own.url)) throw noCredential(named[1] ?? '');
  const address = named === null ? request.endpoint : base.replace(/\/$/, '') + (named[2] ?? '');
  if (own === undefined || !address.startsWith(`${own.url}/`)) {
    throw new OrgRefusal('CalloutException', 'UNREACHABLE', `Unable to reach ${address} from the practice org`);
  }
  const [path = '/', ...search] = address.slice(own.url.length).split('?');
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const reply = sent(own, {
    method: request.method,
    path,
    search: new URLSearchParams(search.join('?')),
    headers: named === null ? headers : { authorization: `Bearer ${own.accessToken}`, ...headers },
    body: Buffer.from(request.body),
  });
  return {
    status: reply.status,
    reason: reasons[reply.status] ?? '',
    headers: { 'content-type': 'application/json;charset=UTF-8', ...reply.headers },
    body: bytesOf(reply),
  };
}

function sent(own: OwnAddress, request: Request): Reply {
  try {
    return own.send(request);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new OrgRefusal('CalloutException', 'NOT_SYNCHRONOUS', error.message);
  }
}

/**
 * Where a named credential leads. Source: Apex Developer Guide, "Named Credentials as Callout Endpoints".
 *
 * @throws {OrgRefusal} CalloutException for one that is not there
 */
export function credentialUrl(org: Org, name: string): string {
  const component = org
    .components()
    .find(({ type, fullName }) => type === 'NamedCredential' && fullName.toLowerCase() === name.toLowerCase());
  if (component === undefined) throw noCredential(name);
  const url = recordsAt(component.values, 'namedCredentialParameters').find(
    (parameter) => textAt(parameter, 'parameterType') === 'Url',
  );
  return textAt(url ?? {}, 'parameterValue') ?? textAt(component.values, 'endpoint') ?? '';
}

function noCredential(name: string): OrgRefusal {
  return new OrgRefusal(
    'CalloutException',
    'NOT_FOUND',
    `The callout couldn't access the endpoint. You might not have the required permissions, or the named credential "${name}" might not exist.`,
  );
}

const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  300: 'Multiple Choices',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  500: 'Server Error',
};

function bytesOf({ body }: Reply): Uint8Array {
  if (body === null) return new Uint8Array();
  if (body instanceof Uint8Array) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

import { DmlError } from '../dml/dml-error.ts';
import { QueryError } from '../soql/query-error.ts';
import type { Reply, Request } from '../http/message.ts';
import { RestError } from '../http/message.ts';
import type { Route, Surroundings } from '../routing/route.ts';

/** Source: REST API Developer Guide, Status Codes and Error Responses. */
const statuses: Readonly<Record<string, number>> = {
  DUPLICATE_EXTERNAL_ID: 300,
  ENTITY_IS_DELETED: 404,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
};

/** Finds the route of a request, checks the access token, and turns refusals into Salesforce's error bodies. */
export async function answer(request: Request, routes: readonly Route[], around: Surroundings): Promise<Reply> {
  try {
    return await dispatch(request, routes, around);
  } catch (error) {
    return refusal(error);
  }
}

/**
 * The same at once, for Apex, which waits for its callouts. A resource whose answer takes time is refused by name.
 *
 * @throws {TypeError}
 */
export function answerNow(request: Request, routes: readonly Route[], around: Surroundings): Reply {
  const told = around.faults.refusal(request);
  if (told !== undefined) return told;
  try {
    const reply = dispatch(request, routes, around);
    if (!(reply instanceof Promise)) return reply;
    reply.catch(() => undefined);
  } catch (error) {
    return refusal(error);
  }
  throw new TypeError(`${request.method} ${request.path} is not answered at once in this org.`);
}

function dispatch(request: Request, routes: readonly Route[], around: Surroundings): Reply | Promise<Reply> {
  for (const route of routes) {
    const match = route.method === request.method ? route.path.exec(request.path) : null;
    if (match === null) continue;
    if (route.open !== true && !around.sessions.allow(request.headers.authorization)) {
      throw new RestError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
    }
    const parameters = Object.fromEntries(
      Object.entries(match.groups ?? {})
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => [name, decodeURIComponent(value)]),
    );
    return route.answer({ ...around, request, parameters });
  }
  throw new RestError(404, 'NOT_FOUND', 'The requested resource does not exist');
}

function refusal(error: unknown): Reply {
  if (error instanceof RestError) return error.reply();
  if (error instanceof DmlError) {
    return new RestError(statuses[error.errorCode] ?? 400, error.errorCode, error.message).reply();
  }
  if (error instanceof QueryError) return new RestError(400, error.errorCode, error.message).reply();
  const message = error instanceof Error ? error.message : String(error);
  return new RestError(500, 'UNKNOWN_EXCEPTION', `The practice org failed: ${message}`).reply();
}

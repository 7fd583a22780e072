import type { Reply, Request } from '../http/message.ts';
import { RestError } from '../http/message.ts';
import { refusal } from '../rest/refusal.ts';
import type { Route, Surroundings } from '../routing/route.ts';

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

import { jsonBody, ok, RestError } from '../server/message.ts';
import type { Call, Route } from '../server/route.ts';
import { rights } from './user.ts';

/** Who uses the app: GET tells, POST `{"rights": "viewer"}` changes it. Not part of any Salesforce API. */
export const userRoutes: readonly Route[] = [
  { method: 'GET', path: /^\/practice-org\/user$/, open: true, answer: told },
  {
    method: 'POST',
    path: /^\/practice-org\/user$/,
    open: true,
    answer: (call) => {
      const { rights: asked } = jsonBody(call.request) as { rights?: unknown };
      const known = rights.find((name) => name === asked);
      if (known === undefined)
        throw new RestError(400, 'INVALID_USER', `Post {"rights": …} with one of ${rights.join(', ')}.`);
      call.user.rights = known;
      return told(call);
    },
  },
];

function told({ org, user }: Call) {
  const { userId: id, username } = org.identity;
  return ok({ id, username, rights: user.rights, customPermissions: user.customPermissions });
}

import { Rights } from '../org/rights.ts';
import { jsonBody, ok, RestError } from '../http/message.ts';
import type { Call, Route } from '../routing/route.ts';
import { appRights, appRightsOf, assignAppRights } from '../apex/app-user.ts';

/** Who uses the app: GET tells, POST `{"rights": "viewer"}` changes it. Not part of any Salesforce API. */
export const userRoutes: readonly Route[] = [
  { method: 'GET', path: /^\/practice-org\/user$/, open: true, answer: told },
  {
    method: 'POST',
    path: /^\/practice-org\/user$/,
    open: true,
    answer: (call) => {
      const { rights: asked } = jsonBody(call.request) as { rights?: unknown };
      const known = appRights.find((name) => name === asked);
      if (known === undefined)
        throw new RestError(400, 'INVALID_USER', `Post {"rights": …} with one of ${appRights.join(', ')}.`);
      assignAppRights(call.org, known);
      return told(call);
    },
  },
];

function told({ org }: Call) {
  const { userId: id, username } = org.identity;
  const rights = new Rights(org, id);
  const customPermissions = org
    .components()
    .filter(({ type, fullName }) => type === 'CustomPermission' && rights.hasCustomPermission(fullName))
    .map(({ fullName }) => fullName);
  return ok({ id, username, rights: appRightsOf(org), customPermissions });
}

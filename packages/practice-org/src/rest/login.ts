import { ok } from '../http/message.ts';
import type { Route } from '../routing/route.ts';

/** Versions of the API that this org offers; 67.0 is the one that the published types describe. */
export const apiVersions = ['50.0', '51.0', '60.0', '64.0', '65.0', '66.0', '67.0'] as const;

/** What clients ask before anything else: who am I, which versions are there. */
export const loginRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/services\/oauth2\/userinfo$/,
    answer: ({ org: { identity }, url }) =>
      ok({
        sub: `${url}/id/${identity.id}/${identity.userId}`,
        user_id: identity.userId,
        organization_id: identity.id,
        preferred_username: identity.username,
        name: 'Morgan Reyes',
        urls: { rest: `${url}/services/data/v{version}/`, metadata: `${url}/services/Soap/m/{version}/${identity.id}` },
        active: true,
        user_type: 'STANDARD',
        language: 'en_US',
        locale: 'en_US',
        utcOffset: 0,
      }),
  },
  {
    method: 'GET',
    path: /^\/services\/data\/?$/,
    open: true,
    answer: () =>
      ok(apiVersions.map((version) => ({ label: `API ${version}`, url: `/services/data/v${version}`, version }))),
  },
  {
    method: 'GET',
    path: /^\/services\/data\/v(?<version>[\d.]+)\/?$/,
    answer: ({ parameters: { version } }) => {
      const root = `/services/data/v${version}`;
      const resources = ['composite', 'limits', 'metadata', 'query', 'sobjects', 'tooling'];
      return ok(Object.fromEntries(resources.map((name) => [name, `${root}/${name}`])));
    },
  },
];

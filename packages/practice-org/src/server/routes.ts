import { apexRoutes } from '../apex/apex-routes.ts';
import { sampleRoutes } from '../apex/sample/sample-routes.ts';
import { userRoutes } from '../apex/user-routes.ts';
import { faultRoutes } from '../faults/fault-routes.ts';
import { consoleFileRoutes } from '../pages/console-files.ts';
import { consoleRoutes } from '../pages/console-routes.ts';
import { lightningRoutes } from '../pages/lightning-routes.ts';
import { trustedRootsRoute } from '../pages/trusted-roots.ts';
import { collectionRoutes } from '../rest/collections.ts';
import { deployRequestRoutes } from '../rest/deploy-request.ts';
import { describeRoutes } from '../rest/describe.ts';
import { limitsRoute } from '../rest/limits.ts';
import { loginRoutes } from '../rest/login.ts';
import { queryRoutes } from '../rest/query.ts';
import { signRoute } from '../rest/sign-route.ts';
import { sobjectRoutes } from '../rest/sobject.ts';
import { metadataRoute } from '../soap/metadata-route.ts';
import type { Route } from './route.ts';

/** Everything that the org answers, in the order in which patterns are tried. */
export function routes(): readonly Route[] {
  return [
    ...loginRoutes,
    ...queryRoutes(),
    ...describeRoutes,
    ...sobjectRoutes,
    ...collectionRoutes,
    ...deployRequestRoutes,
    limitsRoute,
    metadataRoute(),
    trustedRootsRoute,
    ...consoleFileRoutes,
    ...consoleRoutes,
    ...lightningRoutes,
    ...userRoutes,
    ...apexRoutes,
    ...sampleRoutes,
    ...faultRoutes,
    signRoute,
  ];
}

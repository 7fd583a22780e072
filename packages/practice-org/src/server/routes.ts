import { faultRoutes } from '../control/fault-routes.ts';
import { importRoute } from '../control/import-route.ts';
import { jobRoutes } from '../control/job-routes.ts';
import { referencesRoute } from '../control/references-route.ts';
import { reportRoutes } from '../control/report-routes.ts';
import { sampleRoutes } from '../control/sample-routes.ts';
import { userRoutes } from '../control/user-routes.ts';
import { apexRoute } from '../pages/apex-route.ts';
import { consoleFileRoutes } from '../pages/console-files.ts';
import { lightningRoutes } from '../pages/lightning-routes.ts';
import { reportRoute } from '../pages/report-route.ts';
import { trustedRootsRoute } from '../pages/trusted-roots.ts';
import { collectionRoutes } from '../rest/collections.ts';
import { compositeRoute } from '../rest/composite.ts';
import { deployRequestRoutes } from '../rest/deploy-request.ts';
import { describeRoutes } from '../rest/describe.ts';
import { limitsRoute } from '../rest/limits.ts';
import { loginRoutes } from '../rest/login.ts';
import { queryRoutes } from '../rest/query.ts';
import { signRoute } from '../control/sign-route.ts';
import { sobjectRoutes } from '../rest/sobject.ts';
import type { Route } from '../routing/route.ts';
import { metadataRoute } from '../soap/metadata-route.ts';

/** Everything that the org answers, in the order in which patterns are tried. */
export function routes(): readonly Route[] {
  return [
    ...loginRoutes,
    ...queryRoutes(),
    ...describeRoutes,
    ...sobjectRoutes,
    ...collectionRoutes,
    compositeRoute,
    ...deployRequestRoutes,
    limitsRoute,
    metadataRoute(),
    trustedRootsRoute,
    ...consoleFileRoutes,
    reportRoute,
    ...lightningRoutes,
    apexRoute,
    ...userRoutes,
    ...jobRoutes,
    ...sampleRoutes,
    ...faultRoutes,
    ...reportRoutes,
    referencesRoute,
    signRoute,
    importRoute,
  ];
}

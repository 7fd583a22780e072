import type { FaultGate } from '../faults/fault-gate.ts';
import type { Deploys } from '../metadata/deploys.ts';
import type { AppApex } from '../apex/app-apex.ts';
import type { Org } from '../org/org.ts';
import type { PublishedSchema } from '../schema/object-schema.ts';
import type { Reply, Request } from '../http/message.ts';
import type { Sessions } from './sessions.ts';
import type { PublishedReport } from './published-report.ts';

/** What every route may use. */
export interface Surroundings {
  readonly org: Org;
  readonly schema: PublishedSchema;
  readonly sessions: Sessions;
  readonly url: string;
  readonly faults: FaultGate;
  readonly deploys: Deploys;
  readonly report: PublishedReport;
  readonly apex: AppApex;
  /** Where the app's page was built; absent when it was not. */
  readonly consoleFolder: string | undefined;
}

/** One resource: a method, a path pattern whose named groups become parameters, and what answers it. */
export interface Route {
  readonly method: string;
  readonly path: RegExp;
  /** Needs no access token in a header. */
  readonly open?: true;
  answer(call: Call): Reply | Promise<Reply>;
}

export interface Call extends Surroundings {
  readonly request: Request;
  /** Named groups of the route's pattern, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
}

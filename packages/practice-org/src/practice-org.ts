import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Faults } from './faults/fault.ts';
import { FaultGate } from './faults/fault-gate.ts';
import { Deploys } from './metadata/deploys.ts';
import type { Company } from './org/org.ts';
import { Org } from './org/org.ts';
import { routes } from './server/routes.ts';
import { publishedSchema } from './schema/published-schema.ts';
import { acmeFreight } from './seed/acme-freight.ts';
import { answer, answerNow } from './server/answer.ts';
import type { LoggedRequest } from './server/http-server.ts';
import { httpServer } from './server/http-server.ts';
import type { Request } from './http/message.ts';
import type { Surroundings } from './routing/route.ts';
import { Sessions } from './routing/sessions.ts';
import { AppApex } from './apex/app-apex.ts';
import { AppClasses } from './apex/app-classes.ts';
import { assignAppRights } from './apex/app-user.ts';
import { PracticeApexOrg } from './apex/apex-org.ts';
import { connect } from './apex/connection.ts';
import { deployApp } from './apex/deployed-app.ts';
import { PublishedReport } from './routing/published-report.ts';

export interface PracticeOrgOptions {
  /** Port on 127.0.0.1; without it a free one is taken. */
  readonly port?: number;
  /** A fixed moment instead of the clock, or another clock. */
  readonly now?: Date | (() => Date);
  /** What goes wrong from the start. */
  readonly faults?: Faults;
  /** Makes the company that lives in the org, as of `now`; Acme Freight when absent. */
  readonly seed?: (now: Date) => Promise<Company>;
  /** Where scripts/build-console.ts put the app's page; without it there is no page. */
  readonly consoleFolder?: string;
  /** Folder of the app's source (`force-app/main`): what Apex stands on is there from the start, as if it had been deployed. */
  readonly appFolder?: string;
  /** Folder of the app's connection to its own org (`config/connection`); without it the app is not connected. */
  readonly connectionFolder?: string;
}

export interface PracticeOrg {
  /** Address of the org, without a slash at the end. */
  readonly url: string;
  /** The app. */
  readonly consoleUrl: string;
  /** The newest health report as one HTML page. */
  readonly reportUrl: string;
  readonly accessToken: string;
  /** The same session as a JSON Web Token, which the Metadata API does not take before version 68.0. */
  readonly jwtAccessToken: string;
  readonly username: string;
  /** 18 characters. */
  readonly orgId: string;
  /** What was asked so far, oldest first. */
  readonly requests: readonly LoggedRequest[];
  /** Replaces all faults; `{}` ends them. */
  setFaults(faults: Faults): void;
  /** Hands a report to the console page. Throws TypeError for what is none. */
  setReport(report: unknown): void;
  close(): Promise<void>;
}

/** Starts a loopback org. Rejects with the listen error (`EADDRINUSE`) when the port is taken. */
export async function startPracticeOrg(options: PracticeOrgOptions = {}): Promise<PracticeOrg> {
  const { now, seed = acmeFreight } = options;
  const clock = typeof now === 'function' ? now : now === undefined ? () => new Date() : () => now;
  const faults = new FaultGate(options.faults ?? {}, clock);
  const report = new PublishedReport();
  const requests: LoggedRequest[] = [];
  const started = Promise.withResolvers<Surroundings>();
  const table = routes();
  const server = httpServer(
    async (request) => answer(request, table, await started.promise),
    faults,
    clock,
    (request) => requests.push(request),
  );
  // Listening comes first: a taken port is told before the second that making certificates takes.
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [schema, company] = await Promise.all([publishedSchema(), seed(clock())]).catch((error: unknown) => {
    server.close();
    throw error;
  });
  const org = new Org(company, clock);
  const sessions = new Sessions(org.identity.id);
  if (options.appFolder !== undefined) {
    await deployApp(org, options.appFolder);
    assignAppRights(org, 'admin');
  }
  if (options.connectionFolder !== undefined) await connect(org, options.connectionFolder, url);
  const own = {
    url,
    accessToken: sessions.opaque,
    isConnected: () => faults.faults.noConnection !== true,
    // The surroundings are there before the first request is.
    send: (request: Request) => answerNow(request, table, around),
  };
  const apex = new PracticeApexOrg(org, schema, own);
  const around: Surroundings = {
    org,
    schema,
    sessions,
    url,
    faults,
    deploys: new Deploys(org),
    report,
    apex: new AppApex(org, apex, new AppClasses(org, apex, company.components)),
    consoleFolder: options.consoleFolder,
  };
  started.resolve(around);
  return {
    url,
    consoleUrl: `${url}/console`,
    reportUrl: `${url}/console/report`,
    accessToken: options.faults?.jwtToken === true ? sessions.jwt : sessions.opaque,
    jwtAccessToken: sessions.jwt,
    username: org.identity.username,
    orgId: org.identity.id,
    requests,
    setFaults: (next) => faults.set(next),
    setReport: (next) => report.publish(next),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

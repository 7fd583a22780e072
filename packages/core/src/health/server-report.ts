import type { ServersJudgment } from '../acceptance/index.ts';
import { checkCatalog } from '../checks/index.ts';
import type { Check, KnownRevocations } from '../checks/index.ts';
import type { Reference } from '../inventory/index.ts';
import type { TrustStore } from '../trust/index.ts';
import { evaluate } from './evaluate.ts';
import { heldServers } from './held-servers.ts';
import type { HealthReport } from './report.ts';

export interface ServerReportOptions {
  /** The moment that is judged. */
  readonly at: Date;
  /** When the servers were looked at. */
  readonly generatedAt: Date;
  /** The list of roots by which they were judged. */
  readonly trustStore?: TrustStore;
  /** What authorities say of their certificates; left out: nobody asked. */
  readonly revocation?: KnownRevocations;
  /** Configuration that names them, or servers that are only known at run time. */
  readonly references?: readonly Reference[];
}

export interface ServerReport {
  readonly report: HealthReport;
  /** The checks that were made. */
  readonly checks: readonly Check[];
}

/** The report on servers alone: all that the catalog says of the certificates of called servers. */
export async function reportOnServers(
  judgment: ServersJudgment,
  { references = [], ...options }: ServerReportOptions,
): Promise<ServerReport> {
  const checks = checkCatalog.filter(({ servers }) => servers);
  const inventory = { org: null, ...heldServers(judgment), references };
  return { report: await evaluate(inventory, { ...options, checks, servers: judgment.servers }), checks };
}

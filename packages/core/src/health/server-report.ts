import { serverCheck, SERVERS } from '../acceptance/index.ts';
import type { JudgedServer, ServersJudgment } from '../acceptance/index.ts';
import { checkCatalog } from '../checks/index.ts';
import type { Check } from '../checks/index.ts';
import type { Holding, Inventory, Reference, Source } from '../inventory/index.ts';
import { evaluate } from './evaluate.ts';
import type { HealthReport } from './report.ts';

/** Of the catalog what is true of a server whoever calls it, and is no verdict of the caller. */
const alsoMade: readonly string[] = ['expiring'];

export interface ServerReportOptions {
  /** The moment that is judged. */
  readonly at: Date;
  /** When the servers were looked at. */
  readonly generatedAt: Date;
  /** Configuration that names them, with `host:port` as its target. */
  readonly references?: readonly Reference[];
}

export interface ServerReport {
  readonly report: HealthReport;
  /** The checks that were made. */
  readonly checks: readonly Check[];
}

/**
 * The report on servers that were looked at: each is a holding of the source `network.servers`, with the chain that it sends, and
 * what Salesforce would say is a finding.
 */
export async function reportOnServers(
  { servers, certificates }: ServersJudgment,
  { at, generatedAt, references = [] }: ServerReportOptions,
): Promise<ServerReport> {
  const held = (fingerprints: readonly string[]) => fingerprints.flatMap((one) => certificates.get(one) ?? []);
  const holdings = servers.flatMap((server): Holding[] => {
    const { target, sent, alternative } = server;
    const named = (name: string): Omit<Holding, 'certificates'> => ({
      source: SERVERS,
      name,
      label: name,
      kind: 'trusted',
    });
    return [
      ...(sent.length > 0 ? [{ ...named(target), certificates: held(sent) }] : []),
      ...(alternative
        ? [{ ...named(`${target} (${alternative.keyType})`), certificates: held(alternative.sent) }]
        : []),
    ];
  });
  const inventory: Inventory = { org: null, sources: [sourceOf(servers)], holdings, references };
  const checks = [serverCheck(servers), ...checkCatalog.filter(({ id }) => alsoMade.includes(id))];
  const report = await evaluate(inventory, { at, generatedAt, checks });
  return { report: { ...report, findings: report.findings.map(explained) }, checks };
}

function sourceOf(servers: readonly JudgedServer[]): Source {
  const reached = servers.filter(({ status }) => status === 'reached').length;
  const missed = servers.flatMap(({ target, problem, status }) =>
    status === 'reached' ? [] : [`${target}: ${problem ?? 'not reached.'}`],
  );
  return {
    id: SERVERS,
    label: 'Servers',
    status: reached > 0 || servers.length === 0 ? 'read' : 'failed',
    items: reached,
    detail: missed.length === 0 ? `${reached} reached.` : `${reached} reached. ${missed.join(' ')}`,
  };
}

/** It has no page among those of the catalog. */
function explained(finding: HealthReport['findings'][number]): HealthReport['findings'][number] {
  return finding.check === 'server-not-accepted' ? { ...finding, docs: 'sf cert probe --help' } : finding;
}

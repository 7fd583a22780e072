import { judgeServers, reportOnServers } from '@cert-health/core';
import type {
  Certificate,
  HealthReport,
  JudgedServer,
  ReportReference,
  ServerReport,
  ServersJudgment,
  TrustStore,
} from '@cert-health/core';
import { probeTargets } from '../tls/probe-targets.ts';
import type { ClientCredentials } from '../tls/converse.ts';
import type { Target } from '../tls/target.ts';

/** A server to look at. */
export interface WantedServer {
  readonly target: Target;
  /** Somebody asked for this very one. */
  readonly typed?: true;
  /** Configuration that names it. */
  readonly foundIn: readonly ReportReference[];
}

export interface ProbeRequest {
  readonly servers: readonly WantedServer[];
  readonly at?: Date | undefined;
  readonly serverName?: string | undefined;
  /** To show where a client certificate is asked for. */
  readonly credentials?: ClientCredentials | undefined;
  readonly trustStore?: TrustStore | undefined;
  /** Whether the list is the org's own, or a file that is taken for it. */
  readonly listOf?: 'org' | 'file';
  /** Places that could not be read. */
  readonly sources?: HealthReport['sources'];
  /** What names servers by addresses that are only put together at run time. */
  readonly atRunTime?: readonly ReportReference[];
  /** For one server's whole conversation, in milliseconds. */
  readonly timeout: number;
  readonly atOnce: number;
  /** Whether an address may be called that nobody typed; left out: any may. */
  readonly mayCall?: ((address: string) => boolean) | undefined;
}

/** A certificate on the way from the server's own up to a root. */
export interface ChainStep {
  readonly fingerprint: string;
  readonly subject: string;
  /** ISO date-time. */
  readonly notAfter: string;
  /** False: it is a root of the list, and was not sent. */
  readonly sent: boolean;
}

export interface ProbedTarget extends Omit<JudgedServer, 'path' | 'alternative'> {
  readonly foundIn: readonly ReportReference[];
  /** The server's own first. */
  readonly path: readonly ChainStep[];
  readonly alternative?: Omit<NonNullable<JudgedServer['alternative']>, 'path'> & {
    readonly path: readonly ChainStep[];
  };
}

export interface Probe {
  /** The moment that is judged, ISO date-time. */
  readonly asOf: string;
  /** Which list of roots judged. */
  readonly trustStore: { readonly kind: 'org' | 'file' | 'none'; readonly entries: number };
  readonly targets: readonly ProbedTarget[];
  readonly certificates: HealthReport['certificates'];
  readonly findings: HealthReport['findings'];
  readonly notChecked: HealthReport['notChecked'];
  /** The servers together, and places of an org or project that could not be read. */
  readonly sources: HealthReport['sources'];
}

/** Looks at servers and judges them as Salesforce would as the caller. Also gives the report that other formats are made of. */
export async function probeServers(
  request: ProbeRequest,
  onSeen?: (done: number) => void,
): Promise<{ readonly probe: Probe } & ServerReport> {
  const generatedAt = new Date();
  const {
    at = generatedAt,
    servers,
    serverName,
    trustStore,
    timeout,
    atOnce,
    mayCall,
    listOf = 'file',
    credentials,
  } = request;
  const seen = await probeTargets(
    servers.map(({ target }) => target),
    {
      atOnce,
      of: (_target, position) => ({
        timeout,
        ...(serverName === undefined ? {} : { serverName }),
        ...(credentials ? { credentials } : {}),
        ...(mayCall && !servers[position]?.typed ? { mayCall } : {}),
      }),
      ...(onSeen ? { onSeen } : {}),
    },
  );
  const judgment = await judgeServers(seen, { at, ...(trustStore ? { trustStore } : {}) });
  const { sources = [], atRunTime = [] } = request;
  const called = servers.flatMap(({ target, foundIn }) => foundIn.map((place) => ({ ...place, target: target.text })));
  const { report: onServers, checks } = await reportOnServers(judgment, {
    at,
    generatedAt,
    ...(trustStore ? { trustStore } : {}),
    references: [...called, ...atRunTime],
  });
  const report = { ...onServers, sources: [...onServers.sources, ...sources] };
  const probe: Probe = {
    asOf: at.toISOString(),
    trustStore: trustStore ? { kind: listOf, entries: trustStore.anchors.length } : { kind: 'none', entries: 0 },
    targets: judgment.servers.map((server, position) => targetOf(server, servers[position]?.foundIn ?? [], judgment)),
    certificates: report.certificates,
    findings: report.findings,
    notChecked: report.notChecked,
    sources: report.sources,
  };
  return { probe, report, checks };
}

function targetOf(
  server: JudgedServer,
  foundIn: WantedServer['foundIn'],
  { certificates }: ServersJudgment,
): ProbedTarget {
  const steps = (fingerprints: readonly string[], sent: readonly string[]): ChainStep[] =>
    fingerprints.flatMap((fingerprint) => {
      const certificate = certificates.get(fingerprint);
      return certificate ? [stepOf(certificate, sent.includes(fingerprint))] : [];
    });
  const { target, serverName, address, status, problem, protocol, cipher, sent, path, alternative, ...judged } = server;
  return {
    target,
    serverName,
    address,
    foundIn,
    status,
    ...(problem === undefined ? {} : { problem }),
    protocol,
    cipher,
    sent,
    path: steps(path, sent),
    ...(alternative ? { alternative: { ...alternative, path: steps(alternative.path, alternative.sent) } } : {}),
    ...judged,
  };
}

function stepOf({ fingerprint, subject, notAfter }: Certificate, sent: boolean): ChainStep {
  return { fingerprint, subject: subject.text, notAfter: notAfter.toISOString(), sent };
}

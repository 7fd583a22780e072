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
import type { CompletedChain } from '../network/complete-chain.ts';
import type { ApiCall } from '../tls/call-api.ts';
import { probeTargets } from '../tls/probe-targets.ts';
import type { ClientCredentials } from '../tls/converse.ts';
import type { Target } from '../tls/target.ts';
import { askAuthorities, chainKey } from './ask-authorities.ts';
import type { Authorities, AuthoritiesRequest } from './ask-authorities.ts';

/** A server to look at. */
export interface WantedServer {
  readonly target: Target;
  /** Somebody asked for this very one. */
  readonly typed?: true;
  /** Configuration that names it. */
  readonly foundIn: readonly ReportReference[];
  /** A call that tells whether its API lets a session in: at the org's own address only. */
  readonly api?: ApiCall;
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
  /** How authorities are asked; left out: they are not. */
  readonly authorities?: Pick<AuthoritiesRequest, 'network' | 'keepIn' | 'allowPrivate'> | undefined;
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

/** What was fetched to complete a chain. It changes no verdict: Salesforce fetches nothing. */
export interface FetchedChain {
  readonly issuers: readonly {
    readonly fingerprint: string;
    readonly subject: string;
    /** Address. */
    readonly from: string;
  }[];
  /** Whether the chain leads up to a root with them. */
  readonly complete: boolean;
  /** Why not, one sentence. */
  readonly problem?: string;
}

export interface ProbedTarget extends Omit<JudgedServer, 'path' | 'alternative'> {
  /** Where something is missing and `--network all` or `--write-chain` asked for it. */
  readonly fetched?: FetchedChain;
  readonly foundIn: readonly ReportReference[];
  /** The server's own first. */
  readonly path: readonly ChainStep[];
  readonly alternative?: Omit<NonNullable<JudgedServer['alternative']>, 'path'> & {
    readonly path: readonly ChainStep[];
    readonly fetched?: FetchedChain;
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
  /** The servers together, places of an org or project that could not be read, and authorities that were asked. */
  readonly sources: HealthReport['sources'];
  /** With `--write-chain`: what was written. */
  readonly chainFile?: { readonly path: string; readonly told: string };
}

/** Nothing but the servers themselves was looked at. */
const nobodyAsked: Authorities = { chains: new Map(), sources: [] };

export interface Probed extends ServerReport {
  readonly probe: Probe;
  /** Of the only server, its chain up to the root. */
  readonly chain?: CompletedChain | undefined;
}

/** Looks at servers and judges them as Salesforce would as the caller. Also gives the report that other formats are made of. */
export async function probeServers(request: ProbeRequest, onSeen?: (done: number) => void): Promise<Probed> {
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
      of: (_target, position) => {
        const { typed, api } = servers[position] ?? {};
        return {
          timeout,
          ...(serverName === undefined ? {} : { serverName }),
          ...(credentials ? { credentials } : {}),
          ...(mayCall && !typed ? { mayCall } : {}),
          ...(api ? { api } : {}),
        };
      },
      ...(onSeen ? { onSeen } : {}),
    },
  );
  const question = { at, ...(trustStore ? { trustStore } : {}) };
  const alone = await judgeServers(seen, question);
  const authorities = request.authorities
    ? await askAuthorities(alone, { ...request.authorities, at, now: generatedAt, trustStore })
    : nobodyAsked;
  const { chains, revocation } = authorities;
  const fetched = [...chains.values()].flatMap((chain) => chain.fetched.map(({ certificate }) => certificate));
  const judgment = request.authorities
    ? await judgeServers(seen, { ...question, fetched, ...(revocation ? { revocation } : {}) })
    : alone;
  const { sources = [], atRunTime = [] } = request;
  const called = servers.flatMap(({ target, foundIn }) => foundIn.map((place) => ({ ...place, target: target.text })));
  const { report: onServers, checks } = await reportOnServers(judgment, {
    generatedAt,
    ...question,
    ...(revocation ? { revocation } : {}),
    references: [...called, ...atRunTime],
  });
  const report = { ...onServers, sources: [...onServers.sources, ...sources, ...authorities.sources] };
  const probe: Probe = {
    asOf: at.toISOString(),
    trustStore: trustStore ? { kind: listOf, entries: trustStore.anchors.length } : { kind: 'none', entries: 0 },
    targets: judgment.servers.map((server, position) =>
      targetOf(server, servers[position]?.foundIn ?? [], judgment, chains),
    ),
    certificates: report.certificates,
    findings: report.findings,
    notChecked: report.notChecked,
    sources: report.sources,
  };
  const [only] = judgment.servers;
  return { probe, report, checks, chain: only && chains.get(chainKey(only.path)) };
}

function targetOf(
  server: JudgedServer,
  foundIn: WantedServer['foundIn'],
  { certificates }: ServersJudgment,
  chains: Authorities['chains'],
): ProbedTarget {
  const steps = (fingerprints: readonly string[], sent: readonly string[]): ChainStep[] =>
    fingerprints.flatMap((fingerprint) => {
      const certificate = certificates.get(fingerprint);
      return certificate ? [stepOf(certificate, sent.includes(fingerprint))] : [];
    });
  const { target, serverName, address, proxy, status, problem, protocol, cipher, sent, path, alternative, ...judged } =
    server;
  return {
    target,
    serverName,
    address,
    ...(proxy === undefined ? {} : { proxy }),
    foundIn,
    status,
    ...(problem === undefined ? {} : { problem }),
    protocol,
    cipher,
    sent,
    path: steps(path, sent),
    ...fetchedFor(chains.get(chainKey(path))),
    ...(alternative
      ? {
          alternative: {
            ...alternative,
            path: steps(alternative.path, alternative.sent),
            ...fetchedFor(chains.get(chainKey(alternative.path))),
          },
        }
      : {}),
    ...judged,
  };
}

/** Nothing is said of a chain that lacked nothing. */
function fetchedFor(chain: CompletedChain | undefined): { readonly fetched?: FetchedChain } {
  if (!chain || (chain.fetched.length === 0 && chain.problem === undefined)) return {};
  const { fetched, problem } = chain;
  return {
    fetched: {
      issuers: fetched.map(({ certificate: { fingerprint, subject }, address }) => ({
        fingerprint,
        subject: subject.text,
        from: address,
      })),
      complete: problem === undefined,
      ...(problem === undefined ? {} : { problem }),
    },
  };
}

function stepOf({ fingerprint, subject, notAfter }: Certificate, sent: boolean): ChainStep {
  return { fingerprint, subject: subject.text, notAfter: notAfter.toISOString(), sent };
}

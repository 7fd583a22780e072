import type { Connection } from '@salesforce/core';
import { judgeInbound } from '@cert-health/core';
import type {
  InboundAttempt,
  InboundStep,
  InboundUse,
  InboundVerdict,
  Known,
  PresentedChain,
  Source,
  StatusAnswer,
  TrustStore,
} from '@cert-health/core';
import type { GivenTrustStore } from '../scan/trust-store-of-flags.ts';
import type { KeystoreChoice } from '../verify/certificates-of-keystore.ts';
import { readCrlFiles, readLeafFile } from '../verify/input-files.ts';
import type { CrlFiles, LeafFile } from '../verify/input-files.ts';
import { ask, askedOrg } from './asked-org.ts';
import type { AskedOrg } from './asked-org.ts';
import type { CalledAddress } from './called-address.ts';
import { readOrgFacts, withoutOrg } from './org-facts.ts';
import type { OrgFacts } from './org-facts.ts';

export interface SimulationRequest {
  readonly use: InboundUse;
  readonly at: Date;
  readonly now: Date;
  /** File with what the client sends; undefined: it sends nothing. */
  readonly cert?: string | undefined;
  readonly keystores: KeystoreChoice;
  readonly username?: string | undefined;
  readonly connection?: Connection | undefined;
  readonly called?: CalledAddress | undefined;
  readonly trustStore?: GivenTrustStore | undefined;
  readonly crls: readonly string[];
  /** Revocation lists may be fetched and, of an org, its list of roots. */
  readonly network: boolean;
}

/** Whether Salesforce would let a client in. */
export interface Simulation {
  readonly use: InboundUse;
  /** Of the client certificate; null when nothing is presented. */
  readonly subject: string | null;
  /** Its SHA-256 fingerprint. */
  readonly certificate: string | null;
  readonly user: string | null;
  readonly org: AskedOrg;
  readonly asOf: string;
  readonly verdict: InboundVerdict['verdict'];
  /** The step that refused or could not be told; null when granted. */
  readonly decidedBy: InboundVerdict['decidedBy'];
  readonly steps: readonly InboundStep[];
  /** Lists that were asked. */
  readonly sources: readonly Source[];
  /** What of the files could not be read and was left out, one sentence each. */
  readonly ignored: readonly string[];
}

/**
 * Plays an attempt to get in through: from files alone, or with what an org holds.
 *
 * @throws {VerifyInputError} when a file cannot be used
 * @throws {OrgSilentError}
 */
export async function simulateInbound(
  request: SimulationRequest,
  progress: (what: string) => void,
): Promise<Simulation> {
  const { use, at, cert, connection } = request;
  const file = cert === undefined ? undefined : readLeafFile(cert, request.keystores);
  const lists = readCrlFiles(request.crls);
  const facts = await factsOf(request, progress);
  const { store, sources } = await rootsOf(request, progress);
  const fetched = request.network && file ? await revocationOf(request, file, storeIn(store), progress) : undefined;
  const attempt = attemptOf(request, { file, lists, facts, store, statuses: fetched?.statuses });
  const { user } = attempt;
  return {
    use,
    subject: file?.leaf.subject.text ?? null,
    certificate: file?.leaf.fingerprint ?? null,
    user: user?.username ?? null,
    org: askedOrg(connection),
    asOf: at.toISOString(),
    ...(await judgeInbound(attempt)),
    sources: [...sources, ...(fetched ? [fetched.source] : [])],
    ignored: [...(file?.ignored ?? []), ...lists.ignored],
  };
}

interface Material {
  readonly file: LeafFile | undefined;
  readonly lists: CrlFiles;
  readonly facts: OrgFacts;
  readonly store: Known<TrustStore>;
  readonly statuses: ReadonlyMap<string, StatusAnswer> | undefined;
}

function attemptOf(
  { use, at, called, connection }: SimulationRequest,
  { file, lists, facts, store, statuses }: Material,
): InboundAttempt {
  const { held, ...known } = facts;
  return {
    ...known,
    use,
    at,
    called,
    orgHost: connection && URL.canParse(connection.instanceUrl) ? new URL(connection.instanceUrl).hostname : undefined,
    presented: file && presentedBy(file),
    roots: store,
    elsewhere: held,
    crls: lists.crls,
    crlsNotRead: lists.notRead,
    ...(statuses ? { revocation: statuses } : {}),
  };
}

const presentedBy = ({ leaf, certificates, ordered }: LeafFile): PresentedChain => ({ leaf, certificates, ordered });

async function factsOf(
  { connection, use, username }: SimulationRequest,
  progress: (what: string) => void,
): Promise<OrgFacts> {
  if (!connection) return withoutOrg(username);
  return ask(
    connection,
    (api) => readOrgFacts(api, use, username),
    (user) => progress(`${user} (users and certificates)`),
  );
}

/** The list that was named; else that of the org, where the network may be used. No other stands in for it. */
async function rootsOf(
  { trustStore, connection, network, now }: SimulationRequest,
  progress: (what: string) => void,
): Promise<{ readonly store: Known<TrustStore>; readonly sources: readonly Source[] }> {
  if (trustStore) return { store: { kind: 'known', value: trustStore.store }, sources: [trustStore.source] };
  if (!connection || !network) {
    const reason = 'The list of roots that the org trusts (/cacerts.jsp) is not at hand.';
    const remedy = connection
      ? 'Run again with --network crl, which fetches it from the org, or give the saved page with --trust-store FILE.'
      : 'Give it with --trust-store FILE: the saved page https://MyDomain.my.salesforce.com/cacerts.jsp, or PEM.';
    return { store: { kind: 'unknown', reason, remedy }, sources: [] };
  }
  const { readOrgList } = await import('../network/org-list.ts');
  progress(`${connection.instanceUrl}/cacerts.jsp`);
  const { store, source } = await readOrgList(connection.instanceUrl, now);
  const known = store ? { kind: 'known' as const, value: store } : { kind: 'unknown' as const, reason: source.detail };
  return { store: known, sources: [source] };
}

const storeIn = (store: Known<TrustStore>): TrustStore | undefined =>
  store.kind === 'known' ? store.value : undefined;

async function revocationOf(
  { at, now }: SimulationRequest,
  { certificates }: LeafFile,
  trustStore: TrustStore | undefined,
  progress: (what: string) => void,
) {
  const { fetchRevocation } = await import('./fetch-revocation.ts');
  progress('revocation lists');
  return fetchRevocation({ at, now, certificates, trustStore });
}

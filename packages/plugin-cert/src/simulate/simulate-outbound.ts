import type { Connection } from '@salesforce/core';
import { heldChain, judgeOutbound } from '@cert-health/core';
import type {
  OutboundClient,
  OutboundStep,
  OutboundUse,
  OutboundVerdict,
  SeenServer,
  Source,
  TrustStore,
} from '@cert-health/core';
import { readOrgList } from '../network/org-list.ts';
import { isPublicAddress } from '../network/public-address.ts';
import type { ReadCredentials } from '../probe/client-credentials.ts';
import type { GivenTrustStore } from '../scan/trust-store-of-flags.ts';
import { probeTarget } from '../tls/probe-target.ts';
import type { Target } from '../tls/target.ts';
import type { KeystoreChoice } from '../verify/certificates-of-keystore.ts';
import { readCrlFiles } from '../verify/input-files.ts';
import { askedOrg } from './asked-org.ts';
import type { AskedOrg } from './asked-org.ts';
import { readClient } from './client-certificate.ts';
import type { NamedClient } from './client-certificate.ts';

export interface OutboundRequest {
  readonly target: Target;
  readonly serverName?: string | undefined;
  readonly at: Date;
  readonly now: Date;
  readonly client?: NamedClient | undefined;
  /** Read from the files, where they bring a key. */
  readonly credentials?: ReadCredentials | undefined;
  readonly keystores: KeystoreChoice;
  readonly connection?: Connection | undefined;
  readonly sourceDirs: readonly string[];
  readonly trustStore?: GivenTrustStore | undefined;
  readonly crls: readonly string[];
  /** Revocation lists may be fetched. */
  readonly network: boolean;
  /** Take it that Salesforce reaches addresses that are none of the Internet. */
  readonly allowPrivate: boolean;
  /** For the whole conversation with the server, in milliseconds. */
  readonly timeout: number;
}

/** Whether a call from Salesforce to a server would come through. */
export interface OutboundSimulation {
  readonly use: OutboundUse;
  /** The server, `host:port`. */
  readonly subject: string;
  /** Of the client certificate: its file or name as given, its subject and its SHA-256 fingerprint; null: none is named. */
  readonly client: {
    readonly name: string;
    readonly subject: string | null;
    readonly certificate: string | null;
  } | null;
  readonly org: AskedOrg;
  readonly asOf: string;
  readonly verdict: OutboundVerdict['verdict'];
  /** The step that refused or could not be told; null when granted. */
  readonly decidedBy: OutboundVerdict['decidedBy'];
  readonly steps: readonly OutboundStep[];
  /** Lists that were asked. */
  readonly sources: readonly Source[];
  /** What of the files could not be read and was left out, one sentence each. */
  readonly ignored: readonly string[];
}

/**
 * Plays a call from Salesforce through: the server is called from here, and the client certificate is shown to it where its key is
 * at hand.
 *
 * @throws {VerifyInputError} when a file cannot be used
 * @throws {OrgSilentError}
 */
export async function simulateOutbound(
  request: OutboundRequest,
  progress: (what: string) => void,
): Promise<OutboundSimulation> {
  const { at, client: named, connection, credentials, keystores, target, serverName } = request;
  const lists = readCrlFiles(request.crls);
  const read = named && (await readClient(named, credentials, request, keystores));
  const client = read?.client;
  const roots = await rootsOf(request, progress);
  progress(target.text);
  const seen = await probeTarget(target, {
    timeout: request.timeout,
    ...(serverName === undefined ? {} : { serverName }),
    ...(credentials ? { credentials } : {}),
  });
  const fetched = client && request.network ? await revocationOf(request, client, roots.store, progress) : undefined;
  const verdict = await judgeOutbound({
    at,
    seen,
    client,
    trustStore: roots.store,
    isPublic: isPublic(seen, request.allowPrivate),
    crls: lists.crls,
    crlsNotRead: lists.notRead,
    ...(fetched ? { revocation: fetched.statuses } : {}),
  });
  return {
    use: client ? 'outbound-apex-mtls' : 'outbound-apex-one-way-tls',
    subject: target.text,
    client: named && client ? shownClient(named, client) : null,
    org: askedOrg(connection),
    asOf: at.toISOString(),
    ...verdict,
    sources: [...roots.sources, ...(fetched ? [fetched.source] : [])],
    ignored: [...(read?.ignored ?? []), ...lists.ignored],
  };
}

function shownClient(named: NamedClient, { certificates }: OutboundClient): OutboundSimulation['client'] {
  const name = named.kind === 'name' ? named.name : named.kind === 'file' ? named.path : named.cert;
  const leaf = heldChain(certificates)?.leaf;
  return { name, subject: leaf?.subject.text ?? null, certificate: leaf?.fingerprint ?? null };
}

function isPublic({ address }: SeenServer, allowPrivate: boolean): boolean | undefined {
  return address === null || allowPrivate ? undefined : isPublicAddress(address);
}

/** The list that was named; else that of the org. No other stands in for it. */
async function rootsOf(
  { trustStore, connection, now }: OutboundRequest,
  progress: (what: string) => void,
): Promise<{ readonly store: TrustStore | undefined; readonly sources: readonly Source[] }> {
  if (trustStore) return { store: trustStore.store, sources: [trustStore.source] };
  if (!connection) return { store: undefined, sources: [] };
  progress(`${connection.instanceUrl}/cacerts.jsp`);
  const { store, source } = await readOrgList(connection.instanceUrl, now);
  return { store, sources: [source] };
}

async function revocationOf(
  { at, now }: OutboundRequest,
  { certificates }: OutboundClient,
  trustStore: TrustStore | undefined,
  progress: (what: string) => void,
) {
  const { fetchRevocation } = await import('./fetch-revocation.ts');
  progress('revocation lists');
  return fetchRevocation({ at, now, certificates, trustStore });
}

import { defaultSignatures } from '../../chain/index.ts';
import type { SignatureVerifier } from '../../chain/index.ts';
import type { TrustStore } from '../../trust/index.ts';
import { cursorOn, readName, sha256Hex } from '../../x509/index.ts';
import type { Certificate } from '../../x509/model.ts';
import type { KnownRevocations } from '../../checks/known-revocations.ts';
import { askedRevocation } from './asked-revocation.ts';
import { connectionReasons, notReached } from './connection-reasons.ts';
import { judgeSentChain, nothingSent, readSent } from './judge-chain.ts';
import type { JudgedChain, JudgedShape } from './judge-chain.ts';
import type { ServerReason } from './reason.ts';
import type { ApplicationLayer, SeenServer, ServerStatus } from './seen-server.ts';
import { signatureVerification } from './server-facts.ts';
import type { ServerFacts } from './server-facts.ts';
import { judgeStaple } from './staple.ts';
import type { JudgedStaple } from './staple.ts';

/** What a TLS server sent and whether Salesforce, as the caller, would accept it. */
export interface JudgedServer {
  /** `host:port`. */
  readonly target: string;
  readonly serverName: string;
  /** IP address that was connected to; null: none, or one that only the proxy knows. */
  readonly address: string | null;
  /** `host:port` of the proxy that the connection went through. */
  readonly proxy?: string;
  readonly status: ServerStatus;
  readonly problem?: string;
  readonly protocol: string | null;
  readonly cipher: string | null;
  /** SHA-256 fingerprints, exactly as sent and in that order. */
  readonly sent: readonly string[];
  /** From the server's own upward: as much of it as leads to a root, with the listed root where its certificate is at hand. */
  readonly path: readonly string[];
  /** The other kind of key, where it was not seen whether the server has a certificate of it. */
  readonly alternativeUnknown?: 'RSA' | 'ECDSA';
  /** The chain for the other kind of key, where the server has two. */
  readonly alternative?: {
    readonly keyType: 'RSA' | 'ECDSA';
    readonly sent: readonly string[];
    readonly path: readonly string[];
    readonly chain: JudgedShape;
    readonly nameMatches: boolean | null;
  };
  readonly clientCertificate: {
    readonly requested: boolean | null;
    /** Names of the authorities that it lists; none is normal. */
    readonly authorities: readonly string[];
    readonly required: boolean | null;
    /** SHA-256 fingerprint of the one that was shown. */
    readonly offered: string | null;
    /** Whether the server took it. */
    readonly accepted: boolean | null;
    /** What an API behind it said to a session; with the certificate, where one was shown. */
    readonly applicationLayer?: ApplicationLayer;
  };
  readonly staple?: JudgedStaple;
  readonly chain: JudgedShape;
  readonly nameMatches: boolean | null;
  /** Null where it cannot be told. */
  readonly accepted: boolean | null;
  readonly reasons: readonly ServerReason[];
}

export interface ServersQuestion {
  readonly at: Date;
  readonly trustStore?: TrustStore;
  /** Certificates that were fetched where servers do not send them: they tell what is missing, and vouch for nothing. */
  readonly fetched?: readonly Certificate[];
  /** What authorities said when they were asked; left out: nobody asked. */
  readonly revocation?: KnownRevocations;
  /** Who verifies signatures; default: node:crypto where there is one, else WebCrypto. */
  readonly signatures?: SignatureVerifier;
}

export interface ServersJudgment {
  /** In the order given. */
  readonly servers: readonly JudgedServer[];
  /** All that were sent and can be read, and listed roots above them, each once, by fingerprint. */
  readonly certificates: ReadonlyMap<string, Certificate>;
}

/**
 * Judges servers as Salesforce does as a caller: the whole chain in order, up to a root on its list, good today, for this name.
 * Nothing that could not be seen is taken for good.
 */
export async function judgeServers(seen: readonly SeenServer[], question: ServersQuestion): Promise<ServersJudgment> {
  const { at, trustStore, revocation, fetched = [], signatures = defaultSignatures() } = question;
  const all = seen.flatMap(({ sent, alternative }) => readSent([...sent, ...(alternative?.sent ?? [])]));
  const facts: ServerFacts = {
    at,
    ...(trustStore ? { trustStore } : {}),
    signatures,
    verify: signatureVerification(signatures),
    seen: Map.groupBy([...all, ...fetched], ({ subject }) => subject.canonical),
  };
  const certificates = new Map<string, Certificate>();
  const servers: JudgedServer[] = [];
  for (const one of seen) {
    const judged = await judgeOne(one, facts, revocation);
    servers.push(judged.server);
    for (const certificate of judged.certificates) certificates.set(certificate.fingerprint, certificate);
  }
  return { servers, certificates };
}

async function judgeOne(
  seen: SeenServer,
  facts: ServerFacts,
  revocation: KnownRevocations = new Map(),
): Promise<{ server: JudgedServer; certificates: readonly Certificate[] }> {
  const { sent, staple: response, alternative: other, clientCertificate, ...connection } = seen;
  const isReached = seen.status === 'reached';
  const first = isReached ? await judgeSentChain(sent, seen.serverName, facts) : nothingSent;
  const second = other && (await judgeSentChain(other.sent, seen.serverName, facts));
  const stapled = response && first.leaf ? await judgeStaple(response, first.leaf, first.issuer, facts) : undefined;
  const ofConnection = isReached ? connectionReasons(seen) : [notReached(seen)];
  const asked = ({ path, certificates }: JudgedChain): ServerReason[] =>
    askedRevocation(withFingerprints(path, certificates), revocation);
  const ofFirst = [...first.reasons, ...(stapled?.reasons ?? []), ...asked(first)];
  const ofSecond = (second ? [...second.reasons, ...asked(second)] : []).map((reason): ServerReason => ({
    ...reason,
    chain: 'alternative',
  }));
  const server: JudgedServer = {
    ...connection,
    sent: sent.map((der) => sha256Hex(der)),
    path: first.path,
    ...(other && second ? { alternative: alternativeOf(other, second) } : {}),
    clientCertificate: {
      requested: clientCertificate.requested,
      authorities: clientCertificate.authorities.map(nameText),
      required: clientCertificate.required,
      offered: clientCertificate.offered?.fingerprint ?? null,
      accepted: clientCertificate.offered?.accepted ?? null,
      ...(clientCertificate.applicationLayer ? { applicationLayer: clientCertificate.applicationLayer } : {}),
    },
    ...(stapled ? { staple: stapled.staple } : {}),
    chain: first.shape,
    nameMatches: first.nameMatches,
    accepted: verdictOf([...ofConnection, ...ofFirst], second && [...ofConnection, ...ofSecond]),
    reasons: [...ofFirst, ...withoutSame(ofSecond, ofFirst), ...ofConnection],
  };
  return { server, certificates: [...first.certificates, ...(second?.certificates ?? [])] };
}

function withFingerprints(fingerprints: readonly string[], certificates: readonly Certificate[]): Certificate[] {
  return fingerprints.flatMap((wanted) => certificates.find(({ fingerprint }) => fingerprint === wanted) ?? []);
}

function alternativeOf(
  { keyType, sent }: NonNullable<SeenServer['alternative']>,
  { path, shape, nameMatches }: JudgedChain,
): NonNullable<JudgedServer['alternative']> {
  return { keyType, sent: sent.map((der) => sha256Hex(der)), path, chain: shape, nameMatches };
}

/** Of two chains it cannot be told which one Salesforce will meet, so only what both say is said. */
function verdictOf(first: readonly ServerReason[], second: readonly ServerReason[] | undefined): boolean | null {
  const one = acceptedBy(first);
  return second === undefined || acceptedBy(second) === one ? one : null;
}

function acceptedBy(reasons: readonly ServerReason[]): boolean | null {
  if (reasons.some(({ consequence }) => consequence === 'refused')) return false;
  return reasons.some(({ consequence }) => consequence === 'unknown') ? null : true;
}

/** What is true of both chains in the same words is told once. */
function withoutSame(reasons: readonly ServerReason[], told: readonly ServerReason[]): ServerReason[] {
  return reasons.filter(({ code, message }) => !told.some((one) => one.code === code && one.message === message));
}

/** A distinguished name as text, or its octets where it cannot be read. */
function nameText(der: Uint8Array): string {
  try {
    return readName(cursorOn(der, der), 'a name of an authority', []).text;
  } catch {
    return `#${Array.from(der, (octet) => octet.toString(16).padStart(2, '0')).join('')}`;
  }
}

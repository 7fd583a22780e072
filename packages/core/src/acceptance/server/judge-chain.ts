import { matchAnchor, knownRoot } from '../../trust/index.ts';
import { outboundApexOneWayTls } from '../../uses/outbound-apex-one-way-tls.ts';
import { parseCertificate, sha256Hex } from '../../x509/index.ts';
import type { Certificate } from '../../x509/model.ts';
import { certificateReasons } from './certificate-reasons.ts';
import { matchesHost, referenceName } from '../../chain/index.ts';
import { refused, unknown } from './reason.ts';
import type { ServerReason } from './reason.ts';
import { arrangeSent } from './sent-chain.ts';
import type { SentChain } from './sent-chain.ts';
import type { ServerFacts } from './server-facts.ts';
import { topOfChain } from './top-of-chain.ts';

/** The shape of what was sent. */
export interface JudgedShape {
  /** Null where it cannot be told: the last issuer is neither listed, sent, nor itself. */
  readonly complete: boolean | null;
  /** Null: nothing was read. */
  readonly inOrder: boolean | null;
  /** Fingerprints, each once. */
  readonly strays: readonly string[];
  readonly duplicates: readonly string[];
  readonly rootSent: boolean | null;
  readonly missing: readonly {
    readonly subject: string;
    /** Where it can be fetched. */
    readonly issuerUrl?: string;
  }[];
}

export interface JudgedChain {
  readonly shape: JudgedShape;
  /** Null: no certificate of the server was read. */
  readonly nameMatches: boolean | null;
  readonly reasons: readonly ServerReason[];
  /** The one that answers for the first. */
  readonly issuer?: Certificate;
  readonly leaf?: Certificate;
  /** Fingerprints from the server's own upward; the listed root at the end where its certificate is at hand. */
  readonly path: readonly string[];
  /** Every certificate that was sent and can be read, and the listed root. */
  readonly certificates: readonly Certificate[];
}

export const nothingSent: JudgedChain = {
  shape: { complete: null, inOrder: null, strays: [], duplicates: [], rootSent: null, missing: [] },
  nameMatches: null,
  reasons: [],
  path: [],
  certificates: [],
};

/** Certificates of what was sent, as far as they can be read. */
export function readSent(sent: readonly Uint8Array[]): Certificate[] {
  return sent.flatMap((der) => read(der) ?? []);
}

/** Judges one chain as it was sent. */
export async function judgeSentChain(
  sent: readonly Uint8Array[],
  serverName: string,
  facts: ServerFacts,
): Promise<JudgedChain> {
  if (sent.length === 0) return nothingSent;
  const certificates = readSent(sent);
  const unreadable = sent.filter((der) => read(der) === undefined).map(unreadableReason);
  // Without the server's own certificate the others say nothing of it.
  if (read(sent[0] as Uint8Array) === undefined) return { ...nothingSent, reasons: unreadable, certificates };
  const { trustStore } = facts;
  const isKnownRoot = (one: Certificate): boolean =>
    knownRoot(one.fingerprint) !== undefined ||
    (trustStore !== undefined && matchAnchor(trustStore, one) !== undefined);
  const chain = await arrangeSent(certificates, facts.verify, isKnownRoot);
  const top = await topOfChain(chain, facts);
  const { complete, missing, anchor } = top;
  const isSent = chain.path.some(({ fingerprint }) => fingerprint === anchor?.fingerprint);
  const above = anchor && !isSent ? [anchor] : [];
  const fingerprints = (list: readonly Certificate[]): string[] => list.map(({ fingerprint }) => fingerprint);
  const issuer = chain.path[1] ?? anchor;
  return {
    shape: {
      complete,
      inOrder: chain.inOrder,
      strays: fingerprints(chain.strays),
      duplicates: fingerprints(chain.duplicates),
      rootSent: chain.rootSent,
      missing,
    },
    nameMatches: matchesHost(chain.leaf, referenceName(serverName)),
    reasons: [
      ...unreadable,
      ...orderReasons(chain),
      ...top.reasons,
      ...(await certificateReasons(chain, serverName, facts, anchor)),
    ],
    ...(issuer ? { issuer } : {}),
    leaf: chain.leaf,
    path: fingerprints([...chain.path, ...above]),
    certificates: [...certificates, ...above],
  };
}

function read(der: Uint8Array): Certificate | undefined {
  try {
    return parseCertificate(der);
  } catch {
    return undefined;
  }
}

function unreadableReason(der: Uint8Array): ServerReason {
  return unknown({
    code: 'certificate-unreadable',
    certificate: sha256Hex(der),
    message: 'A certificate that the server sends cannot be read.',
    rule: { document: 'RFC 5280', section: '4.1' },
    remedy: 'Install the chain again as the authority delivered it.',
  });
}

function orderReasons({ inOrder, interrupted }: SentChain): ServerReason[] {
  const { source } = outboundApexOneWayTls.chainMustBeSent;
  const told = {
    rule: source,
    remedy:
      'Put the chain in order: the certificate of the server first, then each one that vouches for the one before it.',
  };
  if (!inOrder) {
    return [refused({ ...told, code: 'chain-order', message: 'The server sends its chain in the wrong order.' })];
  }
  if (!interrupted) return [];
  return [
    unknown({
      ...told,
      code: 'chain-interrupted',
      message: 'Between the certificates of its chain the server sends one that does not belong there.',
    }),
  ];
}

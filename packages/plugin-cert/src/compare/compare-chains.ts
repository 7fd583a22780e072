import {
  blindSpots,
  buildUseMap,
  heldChain,
  isGap,
  judgeReplacement,
  referrerOf,
  replacedPlaces,
  sha256Hex,
} from '@cert-health/core';
import type {
  ComparedChain,
  GivenChain,
  Holding,
  Inventory,
  JudgedPlace,
  ReplacedPlace,
  ReplacementChange,
  ReplacementOutcome,
  ReportReference,
  TrustStore,
} from '@cert-health/core';
import { chainOfFile } from '../named/chain-of-file.ts';
import { chainOfHolding } from '../named/chain-of-holding.ts';
import { chainOfServer } from '../named/chain-of-server.ts';
import type { Named } from '../named/kind-of-name.ts';
import type { KeystoreChoice } from '../verify/certificates-of-keystore.ts';

export interface ComparisonRequest {
  readonly old: { readonly named: Named; readonly keystores: KeystoreChoice };
  readonly new: { readonly named: Named; readonly keystores: KeystoreChoice };
  readonly at: Date;
  /** What an org or project holds and configures; undefined: neither was named. */
  readonly inventory?: Inventory | undefined;
  readonly trustStore?: TrustStore | undefined;
  /** Whether the list is the org's own, or a file that is taken for it. */
  readonly listOf: 'org' | 'file';
  /** For what a server is asked, in milliseconds. */
  readonly timeout: number;
}

/** One of the two, as it was found. */
export interface ComparedSide {
  /** As somebody named it. */
  readonly name: string;
  readonly kind: Named['kind'];
  readonly fingerprint: string;
  readonly subject: string;
  readonly issuer: string;
  readonly serialNumber: string;
  /** ISO date-times. */
  readonly notBefore: string;
  readonly notAfter: string;
  readonly publicKeySha256: string;
  /** What was given, its own certificate first, as far as it belongs together. */
  readonly chain: readonly { readonly fingerprint: string; readonly subject: string }[];
  /** Null: to which root it leads does not show. */
  readonly root: { readonly name: string; readonly fingerprint: string } | null;
  /** Whether that root is on the list that the org trusts; null: not known. */
  readonly rootListed: boolean | null;
  /** Whether every intermediate was given; null where that cannot be told. */
  readonly complete: boolean | null;
  readonly inOrder: boolean;
}

/** A place that no API shows, and that may use the old certificate. */
export interface PlaceToLookAt {
  readonly label: string;
  readonly reason: string;
  readonly setup: string;
}

export interface Comparison {
  /** The moment that is judged, ISO date-time. */
  readonly asOf: string;
  readonly old: ComparedSide;
  readonly new: ComparedSide;
  readonly trustStore: { readonly kind: 'org' | 'file' | 'none'; readonly entries: number };
  /** Both are the same certificate with the same chain. */
  readonly identical: boolean;
  readonly verdict: ReplacementOutcome;
  readonly changes: readonly ReplacementChange[];
  /** `references`: `uses` are those that were found. `possible`: none is known, and they are those that it could have. */
  readonly basis: 'references' | 'possible';
  readonly uses: readonly JudgedUse[];
  /** What could not be looked at, a sentence each; with the permission that is missing for it. */
  readonly notChecked: readonly { readonly reason: string; readonly permission?: string }[];
  readonly alsoLookAt: readonly PlaceToLookAt[];
  /** What of the inputs was left out, a sentence each. */
  readonly ignored: readonly string[];
}

export interface JudgedUse extends Omit<JudgedPlace, 'reference'> {
  readonly reference: ReportReference | null;
}

/**
 * What changes for whom when one certificate takes the place of another.
 *
 * @throws {NamedChainError} when one of the two cannot be had
 */
export async function compareChains(request: ComparisonRequest): Promise<Comparison> {
  const { at, inventory, trustStore } = request;
  const [old, given] = await Promise.all([sideOf('old', request), sideOf('new', request)]);
  const held = inventory?.holdings.filter(({ kind }) => kind === 'keyPair') ?? [];
  const isOf = (side: GivenChain) => (one: Holding) =>
    heldChain(one.certificates)?.leaf.fingerprint === side.leaf.fingerprint;
  const next = { ...given, keyInOrg: held.some((one) => one.source.startsWith('org.') && isOf(given)(one)) };
  const map = inventory && buildUseMap(inventory);
  const server = request.old.named.kind === 'server' ? request.old.named.target : undefined;
  const sought = { leaf: old.leaf, server: server && `${server.host}:${server.port}` };
  const places: ReplacedPlace[] = map ? replacedPlaces(map, sought) : [];
  const judged = await judgeReplacement({ old, new: next, at, trustStore, places });
  const isKeyPair = held.some(isOf(old));
  return {
    asOf: at.toISOString(),
    old: factsOf(judged.old, request.old.named.kind),
    new: factsOf(judged.new, request.new.named.kind),
    trustStore: trustStore
      ? { kind: request.listOf, entries: trustStore.anchors.length }
      : { kind: 'none', entries: 0 },
    identical: judged.identical,
    verdict: judged.verdict,
    changes: judged.changes,
    basis: places.length > 0 ? 'references' : 'possible',
    uses: judged.uses,
    notChecked: [...gapsOf(inventory), ...(isKeyPair && map ? openIn(map) : [])],
    alsoLookAt: isKeyPair ? blindSpots.map(({ label, reason, setup }) => ({ label, reason, setup })) : [],
    ignored: [...old.notes, ...next.notes],
  };
}

async function sideOf(side: 'old' | 'new', { inventory, timeout, ...request }: ComparisonRequest) {
  const { named, keystores } = request[side];
  switch (named.kind) {
    case 'file':
      return chainOfFile(named.path, keystores);
    case 'server':
      return chainOfServer(named.target, timeout);
    case 'certificate':
      return { ...chainOfHolding(named.name, inventory as Inventory), notes: [] };
  }
}

function factsOf(
  { name, leaf, path, root, listed, complete, inOrder }: ComparedChain,
  kind: Named['kind'],
): ComparedSide {
  const known = { listed: true, absent: false, unknown: null } as const;
  return {
    name,
    kind,
    fingerprint: leaf.fingerprint,
    subject: leaf.subject.text,
    issuer: leaf.issuer.text,
    serialNumber: leaf.serialNumber,
    notBefore: leaf.notBefore.toISOString(),
    notAfter: leaf.notAfter.toISOString(),
    publicKeySha256: sha256Hex(leaf.publicKey.spki),
    chain: path.map(({ fingerprint, subject }) => ({ fingerprint, subject: subject.text })),
    root: root ? { name: root.name, fingerprint: root.sha256 } : null,
    rootListed: listed ? (listed.verdict === 'listed' && listed.by === 'subject' ? null : known[listed.verdict]) : null,
    complete,
    inOrder,
  };
}

function gapsOf(inventory: Inventory | undefined): Comparison['notChecked'] {
  return (inventory?.sources ?? []).filter(isGap).map(({ label, detail, permission }) => ({
    reason: `${label}: ${detail}`,
    ...(permission === undefined ? {} : { permission }),
  }));
}

/** Each component once. */
function openIn({ open }: ReturnType<typeof buildUseMap>): Comparison['notChecked'] {
  const referrers = [...new Set(open.map(referrerOf))];
  return referrers.map((name) => ({
    reason: `${name} does not spell out which certificate it uses, so it may be this one.`,
  }));
}

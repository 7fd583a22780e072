import type { Holding, Inventory } from '../inventory/index.ts';
import { heldChain, isPending, isSelfSigned } from '../inventory/index.ts';
import { algorithmText } from '../chain/index.ts';
import { extendedKeyUsageName } from '../x509/index.ts';
import type { Certificate, GeneralName } from '../x509/index.ts';
import { compareText } from './order.ts';

import type { PendingHolding, ReportCertificate, ReportHolding, ReportPath } from './report.ts';

const DAY = 86_400_000;

/** Why a record whose request is not signed yet has no certificate. */
export const waiting = 'waiting for its signed chain';

interface Entry {
  readonly certificate: Certificate;
  chain: readonly string[];
  readonly holdings: ReportHolding[];
  /** Where it is held with most of its chain; undefined for a mere member of chains. */
  fullest?: Holding;
}

/**
 * Every certificate that is held, once, with all its holdings, soonest end first. Members of chains are listed too, so
 * that every fingerprint in `chain` is found in the list; their holdings are marked `chainMember`.
 *
 * @param pathOf What is known of the path of what is held in a place.
 */
export function certificatesOf(
  inventory: Inventory,
  at: Date,
  pathOf: (holding: Holding) => ReportPath | undefined,
): ReportCertificate[] {
  const found = new Map<string, Entry>();
  const entryOf = (certificate: Certificate): Entry => {
    const entry: Entry = found.get(certificate.fingerprint) ?? { certificate, chain: [], holdings: [] };
    found.set(certificate.fingerprint, entry);
    return entry;
  };
  for (const holding of inventory.holdings) {
    const leaf = heldChain(holding.certificates)?.leaf;
    if (!leaf) continue;
    const others = holding.certificates.filter((one) => one.fingerprint !== leaf.fingerprint);
    const entry = entryOf(leaf);
    entry.holdings.push(describeHolding(holding));
    // Held in several places, perhaps with the chain in one of them only: the fullest chain is shown.
    if (!entry.fullest || others.length > entry.chain.length) {
      entry.fullest = holding;
      entry.chain = others.map((one) => one.fingerprint);
    }
    for (const other of others) entryOf(other).holdings.push({ ...describeHolding(holding), chainMember: true });
  }
  return [...found.values()]
    .map(({ fullest, ...entry }) => describe(entry, fullest && pathOf(fullest), at))
    .sort((a, b) => compareText(a.notAfter, b.notAfter) || compareText(a.fingerprint, b.fingerprint));
}

/** Holdings without a readable certificate, and why. */
export function pendingOf(inventory: Inventory): PendingHolding[] {
  return inventory.holdings
    .filter((holding) => holding.certificates.length === 0)
    .map((holding) => ({
      ...describeHolding(holding),
      reason: reasonOf(holding),
      ...(holding.request ? { subject: holding.request.subject.text } : {}),
      ...dateOf(holding),
    }));
}

/** The date of a record that waits for its chain is a placeholder: nothing ends then. */
function dateOf(holding: Holding): { readonly expirationDate?: string } {
  const date = isPending(holding) ? undefined : holding.record?.expirationDate;
  return date ? { expirationDate: date.toISOString() } : {};
}

function reasonOf(holding: Holding): string {
  if (isPending(holding)) return waiting;
  if (holding.unreadable) return holding.unreadable;
  return holding.kind === 'pinned' ? 'only a hash or a name is held' : 'its certificate was not read';
}

function describeHolding(holding: Holding): ReportHolding {
  const { source, name, label, called, id, path, kind } = holding;
  return {
    source,
    name,
    label,
    ...(called === undefined ? {} : { called }),
    ...(id === undefined ? {} : { id }),
    ...(path === undefined ? {} : { path }),
    kind,
    ...(isPending(holding) ? { pendingSignature: true } : {}),
  };
}

function describe(
  { certificate, chain, holdings }: Omit<Entry, 'fullest'>,
  path: ReportPath | undefined,
  at: Date,
): ReportCertificate {
  const { publicKey, extensions, notBefore, notAfter } = certificate;
  const lifetime = notAfter.getTime() - notBefore.getTime();
  const used = lifetime > 0 ? (at.getTime() - notBefore.getTime()) / lifetime : at > notAfter ? 1 : 0;
  return {
    fingerprint: certificate.fingerprint,
    subject: certificate.subject.text,
    issuer: certificate.issuer.text,
    serialNumber: certificate.serialNumber,
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
    lifetimeDays: Math.round((100 * lifetime) / DAY) / 100,
    lifetimeUsed: Math.max(0, Math.round(10_000 * used) / 10_000),
    key: {
      algorithm: publicKey.kind === 'unknown' ? publicKey.algorithm.name : publicKey.kind,
      ...(publicKey.size === undefined ? {} : { size: publicKey.size }),
      ...(publicKey.curve === undefined ? {} : { curve: publicKey.curve }),
    },
    signatureAlgorithm: algorithmText(certificate.signatureAlgorithm),
    keyUsage: extensions.keyUsage ?? [],
    extendedKeyUsage: (extensions.extendedKeyUsage ?? []).map(extendedKeyUsageName),
    subjectAltNames: (extensions.subjectAltName ?? []).map(plainName),
    isCa: extensions.basicConstraints?.ca ?? false,
    selfSigned: isSelfSigned(certificate),
    chain,
    ...(path ? { path } : {}),
    holdings,
  };
}

/** Names that tell their kind by themselves stand alone; the rare ones say what they are. */
function plainName(name: GeneralName): string {
  const selfEvident = name.type === 'dns' || name.type === 'ip' || name.type === 'email' || name.type === 'uri';
  return selfEvident ? name.value : `${name.type}:${name.value}`;
}

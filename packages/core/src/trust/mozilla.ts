import { mozillaEvents } from './generated/mozilla-history.ts';
import { mozillaAsOf, mozillaRows, mozillaSource, mozillaVersion } from './generated/mozilla-store.ts';
import { knownRoot, type KnownRoot } from './known-root.ts';
import { once } from './once.ts';
import type { MozillaEventRow } from './rows.ts';
import type { TrustAnchor, TrustStore } from './trust-store.ts';

/** A dated change of a root in NSS. */
export interface MozillaEvent {
  /** Day of the release that brought it, or of the change where no release is known. */
  readonly day: string;
  /** False: it came some time after that day, on which the root was last seen unchanged. */
  readonly exactDay: boolean;
  readonly sha256: string;
  readonly name: string;
  /** NSS version, where it is known. */
  readonly version?: string;
  readonly change: MozillaEventRow[4];
  readonly before: { readonly websites: boolean; readonly distrustAfter?: string };
}

/** Changes of roots in NSS since 2023, oldest first. */
export const mozillaHistory = once((): readonly MozillaEvent[] =>
  mozillaEvents().map(([day, sha256, name, version, change, websites, distrustAfter]) => ({
    day,
    exactDay: version?.endsWith('or later') !== true,
    sha256,
    name,
    ...(version === null ? {} : { version }),
    change,
    before: { websites, ...(distrustAfter === null ? {} : { distrustAfter }) },
  })),
);

const bySha256 = once(() => new Map(mozillaRows().map((row) => [row[0], row])));
const anchors = once(() =>
  mozillaRows().flatMap(([sha256, websites, email, distrustAfter]) => {
    const root = knownRoot(sha256);
    return root ? [anchor(root, { websites, email, ...(distrustAfter === null ? {} : { distrustAfter }) })] : [];
  }),
);

/** The Mozilla store with its constraints, without the certificates themselves (see `loadMozillaCertificates`). */
export const mozillaStore: TrustStore = {
  id: 'mozilla',
  label: 'Mozilla root store',
  source: mozillaSource,
  version: mozillaVersion,
  asOf: mozillaAsOf,
  get anchors() {
    return anchors();
  },
  partial: false,
};

/**
 * The Mozilla store with the DER of every root, for building paths. Loaded when asked for: 250 kB that a browser, which
 * only compares hashes, never needs.
 */
export async function loadMozillaCertificates(): Promise<TrustStore> {
  const { mozillaCertificates } = await import('./generated/mozilla-certificates.ts');
  const withCertificates = mozillaStore.anchors.map((one) => {
    const encoded = mozillaCertificates[one.fingerprints.sha256 ?? ''];
    return encoded === undefined
      ? one
      : { ...one, der: Uint8Array.from(atob(encoded), (octet) => octet.charCodeAt(0)) };
  });
  return { ...mozillaStore, anchors: withCertificates };
}

/** How Mozilla regarded a root at a moment. */
export type MozillaState =
  | {
      readonly status: 'held';
      readonly websites: boolean;
      readonly distrustAfter?: string;
      readonly since?: MozillaEvent;
    }
  | { readonly status: 'removed'; readonly event: MozillaEvent }
  | { readonly status: 'never-held' };

/**
 * Mozilla's state of a root at a moment: today's data, with later changes undone. Before 2023 the history is not known,
 * and the oldest known state is taken to reach back.
 */
export function mozillaState(sha256: string, at: Date): MozillaState {
  const events = mozillaHistory().filter((event) => event.sha256 === sha256);
  const past = events.findLast((event) => Date.parse(event.day) <= at.getTime());
  const next = events.find((event) => Date.parse(event.day) > at.getTime());
  if (past?.change === 'removed') return { status: 'removed', event: past };
  const since = past ? { since: past } : {};
  if (next) return { status: 'held', ...next.before, ...since };
  const row = bySha256().get(sha256);
  if (!row) return { status: 'never-held' };
  const [, websites, , distrustAfter] = row;
  return { status: 'held', websites, ...(distrustAfter === null ? {} : { distrustAfter }), ...since };
}

function anchor(root: KnownRoot, constraints: TrustAnchor['constraints']): TrustAnchor {
  const { name, sha256, sha1, md5, subject, spkiSha256, notBefore, notAfter } = root;
  return { name, fingerprints: { sha256, sha1, md5 }, subject, spkiSha256, notBefore, notAfter, constraints };
}

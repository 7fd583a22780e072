import { knownRoot, mozillaHistory, mozillaState, mozillaStore } from '@cert-health/core';
import type { TrustAnchor, TrustStore } from '@cert-health/core';

/**
 * The Mozilla store as it stood on a day. Removals and constraints since then are undone; when a root was added is not
 * known, so that of those made before the day none is left out.
 */
export function mozillaStoreAt(at: Date): TrustStore {
  const undone = mozillaHistory().filter(({ day }) => Date.parse(day) > at.getTime());
  if (undone.length === 0) return mozillaStore;
  const held = new Set(mozillaStore.anchors.map(({ fingerprints }) => fingerprints.sha256));
  const gone = new Map(undone.filter(({ sha256 }) => !held.has(sha256)).map(({ sha256, name }) => [sha256, name]));
  const anchors = [...mozillaStore.anchors, ...[...gone].map(([sha256, name]) => removedAnchor(sha256, name))]
    .filter(({ notBefore }) => notBefore === undefined || notBefore <= at)
    .flatMap((anchor) => anchorAt(anchor, at));
  return {
    ...mozillaStore,
    version: `${mozillaStore.version} with ${undone.length} later changes undone (additions are not)`,
    anchors,
  };
}

function anchorAt(anchor: TrustAnchor, at: Date): TrustAnchor[] {
  const state = mozillaState(anchor.fingerprints.sha256 ?? '', at);
  if (state.status !== 'held') return [];
  const { websites, distrustAfter } = state;
  const { email } = anchor.constraints;
  const constraints = {
    websites,
    ...(email === undefined ? {} : { email }),
    ...(distrustAfter === undefined ? {} : { distrustAfter }),
  };
  return [{ ...anchor, constraints }];
}

function removedAnchor(sha256: string, name: string): TrustAnchor {
  const root = knownRoot(sha256);
  if (!root) return { name, fingerprints: { sha256 }, constraints: {} };
  const { sha1, md5, subject, spkiSha256, notBefore, notAfter } = root;
  return {
    name: root.name,
    fingerprints: { sha256, sha1, md5 },
    subject,
    spkiSha256,
    notBefore,
    notAfter,
    constraints: {},
  };
}

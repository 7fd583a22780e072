import {
  chromeAsOf,
  chromeConstraints,
  chromeEntrust,
  chromeMembers,
  chromeVersion,
} from './generated/chrome-store.ts';
import { knownRoot } from './known-root.ts';
import { once } from './once.ts';
import type { TrustAnchor, TrustStore } from './trust-store.ts';

const members = once((): ReadonlySet<string> => new Set(chromeMembers()));
const cutOffs = once(
  (): ReadonlyMap<string, string> =>
    new Map([...chromeConstraints(), ...chromeEntrust()].map(([sha256, , sctNotAfter]) => [sha256, sctNotAfter])),
);
const anchors = once(() => chromeMembers().map(anchorOf));

export interface ChromeState {
  readonly member: boolean;
  /** Certificates whose earliest SCT is later are not trusted; stated for some roots that are no longer members, too. */
  readonly sctNotAfter?: string;
}

/** What Chrome's store says of a root, in the version that was read (its history is not known). */
export function chromeState(sha256: string): ChromeState {
  const sctNotAfter = cutOffs().get(sha256);
  return { member: members().has(sha256), ...(sctNotAfter === undefined ? {} : { sctNotAfter }) };
}

/** The Chrome Root Store with its SCT cut-offs, without certificates. Read from a copy of Chromium, not from Chrome. */
export const chromeStore: TrustStore = {
  id: 'chrome',
  label: 'Chrome Root Store',
  source: 'root_store.textproto of a third-party copy of Chromium',
  version: chromeVersion,
  asOf: chromeAsOf,
  get anchors() {
    return anchors();
  },
  partial: false,
};

function anchorOf(sha256: string): TrustAnchor {
  const root = knownRoot(sha256);
  const sctNotAfter = cutOffs().get(sha256);
  const constraints = sctNotAfter === undefined ? {} : { sctNotAfter };
  if (!root) return { name: sha256, fingerprints: { sha256 }, constraints };
  const { name, sha1, md5, subject, spkiSha256, notBefore, notAfter } = root;
  return { name, fingerprints: { sha256, sha1, md5 }, subject, spkiSha256, notBefore, notAfter, constraints };
}

export { auditTrustStore, type AuditedRoot, type TrustStoreAudit } from './audit.ts';
export { readCacertsPage, type CacertsEntry, type CacertsPage } from './cacerts-page.ts';
export { chromeState, chromeStore, type ChromeState } from './chrome.ts';
export { classifyHierarchy, type Hierarchy } from './classify-hierarchy.ts';
export { diffTrustStores, type AnchorPair, type TrustStoreDiff } from './diff.ts';
export { judgeAnchor, type AnchorJudgment } from './judge-anchor.ts';
export { digicertGlobalRootG2, knownRoot, knownRootByKey, knownRoots, type KnownRoot } from './known-root.ts';
export {
  loadMozillaCertificates,
  mozillaHistory,
  mozillaState,
  mozillaStore,
  type MozillaEvent,
  type MozillaState,
} from './mozilla.ts';
export { anchorOf, fingerprintsOf, matchAnchor, salesforceTrustStore, type AnchorMatch } from './salesforce-store.ts';
export { dataAge, staleAfterDays, type DataAge, type TrustAnchor, type TrustStore } from './trust-store.ts';
export type { AnchorConstraints, Fingerprints, JudgedLeaf } from './trust-store.ts';

export type { Check, CheckContext, CheckResult, Observation } from './check.ts';
export { checkCatalog } from './catalog.ts';
export { noticeOf } from './expiring.ts';
export type { ListedAnchor } from './listed-anchor.ts';
export type { KnownRevocation, KnownRevocations } from './revoked.ts';
export { verifyHeldChains } from './verified-chains.ts';
export type { LinkVerdict, VerifiedChain, VerifiedChains, VerifiedLink } from './verified-chains.ts';

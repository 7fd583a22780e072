export type { Check, CheckContext, CheckInput, CheckResult, Observation } from './check.ts';
export { checkCatalog } from './catalog.ts';
export type { MissingInput } from './inputs.ts';
export { givenTo, missingInputs } from './inputs.ts';
export { noticeOf } from './expiring.ts';
export type { ListedAnchor } from './listed-anchor.ts';
export type { KnownRevocation, KnownRevocations } from './known-revocations.ts';
export { verifyHeldChains } from './verified-chains.ts';
export type { LinkVerdict, VerifiedChain, VerifiedChains, VerifiedLink } from './verified-chains.ts';

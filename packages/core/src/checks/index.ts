export type { Check, CheckContext, CheckResult, Observation } from './check.ts';
export { checkCatalog } from './catalog.ts';
export { noticeOf } from './expiring.ts';

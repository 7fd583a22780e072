export type { Due, DueBecause, DueRequest, RenewalWindow } from './decide.ts';
export { decideDue, retryAt } from './decide.ts';
export type { Failed } from './again.ts';
export { againAfter } from './again.ts';
export { jitterOf } from './jitter.ts';

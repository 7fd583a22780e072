export type { Due, DueBecause, DueRequest, RenewalWindow } from './decide.ts';
export { decideDue, retryAt } from './decide.ts';
export { jitterOf } from './jitter.ts';

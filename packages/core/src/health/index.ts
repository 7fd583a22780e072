export type * from './report.ts';
export type { Decisions } from './decide.ts';
export type { EvaluationOptions } from './evaluate.ts';
export { evaluate } from './evaluate.ts';

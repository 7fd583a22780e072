export type { Kind } from './kind.ts';
export { NotRotatedError } from './kind.ts';
export { kindById, kinds, kindOfSubject } from './choose.ts';
export { broughtFile } from './carried.ts';

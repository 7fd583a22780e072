export type * from './org/org.ts';
export { OrgRefusal } from './org/org.ts';

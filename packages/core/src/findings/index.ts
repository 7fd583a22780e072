export type * from './model.ts';
export { defaultSettings } from './model.ts';
export { citationOf, dayOf, isoDay, listOf, momentOf, plural, relativeDay, when } from './wording.ts';

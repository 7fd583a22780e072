export type * from './publication.ts';
export type { FieldOf, FieldsOf, FieldType, RecordObject, RecordValue } from './objects.ts';
export { fieldsToRead, keyFields, recordFields, recordObjects, refersToCertificate } from './objects.ts';
export { certificateKey, checkCoverageKey, recordKey, scanKey, sourceCoverageKey } from './keys.ts';
export { planPublication } from './plan.ts';

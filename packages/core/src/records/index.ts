export type * from './publication.ts';
export type { FieldOf, FieldsOf, FieldType, RecordObject, RecordValue } from './objects.ts';
export { fieldsToRead, keyFields, recordFields, recordObjects, refersToCertificate } from './objects.ts';
export { certificateKey, checkCoverageKey, recordKey, scanKey, sourceCoverageKey } from './keys.ts';
export { otherDayJudged } from './judged-day.ts';
export { planPublication } from './plan.ts';
export type { CertificateStanding, StandingFinding } from './certificate-standing.ts';
export { standingOf } from './certificate-standing.ts';

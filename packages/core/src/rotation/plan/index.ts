export type { NotDue, NotPlanned, Planned, PlanRequest, Plans } from './plan.ts';
export { planRotations, rotationId, toRotate } from './plan.ts';
export type { KnownOfCertificate } from './known.ts';
export type { FileChange, FileChangeProblem, WantedFile } from './file-changes.ts';
export { byHandFor, changeFile, wantedFiles } from './file-changes.ts';
export type { Seen, SeenReference } from './seen.ts';
export { differencesOf, digestOfFacts, digestOfSeen, seenOf } from './seen.ts';
export type { SeenPlan } from './elsewhere.ts';
export { differencesElsewhere } from './elsewhere.ts';

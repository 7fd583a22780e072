export type * from './model.ts';
export type * from './settings.ts';
export { defaultSettings } from './settings.ts';
export { levelsFor, withLevels } from './levels.ts';
export type { DecisionSubject } from './certificate-pattern.ts';
export { fingerprintIn, fitsPattern, meansCertificate, subjectOfFinding } from './certificate-pattern.ts';
export { ownerOf, withOwners } from './owner.ts';
export type { LevelConflict } from './decision-rules.ts';
export { conflictingLevels, isReason, isWaiverEnd, longestWaiverDays, shortestReason } from './decision-rules.ts';
export type { FailOn } from './fail-on.ts';
export { failsOn } from './fail-on.ts';
export { isUnasked } from './unasked.ts';
export type { LookedAt } from './waiver.ts';
export type { Waiver } from './waiver-model.ts';
export { applyWaivers, canJudgeWaivers, isInForce } from './waiver.ts';
export { waiverChecks } from './waiver-findings.ts';
export { eachFinding } from './parts.ts';
export type { Baseline } from './baseline.ts';
export { baselineOf, onlyNew } from './baseline.ts';
export {
  citationOf,
  dayOf,
  explainCommand,
  isoDay,
  lasting,
  listOf,
  momentOf,
  plural,
  relativeDay,
  when,
} from './wording.ts';
export { keyOfHolding } from './holding-key.ts';

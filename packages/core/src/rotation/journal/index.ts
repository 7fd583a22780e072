export type { StepEvidence, NewEvent, Proof, RotationEvent } from './events.ts';
export { eventAt, JournalError, journalLine, journalVersion, readJournal, referenceKey } from './events.ts';
export type { RotationStanding, StepStanding } from './state.ts';
export { stateOf } from './state.ts';
export type { EventFault } from './rules.ts';
export { RotationEventError } from './rules.ts';
export { applyEvent, foldEvents } from './fold.ts';
export type { Next, Pace } from './next.ts';
export { nextOf, toldState } from './next.ts';

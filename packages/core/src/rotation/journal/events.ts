import type { RotationPlan, Waiter } from '../model.ts';
import type { StepId } from '../step-id.ts';
import { stepIds } from '../step-id.ts';

/** Version of the events' form. A reader refuses what is newer than it knows. */
export const journalVersion = 1;

/** What was read of the new certificate in the place where it is used from then on. */
export interface Proof {
  /** SHA-256 of the certificate that was read. */
  readonly fingerprint: string;
  /** The record says that it can be used. */
  readonly usable: boolean;
  /** ISO date-times. */
  readonly notBefore: string;
  readonly notAfter: string;
}

/** What a step has to show. Steps that are not named here show nothing. */
export interface StepEvidence {
  /** `judge`: what would break; empty: nothing. */
  readonly refused?: readonly string[];
  /** `verify`, `switch`, `confirm`: as read back. */
  readonly proof?: Proof;
  /** `switch`, `confirm`: to which record each reference points, by `referenceKey`. */
  readonly pointsAt?: Readonly<Record<string, string>>;
  /** `confirm`: by what it is known. */
  readonly by?: 'probe' | 'person';
  /** What was seen, or could not be looked at, one sentence each, for whoever reads the journal. */
  readonly notes?: readonly string[];
}

/** Something that happened, in the order in which it happened. Events are only ever added. */
export type RotationEvent = { readonly version: typeof journalVersion; /** ISO date-time. */ readonly at: string } & (
  | {
      readonly type: 'planned';
      readonly plan: RotationPlan;
      /** Digest of what the plan has seen. */ readonly digest: string;
    }
  | { readonly type: 'step-started'; readonly step: StepId; readonly attempt: number }
  | { readonly type: 'step-done'; readonly step: StepId; readonly evidence?: StepEvidence }
  | {
      readonly type: 'step-failed';
      readonly step: StepId;
      readonly problem: string;
      /** ISO date-time: not to be tried before. */ readonly again?: string;
    }
  | { readonly type: 'step-skipped'; readonly step: StepId; readonly why: string }
  | {
      readonly type: 'waiting';
      readonly step: StepId;
      readonly who: Waiter;
      readonly what: string;
      /** ISO date-time: when to ask again. */ readonly again?: string;
    }
  | {
      readonly type: 'approved';
      readonly step: StepId;
      readonly by: string;
      /** ISO date-time: the agreed moment. */ readonly notBefore?: string;
      /** Why, or what was agreed. */ readonly note?: string;
    }
  /** References by hand that still name the old certificate, by `referenceKey`. */
  | { readonly type: 'by-hand-seen'; readonly left: readonly string[] }
  | { readonly type: 'undo-started'; readonly why: string }
  | { readonly type: 'step-undone'; readonly step: StepId }
  | { readonly type: 'taken-over'; readonly by: string; readonly from: string }
);

/** Without what every event has. */
export type NewEvent = RotationEvent extends infer One
  ? One extends RotationEvent
    ? Omit<One, 'version' | 'at'>
    : never
  : never;

export function eventAt(at: Date, event: NewEvent): RotationEvent {
  return { version: journalVersion, at: at.toISOString(), ...event };
}

/**
 * Tells references apart. Several values in one field of a component, as of a site with two domains, are one
 * reference: it points at a certificate once all of them do.
 */
export function referenceKey({
  source,
  name,
  field,
}: {
  readonly source: string;
  readonly name: string;
  readonly field: string;
}): string {
  return `${source}/${name}/${field}`;
}

/** Raised for a journal that cannot be believed; the message is one sentence that says what to do. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
}

/** One event as a line. */
export function journalLine(event: RotationEvent): string {
  return `${JSON.stringify(event)}\n`;
}

/**
 * The events of a journal. A last line without an end was being written when the machine stopped: it did not happen.
 * Anything else that cannot be read is an error, since what follows from it would be a guess.
 *
 * @param name What the journal is called, for messages.
 * @throws {JournalError}
 */
export function readJournal(text: string, name: string): RotationEvent[] {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  return whole.split('\n').flatMap((line, position) => (line === '' ? [] : [eventOf(line, `${name}:${position + 1}`)]));
}

function eventOf(line: string, place: string): RotationEvent {
  let event: unknown;
  try {
    event = JSON.parse(line);
  } catch {
    throw new JournalError(`${place} is damaged: it is no JSON. Look at the org, and start again or undo by hand.`);
  }
  const { version, type, at, step } = (typeof event === 'object' && event !== null ? event : {}) as Record<
    string,
    unknown
  >;
  if (typeof version === 'number' && version > journalVersion) {
    throw new JournalError(`${place} was written by a newer version of this tool; use that one.`);
  }
  const isKnown =
    typeof type === 'string' && types.has(type) && typeof at === 'string' && !Number.isNaN(Date.parse(at));
  const hasStep = step === undefined || (stepIds as readonly unknown[]).includes(step);
  if (version !== journalVersion || !isKnown || !hasStep || (ofSteps.has(type) && step === undefined)) {
    throw new JournalError(`${place} is no event of a rotation. Look at the org, and start again or undo by hand.`);
  }
  return event as RotationEvent;
}

const ofSteps: ReadonlySet<unknown> = new Set([
  'step-started',
  'step-done',
  'step-failed',
  'step-skipped',
  'waiting',
  'approved',
  'step-undone',
]);
const types: ReadonlySet<string> = new Set([
  ...ofSteps,
  'planned',
  'by-hand-seen',
  'undo-started',
  'taken-over',
] as string[]);

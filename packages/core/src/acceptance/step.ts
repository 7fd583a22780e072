import type { Evidence, RuleSource } from '../findings/index.ts';

/** One thing that decides whether somebody is let in, or taken. */
export interface Step<Id extends string> {
  readonly id: Id;
  /** `transport`: the connection and its chain. `identity`: whose certificate or signature it is. */
  readonly layer: 'transport' | 'identity';
  /** What is asked, as a statement that holds where it passes. */
  readonly title: string;
  readonly outcome: 'pass' | 'fail' | 'unknown' | 'not-applicable';
  /** What was found, one or two sentences. */
  readonly detail: string;
  readonly evidence: Evidence;
  readonly rule: RuleSource;
  /** What to do and who does it; with `fail` and `unknown`. */
  readonly remedy?: string;
  /** Label of the permission for want of which it is not known. */
  readonly permission?: string;
}

/** What a step finds; its title, layer and rule are the same every time. */
export type Found = Pick<Step<string>, 'outcome' | 'detail' | 'evidence' | 'remedy' | 'permission'>;

/** The answer, and which step gave it. */
export interface Verdict<Id extends string> {
  /** `unknown`: something that decides could not be seen. Never to be read as granted. */
  readonly verdict: 'granted' | 'refused' | 'unknown';
  /** The first step that refused or, where none does, the first that could not be told; null when granted. */
  readonly decidedBy: Id | null;
  readonly steps: readonly Step<Id>[];
}

/** A refusal outranks what is not known, and what is not known is never granted. */
export function verdictOf<Id extends string>(steps: readonly Step<Id>[]): Verdict<Id> {
  const refusal = steps.find(({ outcome }) => outcome === 'fail');
  if (refusal) return { verdict: 'refused', decidedBy: refusal.id, steps };
  const doubt = steps.find(({ outcome }) => outcome === 'unknown');
  if (doubt) return { verdict: 'unknown', decidedBy: doubt.id, steps };
  return { verdict: 'granted', decidedBy: null, steps };
}

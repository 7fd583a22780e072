import type { RotationEvent } from './events.ts';

/** What earlier attempts of one rotation say about the next. */
export interface Attempts {
  /** Steps that failed since the last one that was over, and when the last one did. */
  readonly failures?: { readonly count: number; readonly last: Date };
  /** When a chain was signed last. */
  readonly signedAt?: Date;
}

/** Counts the failures of a rotation since it last got on, and finds its last certificate. What is undone fails no more. */
export function attemptsOf(events: readonly RotationEvent[]): Attempts {
  let failures: Attempts['failures'];
  let signedAt: Date | undefined;
  for (const event of events) {
    if (event.type === 'step-failed') failures = { count: (failures?.count ?? 0) + 1, last: new Date(event.at) };
    if (event.type === 'step-done' || event.type === 'undo-started') failures = undefined;
    if (event.type === 'step-done' && event.step === 'sign') signedAt = new Date(event.at);
  }
  return { ...(failures ? { failures } : {}), ...(signedAt ? { signedAt } : {}) };
}

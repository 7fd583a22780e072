import { refuse, RotationEventError } from './rules.ts';
import type { RotationEvent } from './events.ts';
import type { RotationStanding, StepStanding } from './state.ts';
import { stepOf } from './state.ts';

/**
 * The state that events lead to. It hangs on nothing else, so that every machine that reads the same journal goes on
 * alike.
 *
 * @throws {RotationEventError} for an event that may not happen where it stands.
 */
export function foldEvents(events: readonly RotationEvent[]): RotationStanding {
  const [first, ...rest] = events;
  if (first?.type !== 'planned')
    throw new RotationEventError('no-plan', 'A journal begins with the plan, and this one does not.');
  return rest.reduce(applyEvent, begin(first));
}

function begin({ plan, digest, at }: Extract<RotationEvent, { type: 'planned' }>): RotationStanding {
  const steps = plan.steps.map(({ id }): StepStanding => ({ id, state: 'open', attempts: 0 }));
  return { plan, digest, steps, undoing: false, pointsAt: {}, byHandLeft: undefined, at };
}

/**
 * The state after one more event.
 *
 * @throws {RotationEventError} when that may not happen now; the state is then as it was.
 */
export function applyEvent(standing: RotationStanding, event: RotationEvent): RotationStanding {
  refuse(standing, event);
  const after = { ...standing, at: event.at };
  switch (event.type) {
    case 'planned':
    case 'taken-over':
      return after;
    case 'by-hand-seen':
      return { ...after, byHandLeft: event.left };
    case 'undo-started':
      return { ...after, undoing: true };
    case 'approved': {
      const { by, notBefore } = event;
      return withStep(after, event.step, {
        approved: { by, at: event.at, ...(notBefore === undefined ? {} : { notBefore }) },
        at: event.at,
      });
    }
    case 'step-started':
      return withStep(after, event.step, { state: 'running', attempts: event.attempt, at: event.at }, [
        'problem',
        'again',
        'asked',
      ]);
    case 'waiting': {
      const { who, what, again, at: since } = event;
      return withStep(
        after,
        event.step,
        {
          asked: { who, what, since },
          ...(again === undefined ? {} : { again }),
          at: since,
        },
        ['failures'],
      );
    }
    case 'step-failed':
      return withStep(
        after,
        event.step,
        {
          state: 'failed',
          problem: event.problem,
          failures: (stepOf(standing, event.step)?.failures ?? 0) + 1,
          at: event.at,
          ...(event.again === undefined ? {} : { again: event.again }),
        },
        ['asked'],
      );
    case 'step-skipped':
      return withStep(after, event.step, { state: 'skipped', problem: event.why, at: event.at });
    case 'step-undone': {
      const undone = withStep(after, event.step, { state: 'undone', at: event.at }, overWith);
      return event.step === 'switch' ? { ...undone, pointsAt: {} } : undone;
    }
    case 'step-done': {
      const { proof, pointsAt, by } = event.evidence ?? {};
      const done = withStep(after, event.step, { state: 'done', at: event.at }, overWith);
      const seen = {
        ...done,
        ...(proof ? { proof } : {}),
        ...(pointsAt ? { pointsAt } : {}),
        ...(by ? { confirmedBy: by } : {}),
      };
      // What was seen by hand before the switch says nothing after it.
      return event.step === 'switch' ? { ...seen, byHandLeft: undefined } : seen;
    }
  }
}

/** What a step that is over has no more. */
const overWith = ['problem', 'again', 'asked', 'failures'] as const;

function withStep(
  standing: RotationStanding,
  id: StepStanding['id'],
  change: Partial<StepStanding>,
  cleared: readonly ('problem' | 'again' | 'asked' | 'failures')[] = [],
): RotationStanding {
  const steps = standing.steps.map((step): StepStanding => {
    if (step.id !== id) return step;
    const kept = { ...step } as Record<string, unknown>;
    for (const name of cleared) delete kept[name];
    return { ...(kept as unknown as StepStanding), ...change };
  });
  return { ...standing, steps };
}

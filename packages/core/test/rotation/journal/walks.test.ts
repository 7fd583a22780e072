import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  RotationEventError,
  applyEvent,
  eventAt,
  foldEvents,
  journalLine,
  nextOf,
  readJournal,
  referenceKey,
  stateOf,
  stepIds,
} from '@cert-health/core';
import type {
  NewEvent,
  Next,
  RotationEvent,
  RotationKind,
  RotationPlan,
  RotationStanding,
  StepEvidence,
  StepId,
} from '@cert-health/core';
import { planOf } from '../plans.ts';

const start = Date.parse('2027-01-05T10:00:00Z');
const kinds: readonly RotationKind[] = [
  'renew-in-place',
  'new-key',
  'self-signed',
  'mutual-authentication',
  'user-certificate',
  'carried',
  'guided',
];

/** An org in which anything may happen, and an executor that tells what it reads there and nothing else. */
class World {
  readonly plan: RotationPlan;
  usable = false;
  isThere = false;
  oldIsThere = true;
  readonly points = new Map<string, string>();

  constructor(plan: RotationPlan) {
    this.plan = plan;
    for (const reference of plan.references) this.points.set(referenceKey(reference), 'Old');
  }

  /** What an effect does, wholly or in part. */
  effect(step: StepId, whole: boolean): void {
    if (step === 'request') this.isThere = true;
    if (step === 'install' || (step === 'request' && this.plan.kind === 'self-signed')) this.usable = whole;
    if (step === 'switch' && this.plan.kind === 'carried') this.usable = whole;
    // One deployment with all or nothing, and people who undo one of its changes.
    if (step === 'switch' && whole)
      for (const key of this.points.keys()) this.points.set(key, this.plan.successor ?? '');
    if (step === 'retire' && whole) this.oldIsThere = false;
  }

  undo(step: StepId): void {
    if (step === 'switch') for (const key of this.points.keys()) this.points.set(key, 'Old');
    if (step === 'request') [this.isThere, this.usable] = [false, false];
  }

  evidence(): StepEvidence {
    const proof = {
      fingerprint: 'new',
      usable: this.usable,
      notBefore: '2027-01-01T00:00:00Z',
      notAfter: '2027-12-01T00:00:00Z',
    };
    return { refused: [], proof, pointsAt: Object.fromEntries(this.points), by: 'probe' };
  }

  /** Each reference points at a certificate that is there and can be used. */
  get isSound(): boolean {
    return [...this.points.values()].every((name) => (name === 'Old' ? this.oldIsThere : this.usable));
  }
}

type Act = {
  readonly event: NewEvent['type'] | 'next' | 'meddle';
  readonly step: StepId;
  readonly whole: boolean;
  readonly number: number;
};

const act: fc.Arbitrary<Act> = fc.record({
  event: fc.oneof(
    { weight: 60, arbitrary: fc.constant('next' as const) },
    { weight: 1, arbitrary: fc.constantFrom('undo-started', 'meddle') },
    {
      weight: 9,
      arbitrary: fc.constantFrom(
        'step-started',
        'step-done',
        'step-failed',
        'step-skipped',
        'waiting',
        'approved',
        'by-hand-seen',
        'step-undone',
        'taken-over',
      ),
    },
  ),
  step: fc.constantFrom(...stepIds),
  whole: fc.boolean(),
  number: fc.integer({ min: 0, max: 5 }),
});

function eventOf({ event, step, whole, number }: Act, standing: RotationStanding, world: World): NewEvent | undefined {
  switch (event) {
    case 'step-started':
      return {
        type: event,
        step,
        attempt: (standing.steps.find(({ id }) => id === step)?.attempts ?? 0) + (whole ? 1 : number),
      };
    case 'step-done':
      return { type: event, step, evidence: world.evidence() };
    case 'step-failed':
      return { type: event, step, problem: 'It failed.' };
    case 'step-skipped':
      return { type: event, step, why: 'Nothing to do.' };
    case 'waiting':
      return { type: event, step, who: 'authority', what: 'Later.' };
    case 'approved':
      return { type: event, step, by: 'Ada' };
    case 'by-hand-seen':
      return { type: event, left: whole ? [] : ['x'] };
    case 'undo-started':
      return { type: event, why: 'Somebody asked.' };
    case 'step-undone':
      return { type: event, step };
    case 'taken-over':
      return { type: event, by: 'b', from: 'a' };
    default:
      return undefined;
  }
}

/** What an executor adds for what is next. */
function eventsFor(next: Next, world: World): NewEvent[] {
  switch (next.kind) {
    case 'do':
      return [
        { type: 'step-started', step: next.step, attempt: next.attempt },
        { type: 'step-done', step: next.step, evidence: world.evidence() },
      ];
    case 'undo':
      return [{ type: 'step-undone', step: next.step }];
    case 'wait':
      return [{ type: 'approved', step: next.step, by: 'Ada' }];
    case 'look':
      return [{ type: 'by-hand-seen', left: [] }];
    case 'end':
      return [];
  }
}

function tried(events: RotationEvent[], event: NewEvent, minute: number): boolean {
  const dated = eventAt(new Date(start + minute * 60_000), event);
  try {
    applyEvent(foldEvents(events), dated);
  } catch (error) {
    assert.ok(error instanceof RotationEventError, String(error));
    return false;
  }
  events.push(dated);
  return true;
}

test('whatever happens in whatever order, nothing is done or retired while a reference points at what cannot be used', () => {
  let [ended, retired] = [0, 0];
  fc.assert(
    fc.property(
      fc.constantFrom(...kinds),
      fc.array(act, { minLength: 50, maxLength: 120 }),
      fc.boolean(),
      (kind, acts, hold) => {
        const plan = planOf(kind, { byHandCount: 1, holdBefore: hold ? ['switch', 'retire'] : [] });
        const world = new World(plan);
        const events: RotationEvent[] = [eventAt(new Date(start), { type: 'planned', plan, digest: '' })];
        let minute = 0;
        for (const one of acts) {
          minute++;
          const standing = foldEvents(events);
          // Somebody makes the new certificate unusable, or points a reference back, before that was looked at for the last time.
          if (one.event === 'meddle') {
            if (!world.oldIsThere || standing.steps.some(({ id, state }) => id === 'confirm' && state === 'done'))
              continue;
            world.usable = world.usable && one.whole;
            const [key] = world.points.keys();
            if (key !== undefined) world.points.set(key, 'Old');
            continue;
          }
          const next = nextOf(standing, new Date(start + minute * 60_000));
          const list =
            one.event === 'next'
              ? eventsFor(next, world)
              : [eventOf(one, standing, world)].filter((event) => event !== undefined);
          for (const event of list) {
            // What is under way takes effect, as a whole or not; it is told only afterwards.
            const seen = event.type === 'step-done' ? { ...event, evidence: world.evidence() } : event;
            if (!tried(events, seen, minute)) break;
            if (event.type === 'step-started') world.effect(event.step, one.event === 'next' || one.whole);
            if (event.type === 'step-undone') world.undo(event.step);
            if (event.type === 'step-started' && event.step === 'retire') {
              retired++;
              assert.ok(world.isSound, `${kind}: retired while a reference points at what cannot be used`);
            }
          }
        }
        const state = stateOf(foldEvents(events));
        if (state === 'done') {
          ended++;
          assert.ok(world.isSound, `${kind} is done`);
        }
        if (state === 'undone')
          assert.ok(
            [...world.points.values()].every((name) => name === 'Old'),
            `${kind} is undone`,
          );
      },
    ),
    { numRuns: 600 },
  );
  // The walks must come to what they are about.
  assert.ok(ended > 20 && retired > 20, `${ended} ended, ${retired} retired`);
});

test('stopped after any event, even within one, and read again it comes to the same end as if it never stopped', () => {
  for (const kind of kinds) {
    const plan = planOf(kind, { byHandCount: 1, waits: kind === 'carried' ? ['switch'] : [] });
    const whole = finish(kind, plan, '');
    const text = whole.map(journalLine).join('');
    const ends = [...text.matchAll(/\n/g)].map(({ index }) => index + 1);
    for (const end of ends) {
      for (const cut of [0, 7]) {
        const after = finish(kind, plan, text.slice(0, Math.max(end - cut, ends[0] ?? 0)));
        const told = ({ plan: _plan, steps, ...rest }: RotationStanding) => ({
          ...rest,
          at: '',
          steps: steps.map(({ id, state }) => ({ id, state })),
        });
        assert.deepEqual(told(foldEvents(after)), told(foldEvents(whole)), `${kind} cut at ${end - cut}`);
      }
    }
  }
});

/** Goes on from what a journal says, on a machine that knows nothing else. */
function finish(kind: RotationKind, plan: RotationPlan, text: string): RotationEvent[] {
  const world = new World(plan);
  const events =
    text === '' ? [eventAt(new Date(start), { type: 'planned', plan, digest: '' })] : readJournal(text, kind);
  for (const event of events) if (event.type === 'step-started') world.effect(event.step, true);
  for (let minute = events.length; minute < 200; minute++) {
    const next = nextOf(foldEvents(events), new Date(start + minute * 60_000));
    if (next.kind === 'end') return events;
    for (const event of eventsFor(next, world)) {
      if (event.type === 'step-started') world.effect(event.step, true);
      const seen = event.type === 'step-done' ? { ...event, evidence: world.evidence() } : event;
      assert.ok(tried(events, seen, minute), `${kind}: ${JSON.stringify(seen)}`);
    }
  }
  throw new Error(`${kind} does not end`);
}

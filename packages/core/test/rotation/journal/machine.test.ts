import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  JournalError,
  RotationEventError,
  applyEvent,
  eventAt,
  foldEvents,
  journalLine,
  nextOf,
  readJournal,
  referenceKey,
  stateOf,
  toldState,
} from '@cert-health/core';
import type { EventFault, NewEvent, RotationEvent, RotationPlan, StepEvidence, StepId } from '@cert-health/core';
import { planOf } from '../plans.ts';

const start = Date.parse('2027-01-05T10:00:00Z');
const at = (minutes: number): Date => new Date(start + minutes * 60_000);
const proof = { fingerprint: 'new', usable: true, notBefore: '2027-01-01T00:00:00Z', notAfter: '2027-06-01T00:00:00Z' };

function evidenceOf(step: StepId, plan: RotationPlan): StepEvidence | undefined {
  if (step === 'judge') return { refused: [] };
  if (step === 'verify') return { proof };
  const pointsAt = Object.fromEntries(plan.references.map((one) => [referenceKey(one), plan.successor ?? '']));
  if (step === 'confirm') return { by: 'probe', proof, pointsAt };
  return step === 'switch' ? { proof, pointsAt } : undefined;
}

/** Events one after another, a minute apart. */
class Journal {
  readonly events: RotationEvent[];
  constructor(plan: RotationPlan) {
    this.events = [eventAt(at(0), { type: 'planned', plan, digest: 'd' })];
  }
  get standing() {
    return foldEvents(this.events);
  }
  get now(): Date {
    return at(this.events.length);
  }
  add(...more: NewEvent[]): this {
    for (const event of more) {
      const dated = eventAt(this.now, event);
      applyEvent(this.standing, dated);
      this.events.push(dated);
    }
    return this;
  }
  /** Takes steps until one is not to be taken, or `until` is to begin. */
  run(until?: StepId): this {
    for (
      let next = nextOf(this.standing, this.now);
      next.kind === 'do' && next.step !== until;
      next = nextOf(this.standing, this.now)
    ) {
      const evidence = evidenceOf(next.step, this.standing.plan);
      this.add(
        { type: 'step-started', step: next.step, attempt: next.attempt },
        { type: 'step-done', step: next.step, ...(evidence ? { evidence } : {}) },
      );
    }
    return this;
  }
  refuses(event: NewEvent, fault: EventFault): void {
    assert.throws(
      () => applyEvent(this.standing, eventAt(this.now, event)),
      (error: unknown) => error instanceof RotationEventError && error.fault === fault,
    );
  }
}

describe('a rotation goes', () => {
  test('through its steps to the end', () => {
    const journal = new Journal(planOf('new-key')).run();
    assert.deepEqual(nextOf(journal.standing, journal.now), { kind: 'end', state: 'done' });
    assert.equal(toldState(journal.standing, journal.now).state, 'done');
    assert.equal(journal.standing.proof?.fingerprint, 'new');
  });

  test('no further than a step that somebody has to approve, and on when they have', () => {
    const journal = new Journal(planOf('new-key', { holdBefore: ['retire'] })).run();
    const { state, waitsFor } = toldState(journal.standing, journal.now);
    assert.deepEqual([state, waitsFor?.who], ['waiting', 'approver']);
    journal.refuses({ type: 'step-started', step: 'retire', attempt: 1 }, 'held-back');
    journal.add({ type: 'approved', step: 'retire', by: 'Ada' }).run();
    assert.equal(stateOf(journal.standing), 'done');
  });

  test('on only when the partner has moved, and at the moment that was agreed', () => {
    const journal = new Journal(planOf('carried', { waits: ['switch'] })).run();
    assert.equal(toldState(journal.standing, journal.now).waitsFor?.who, 'partner');
    const agreed = at(500).toISOString();
    journal.add({ type: 'approved', step: 'switch', by: 'Ada', notBefore: agreed });
    const next = nextOf(journal.standing, journal.now);
    assert.deepEqual(next, {
      kind: 'wait',
      step: 'switch',
      for: { who: 'date', what: 'switch at the agreed moment.', since: agreed },
    });
    assert.equal(nextOf(journal.standing, at(500)).kind, 'do');
  });

  test('on with the same step when an authority says later, and waits until then', () => {
    const journal = new Journal(planOf('new-key')).run('sign');
    journal.add(
      { type: 'step-started', step: 'sign', attempt: 1 },
      { type: 'waiting', step: 'sign', who: 'authority', what: 'Ticket 12.', again: at(90).toISOString() },
    );
    assert.equal(toldState(journal.standing, journal.now).waitsFor?.who, 'authority');
    assert.deepEqual(nextOf(journal.standing, at(90)), { kind: 'do', step: 'sign', attempt: 2, resumed: true });
    // Who may be asked again is waited for all the same.
    const { state, waitsFor } = toldState(journal.standing, at(90));
    assert.deepEqual([state, waitsFor?.what], ['waiting', 'Ticket 12.']);
  });

  test('on when somebody says that it works, where nothing but a person can tell', () => {
    const journal = new Journal(planOf('new-key')).run('confirm');
    journal.add(
      { type: 'approved', step: 'confirm', by: 'Ada' },
      { type: 'step-started', step: 'confirm', attempt: 1 },
      { type: 'waiting', step: 'confirm', who: 'approver', what: 'Say whether it works.' },
    );
    // What was approved before the question is no answer to it.
    assert.equal(toldState(journal.standing, at(10_000)).waitsFor?.what, 'Say whether it works.');
    journal.add({ type: 'approved', step: 'confirm', by: 'Ada' }).run();
    assert.equal(stateOf(journal.standing), 'done');
  });

  test('on after a failure, once its pause is over', () => {
    const journal = new Journal(planOf('new-key')).run('install');
    journal.add(
      { type: 'step-started', step: 'install', attempt: 1 },
      { type: 'step-failed', step: 'install', problem: 'The deployment failed.', again: at(90).toISOString() },
    );
    assert.equal(toldState(journal.standing, journal.now).state, 'failed');
    assert.equal(nextOf(journal.standing, journal.now).kind, 'wait');
    assert.deepEqual(nextOf(journal.standing, at(90)), { kind: 'do', step: 'install', attempt: 2, resumed: false });
  });

  test('to no retiring while a reference by hand names the old certificate, or nobody has looked', () => {
    const journal = new Journal(planOf('new-key', { byHandCount: 2 })).run();
    assert.deepEqual(nextOf(journal.standing, journal.now), { kind: 'look', at: 'by-hand' });
    const left = journal.standing.plan.byHand.map(({ reference }) => referenceKey(reference));
    journal.add({ type: 'by-hand-seen', left: left.slice(1) });
    assert.match(
      toldState(journal.standing, journal.now).waitsFor?.what ?? '',
      /^1 reference by hand still names the old certificate: Class1\.$/,
    );
    const waits = nextOf(journal.standing, journal.now);
    assert.equal(waits.kind === 'wait' && waits.look, 'by-hand');
    journal.refuses({ type: 'step-started', step: 'retire', attempt: 1 }, 'by-hand-left');
    journal.add({ type: 'by-hand-seen', left: [] }).run();
    assert.equal(stateOf(journal.standing), 'done');
  });

  test('by what was seen after the switch, not before', () => {
    const journal = new Journal(planOf('new-key', { byHandCount: 1 })).run('switch');
    journal.add({ type: 'by-hand-seen', left: [] }).run();
    assert.deepEqual(nextOf(journal.standing, journal.now), { kind: 'look', at: 'by-hand' });
  });

  test('back in the opposite order, and a step that was under way is taken back too', () => {
    const journal = new Journal(planOf('new-key')).run('switch');
    journal.add(
      { type: 'step-started', step: 'switch', attempt: 1 },
      { type: 'undo-started', why: 'The partner is not ready.' },
    );
    const undone: StepId[] = [];
    for (
      let next = nextOf(journal.standing, journal.now);
      next.kind === 'undo';
      next = nextOf(journal.standing, journal.now)
    ) {
      undone.push(next.step);
      journal.add({ type: 'step-undone', step: next.step });
    }
    assert.deepEqual(undone, ['switch', 'install', 'request']);
    assert.deepEqual(nextOf(journal.standing, journal.now), { kind: 'end', state: 'undone' });
    assert.deepEqual(journal.standing.pointsAt, {});
  });
});

describe('an event is refused', () => {
  const done = (step: StepId, evidence?: StepEvidence): NewEvent => ({
    type: 'step-done',
    step,
    ...(evidence ? { evidence } : {}),
  });
  const begun = (step: StepId, plan = planOf('new-key')): Journal =>
    new Journal(plan).run(step).add({ type: 'step-started', step, attempt: 1 });
  const keys = planOf('new-key').references.map(referenceKey);
  const all = (name: string) => Object.fromEntries(keys.map((key) => [key, name]));

  test('out of turn', () => {
    new Journal(planOf('new-key')).refuses({ type: 'step-started', step: 'switch', attempt: 1 }, 'out-of-turn');
    new Journal(planOf('new-key')).refuses(done('preflight'), 'not-running');
    new Journal(planOf('renew-in-place')).refuses({ type: 'step-started', step: 'switch', attempt: 1 }, 'no-such-step');
    begun('install').refuses({ type: 'step-started', step: 'install', attempt: 1 }, 'attempt');
    new Journal(planOf('new-key'))
      .run('verify')
      .refuses({ type: 'step-skipped', step: 'verify', why: 'x' }, 'needed-step');
    new Journal(planOf('new-key')).refuses({ type: 'planned', plan: planOf('carried'), digest: '' }, 'second-plan');
  });

  test('that shows nothing, or something bad', () => {
    begun('judge').refuses(done('judge'), 'no-evidence');
    begun('judge').refuses(done('judge', { refused: ['Not for clients.'] }), 'refused');
    begun('verify').refuses(done('verify'), 'no-evidence');
    for (const bad of [
      { usable: false },
      { notAfter: '2027-01-02T00:00:00Z' },
      { notBefore: '2027-03-01T00:00:00Z' },
    ]) {
      begun('verify').refuses(done('verify', { proof: { ...proof, ...bad } }), 'unusable');
      begun('switch').refuses(done('switch', { proof: { ...proof, ...bad }, pointsAt: all('Old_202701') }), 'unusable');
    }
    begun('confirm').refuses(done('confirm', { proof, pointsAt: all('Old_202701') }), 'no-evidence');
    begun('confirm').refuses(done('confirm', { by: 'person', pointsAt: all('Old_202701') }), 'no-evidence');
    begun('confirm').refuses(done('confirm', { by: 'person', proof, pointsAt: all('Old') }), 'points-elsewhere');
  });

  test('when a reference points elsewhere, was not read, or another certificate stands there', () => {
    begun('switch').refuses(
      done('switch', { proof, pointsAt: { ...all('Old_202701'), [keys[1] ?? '']: 'Old' } }),
      'points-elsewhere',
    );
    begun('switch').refuses(done('switch', { proof, pointsAt: { [keys[0] ?? '']: 'Old_202701' } }), 'no-evidence');
    begun('switch').refuses(
      done('switch', { proof: { ...proof, fingerprint: 'other' }, pointsAt: all('Old_202701') }),
      'unusable',
    );
  });

  test('when it is over, or goes backward', () => {
    const over = new Journal(planOf('new-key')).run();
    over.refuses({ type: 'step-started', step: 'retire', attempt: 2 }, 'over');
    over.refuses({ type: 'undo-started', why: 'x' }, 'over');
    begun('retire').refuses({ type: 'undo-started', why: 'x' }, 'retired');
    begun('switch').refuses({ type: 'step-undone', step: 'switch' }, 'not-undoing');
    const back = begun('switch').add({ type: 'undo-started', why: 'x' });
    back.refuses({ type: 'step-started', step: 'switch', attempt: 2 }, 'undoing');
    back.refuses({ type: 'step-undone', step: 'install' }, 'out-of-turn');
    back.refuses({ type: 'step-undone', step: 'preflight' }, 'out-of-turn');
    back.refuses({ type: 'undo-started', why: 'x' }, 'undoing');
  });

  test('when the journal begins without a plan', () => {
    assert.throws(() => foldEvents([]), RotationEventError);
    assert.throws(() => foldEvents([eventAt(at(0), { type: 'undo-started', why: 'x' })]), RotationEventError);
  });
});

describe('a journal on disk', () => {
  const { events } = new Journal(planOf('new-key')).run('switch');
  const text = events.map(journalLine).join('');

  test('gives the events again', () => assert.deepEqual(readJournal(text, 'j'), events));

  test('that was cut within its last line lacks that event and no other', () => {
    for (const cut of [1, 5, 20]) assert.deepEqual(readJournal(text.slice(0, -cut), 'j'), events.slice(0, -1));
  });

  for (const [what, line, why] of [
    ['no JSON', '{"version":1,', /j:2 is damaged/],
    ['no event', '{"version":1,"at":"2027-01-01T00:00:00Z","type":"x"}', /j:2 is no event/],
    ['no object', 'null', /j:2 is no event/],
    [
      'an event of a step without a step',
      '{"version":1,"at":"2027-01-01T00:00:00Z","type":"step-done"}',
      /j:2 is no event/,
    ],
    [
      'a step that is none',
      '{"version":1,"at":"2027-01-01T00:00:00Z","type":"step-done","step":"x"}',
      /j:2 is no event/,
    ],
    ['a moment that is none', '{"version":1,"at":"soon","type":"undo-started"}', /j:2 is no event/],
    ['a newer version', '{"version":2}', /newer version/],
  ] as const) {
    test(`is refused with ${what}, with its line`, () => {
      const [first = ''] = text.split('\n');
      assert.throws(
        () => readJournal(`${first}\n${line}\n`, 'j'),
        (error: unknown) => error instanceof JournalError && why.test(error.message),
      );
    });
  }
});

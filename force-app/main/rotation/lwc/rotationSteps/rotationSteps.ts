import { LightningElement, api } from 'lwc';
import type { Next, RotationStanding } from 'c/certificateEngine';
import { stepWords } from 'c/rotationWords';
import { fill, moment, number } from 'c/wording';
import { labels } from './stepLabels';

interface Fact {
  readonly term: string;
  readonly value: string;
}

interface ShownChange {
  readonly key: string;
  readonly component: string;
  readonly field: string;
  readonly from: string;
  readonly to: string;
}

interface ShownStep {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly word: string;
  readonly at: string;
  readonly said: readonly string[];
  readonly facts: readonly Fact[];
  readonly changes: readonly ShownChange[];
  readonly hasChanges: boolean;
  readonly changesLabel: string;
  readonly current: 'step' | undefined;
}

/** The steps of a rotation: how each stands, what it does, what it changes. */
export default class RotationSteps extends LightningElement {
  @api standing: RotationStanding | undefined;
  @api next: Next | undefined;

  readonly labels = labels;

  get steps(): ShownStep[] {
    const { standing, next } = this;
    if (!standing) return [];
    return standing.plan.steps.map((planned): ShownStep => {
      const { state, at, attempts, problem, approved, again } = standing.steps.find(({ id }) => id === planned.id) ?? {
        state: 'open',
        attempts: 0,
      };
      const waits = next?.kind === 'wait' && next.step === planned.id && state !== 'failed';
      const { word, status } = stepWords(waits ? 'waits' : state);
      return {
        id: planned.id,
        title: planned.title,
        word,
        status,
        at: at ? moment(at) : '',
        current: next && next.kind !== 'end' && 'step' in next && next.step === planned.id ? 'step' : undefined,
        said: [
          waits ? next.for.what : '',
          problem ?? '',
          approved ? fill(labels.approvedBy, approved.by, moment(approved.at)) : '',
          approved?.notBefore ? fill(labels.approvedFrom, moment(approved.notBefore)) : '',
          attempts > 1 ? fill(labels.attempts, number(attempts)) : '',
          again && state === 'failed' ? fill(labels.again, moment(again)) : '',
        ].filter(Boolean),
        facts: [
          { term: labels.precondition, value: planned.precondition },
          { term: labels.effect, value: planned.effect },
          { term: labels.verification, value: planned.verification },
          { term: labels.undo, value: planned.undo ?? labels.noUndo },
        ],
        changes: planned.changes.map(({ component, field, from, to }, index) => ({
          key: `${index}`,
          component,
          field,
          from,
          to,
        })),
        hasChanges: planned.changes.length > 0,
        changesLabel: fill(labels.changes, planned.title),
      };
    });
  }
}

import { plural } from '@cert-health/core';
import type { RotationEvent, RotationPlan, StepId } from '@cert-health/core';
import { whoInWords } from '../who.ts';

/** What happened, one sentence for people. */
export function eventText(event: RotationEvent, plan: RotationPlan): string {
  const title = (id: StepId): string => plan.steps.find((step) => step.id === id)?.title ?? id;
  switch (event.type) {
    case 'planned':
      return `Begun: ${event.plan.reason}`;
    case 'step-started':
      return `Begins: ${title(event.step)}${event.attempt > 1 ? ` (attempt ${event.attempt})` : ''}.`;
    case 'step-done':
      return `Done: ${title(event.step)}.`;
    case 'step-failed':
      return `Failed: ${title(event.step)}. ${event.problem}`;
    case 'step-skipped':
      return `Left out: ${title(event.step)}. ${event.why}`;
    case 'waiting':
      return `Waits for ${whoInWords(event.who)}: ${event.what}`;
    case 'approved':
      return `${event.by} approves: ${title(event.step)}.`;
    case 'by-hand-seen':
      return event.left.length === 0
        ? 'No reference by hand names the old certificate any more.'
        : `${plural(event.left.length, 'reference')} by hand still to be changed.`;
    case 'undo-started':
      return `It is taken back: ${event.why}`;
    case 'step-undone':
      return `Taken back: ${title(event.step)}.`;
    case 'taken-over':
      return `${event.by} goes on in place of ${event.from}, of which nothing was heard any more.`;
  }
}

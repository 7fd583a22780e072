import { dayOf, momentOf, plural } from '@cert-health/core';
import { Page } from '../terminal/page.ts';
import type { Paint } from '../terminal/paint.ts';
import { waitsInWords } from './who.ts';
import type { RotationStatusResult } from './rotation-result.ts';

type Shown = RotationStatusResult['rotations'][number];

/** How far rotations have come, for a terminal. */
export function statusPage(
  { rotations, problems }: RotationStatusResult,
  { columns, paint, place }: { readonly columns: number; readonly paint: Paint; readonly place: string },
): string {
  const page = new Page(columns, paint);
  page.spread(plural(rotations.length, 'rotation'), `kept in ${place}`);
  for (const rotation of rotations) addRotation(page, rotation);
  if (problems.length > 0) page.blank();
  for (const problem of problems) page.hanging('?    ', problem, paint.unknown);
  return page.toString();
}

function addRotation(page: Page, rotation: Shown): void {
  const { paint } = page;
  const { certificate, successor, state, steps, waitsFor, plannedAt, reason, id, runner } = rotation;
  const symbols = {
    planned: { symbol: '◇', paint: paint.dim },
    running: { symbol: '◆', paint: paint.warning },
    waiting: { symbol: '◆', paint: paint.warning },
    done: { symbol: '✔', paint: paint.good },
    undone: { symbol: '◇', paint: paint.dim },
    failed: { symbol: '✖', paint: paint.critical },
  } as const;
  page.blank();
  page.head(
    { ...symbols[state], word: state.toUpperCase() },
    successor === undefined ? certificate : `${certificate} → ${successor}`,
    id,
  );
  page.term('planned', dayOf(new Date(plannedAt)));
  page.term('reason', reason);
  const last = steps.findLast((step) => step.state !== 'open');
  if (last)
    page.term('step', `${last.id} (${last.state}${last.at === undefined ? '' : `, ${momentOf(new Date(last.at))}`})`);
  if (last?.problem !== undefined) page.term('why', last.problem, paint.critical);
  if (runner) page.term('run by', `${runner.name} (${momentOf(new Date(runner.heartbeat))})`);
  if (waitsFor) page.term('waits', waitsInWords(waitsFor), paint.warning);
}

import { dayOf, listOf, momentOf, plural } from '@cert-health/core';
import { Page } from '../../terminal/page.ts';
import type { Paint } from '../../terminal/paint.ts';
import { whoInWords } from '../who.ts';
import type { RotationRunResult, RunRotation } from './run-result.ts';

/** Not due ones that are told one by one. */
const mostNotDue = 5;

/** What an engineer reads in the log of a job each morning: what was done, what waits for whom, what failed, what comes next. */
export function runPage(
  result: RotationRunResult,
  { where, columns, paint }: { readonly where: string; readonly columns: number; readonly paint: Paint },
): string {
  const page = new Page(columns, paint);
  const { rotations, notPlanned, notDue, problems, warnings, stopped } = result;
  page.spread(`Rotation in ${where}`, momentOf(new Date(result.ended)));
  page.text(runInWords(result));
  const of = (...ends: readonly RunRotation['end'][]): readonly RunRotation[] =>
    rotations.filter(({ end }) => ends.includes(end));
  const groups = [
    { title: 'Failed', symbol: '✖', paint: paint.critical, of: of('failed', 'refused') },
    { title: 'Waits for somebody', symbol: '◆', paint: paint.warning, of: of('waits') },
    { title: 'Done', symbol: '✔', paint: paint.good, of: of('done', 'undone') },
    { title: 'Goes on by itself', symbol: '◇', paint: paint.dim, of: of('stopped', 'left') },
  ];
  for (const group of groups) {
    if (group.of.length === 0) continue;
    page.blank();
    page.text(group.title, paint.strong);
    for (const rotation of group.of) addRotation(page, rotation, group);
  }
  if (notPlanned.length + problems.length + warnings.length > 0) page.blank();
  for (const { certificate, problem } of notPlanned) page.hanging('? ', `${certificate}: ${problem}`, paint.unknown);
  for (const problem of problems) page.hanging('? ', problem, paint.unknown);
  for (const warning of warnings) page.hanging('▲ ', warning, paint.warning);
  if (stopped) {
    page.blank();
    page.text('The run was asked to stop, and did so after the step under way. The next one goes on.', paint.warning);
  }
  page.blank();
  addNext(page, result);
  const more = notDue.length - mostNotDue;
  for (const { certificate, reason } of notDue.slice(0, mostNotDue)) page.hanging('  ', `${certificate}: ${reason}`);
  if (more > 0)
    page.text(`  and ${more} more that ${more === 1 ? 'is' : 'are'} not due ("sf cert rotate plan" lists them)`);
  return page.toString();
}

/** One sentence for a log, a chat or a record: what a run came to. */
export function runInWords({ rotations, notPlanned, problems, stopped }: RotationRunResult): string {
  const count = (...ends: readonly RunRotation['end'][]): number =>
    rotations.filter(({ end }) => ends.includes(end)).length;
  const failed = count('failed', 'refused') + notPlanned.length + problems.length;
  const waiting = count('waits');
  const over = count('done', 'undone');
  const later = count('stopped', 'left');
  const parts = [
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(waiting > 0 ? [`${waiting} ${waiting === 1 ? 'waits' : 'wait'} for somebody`] : []),
    ...(over > 0 ? [`${over} done`] : []),
    ...(later > 0 ? [`${later} ${later === 1 ? 'goes' : 'go'} on by itself`] : []),
    ...(stopped ? ['stopped before its end'] : []),
  ];
  return parts.length === 0 ? 'Nothing is due, and nothing is under way.' : `${listOf(parts)}.`;
}

function addRotation(
  page: Page,
  { certificate, successor, id, steps, end, says, waitsFor, again }: RunRotation,
  { symbol, paint }: { readonly symbol: string; readonly paint: (text: string) => string },
): void {
  const name = successor === undefined ? certificate : `${certificate} → ${successor}`;
  page.hanging(`${symbol} `, `${name}${end === 'undone' ? ', taken back' : ''} (${id})`, paint);
  const last = steps.findLast((step) => step.state !== 'open');
  const step = last && end !== 'done' && end !== 'undone' ? `${last.id}: ` : '';
  const who =
    end === 'waits' && waitsFor ? `${whoInWords(waitsFor.who)}, since ${dayOf(new Date(waitsFor.since))}: ` : step;
  if (says !== undefined) page.hanging('  ', `${who}${says}`);
  if (again !== undefined) page.hanging('  ', `A run tries it again from ${momentOf(new Date(again))} on.`);
  else if (end === 'failed')
    page.hanging('  ', `Not tried again by itself: put it right, then "sf cert rotate start ${id}".`);
}

function addNext(page: Page, { next, notDue }: RotationRunResult): void {
  if (!next) {
    page.text(notDue.length === 0 ? 'Nothing is known of what comes next.' : 'No date says what comes next.');
    return;
  }
  const what = next.what === 'due' ? 'is due' : 'is tried again';
  page.text(
    `Next: ${next.certificate} ${what} from ${momentOf(new Date(next.on))} on. ${plural(notDue.length, 'certificate')} not due.`,
  );
}

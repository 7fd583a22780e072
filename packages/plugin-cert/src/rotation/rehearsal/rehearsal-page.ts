import { Page } from '../../terminal/page.ts';
import type { Paint } from '../../terminal/paint.ts';
import type { Rehearsal } from './rehearse.ts';

/** What came out of a rehearsal, for a terminal. */
export function rehearsalPage(
  { org, differences, end, says, asBefore, rotation }: Rehearsal,
  { columns, paint, certificate }: { readonly columns: number; readonly paint: Paint; readonly certificate: string },
): string {
  const page = new Page(columns, paint);
  page.spread(`Rehearsal of ${certificate}`, `in ${org}`);
  const ends = {
    undone: { symbol: '✔', word: 'WORKED', paint: paint.good },
    left: { symbol: '✔', word: 'WORKED', paint: paint.good },
    waits: { symbol: '◆', word: 'WAITS', paint: paint.warning },
    failed: { symbol: '✖', word: 'FAILED', paint: paint.critical },
  } as const;
  page.blank();
  page.head(ends[end], endInWords(end, asBefore));
  if (says !== undefined) page.body(says);
  for (const { id, state, title } of rotation?.steps ?? [])
    page.term(id, `${state === 'undone' ? 'done, taken back' : state}: ${title}`);
  page.blank();
  page.text(
    differences.length === 0 ? 'Everything that the plan changes is the same there.' : 'What is otherwise there',
    paint.strong,
  );
  for (const difference of differences) page.hanging('▲    ', difference, paint.warning);
  page.blank();
  page.text('Nothing was changed in the org that the plan is for.');
  return page.toString();
}

function endInWords(end: Rehearsal['end'], asBefore: boolean | null): string {
  const back =
    asBefore === null
      ? 'nothing was taken back'
      : asBefore
        ? 'everything was taken back, and the sandbox is as it was'
        : 'not everything is as it was in the sandbox; look there';
  const what = { undone: 'Up to the confirmation', left: 'To its end', waits: 'Not to its end', failed: 'It failed' }[
    end
  ];
  return `${what}; ${back}.`;
}

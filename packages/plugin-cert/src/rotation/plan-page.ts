import { kindById, listOf, momentOf, plural } from '@cert-health/core';
import { orgInWords } from '../org/username.ts';
import { Page } from '../terminal/page.ts';
import type { Paint } from '../terminal/paint.ts';
import { addTable } from '../terminal/table.ts';
import { waitsInWords, whoInWords } from './who.ts';
import type { NotDueRotation, Rotation, RotationPlanResult, RotationStep } from './rotation-result.ts';

/** What an admin reads before anything is done. */
export function planPage(
  result: RotationPlanResult,
  options: { readonly inputs: readonly string[]; readonly columns: number; readonly paint: Paint },
): string {
  const page = new Page(options.columns, options.paint);
  const { rotations, notDue, notPlanned, org, warnings } = result;
  const where = org ? `${orgInWords(org)} (${kindOfOrg(org.isSandbox)})` : options.inputs.join(', ');
  page.spread(`Rotation of certificates in ${where}`, `as of ${momentOf(new Date(result.asOf))}`);
  page.text(
    [plural(rotations.length, 'plan'), `${notDue.length} not due`, `${notPlanned.length} without a plan`].join(' · '),
  );
  if (rotations.length > 1) {
    page.blank();
    addTable(
      page,
      [{ title: 'Certificate' }, { title: 'Due' }, { title: 'How' }],
      rotations.map(({ certificate, dueOn, kind }) => [certificate, dueOn?.slice(0, 10) ?? '–', kindById(kind).label]),
    );
  }
  // Many plans in full are read by nobody.
  for (const rotation of rotations) addRotation(page, rotation, rotations.length === 1);
  for (const { certificate, problem } of notPlanned) {
    page.blank();
    page.head({ symbol: '?', word: 'NO PLAN', paint: page.paint.unknown }, certificate);
    page.body(problem);
  }
  addNotDue(page, notDue);
  if (warnings.length > 0) page.blank();
  for (const warning of warnings) page.hanging('▲    ', warning, page.paint.warning);
  if (rotations.length > 1) {
    page.blank();
    page.text(
      'With --certificate NAME each step is told in full: what must hold before, what it does, how that is seen.',
    );
  }
  page.blank();
  page.text(
    rotations.length > 0
      ? `Nothing was changed in the org. ${rotations.length === 1 ? 'The' : 'Each'} plan is compared with it before anything is done.`
      : notPlanned.length > 0
        ? 'Nothing was changed. What has no plan may be due.'
        : 'Nothing is to be done, and nothing was changed.',
  );
  return page.toString();
}

function kindOfOrg(isSandbox: boolean | null): string {
  if (isSandbox === null) return 'production or not is not known';
  return isSandbox ? 'sandbox' : 'production';
}

function addRotation(page: Page, rotation: Rotation, inFull: boolean): void {
  const { paint } = page;
  const { certificate, successor, kind, authority, reason, waitsFor, due } = rotation;
  page.blank();
  const status = due
    ? { symbol: '▲', word: 'DUE', paint: paint.warning }
    : { symbol: '◇', word: 'NOT DUE', paint: paint.dim };
  page.head(status, successor === undefined ? certificate : `${certificate} → ${successor}`, rotation.id);
  page.term(
    'how',
    `${kindById(kind).label}${authority === null ? '' : `; ${authority} signs${withProfile(rotation)}`}`,
  );
  page.term('why', reason);
  for (const [term, text] of authorityLines(rotation)) page.term(term, text);
  if (waitsFor) page.term('waits', waitsInWords(waitsFor), paint.critical);
  for (const warning of rotation.warnings) page.term('note', warning, paint.warning);
  for (const clause of rotation.breaks) page.term('breaks', `if the other side does not take the new one: ${clause}`);
  page.blank();
  rotation.steps.forEach((step, position) => addStep(page, step, position + 1, { rotation, inFull }));
  addByHand(page, rotation);
  for (const { diff } of rotation.files) {
    if (diff === '') continue;
    page.blank();
    for (const line of diff.trimEnd().split('\n')) page.line(`  ${shortened(line)}`, lineColor(line, paint));
  }
  page.blank();
  page.term('kept in', rotation.planFile ?? 'no file, as it was made as of another day');
}

function withProfile({ signing }: Rotation): string {
  if (!signing) return '';
  return ` (${signing.type}${signing.profile === undefined ? '' : `, profile ${signing.profile}`})`;
}

/** When the authority wants it, and which root is to be expected. */
function authorityLines({ signing, authority }: Rotation): (readonly [string, string])[] {
  const { window, note, root } = signing ?? {};
  const explained = window?.explanation === undefined ? '' : ` It says why: ${window.explanation}`;
  return [
    ...(window
      ? [
          [
            'wanted',
            `${authority} wants it renewed between ${momentOf(new Date(window.start))} and ${momentOf(new Date(window.end))}.${explained}`,
          ] as const,
        ]
      : []),
    ...(note === undefined ? [] : [['wanted', note] as const]),
    ...(root
      ? [
          [
            'root',
            `${root.name} stands above the one in use, and is expected above its successor; ${trustInWords(root)}.`,
          ] as const,
        ]
      : []),
  ];
}

function trustInWords({ onOrgList, onOtherList }: NonNullable<NonNullable<Rotation['signing']>['root']>): string {
  const verdict = (whose: string, is: boolean | null): string =>
    is === null ? `whether ${whose} trusts it is not known` : `${whose} ${is ? 'trusts' : 'does not trust'} it`;
  return listOf([
    verdict('your org', onOrgList),
    ...(onOtherList === undefined ? [] : [verdict('the other side', onOtherList)]),
  ]);
}

function addStep(
  page: Page,
  step: RotationStep,
  number: number,
  { rotation: { holdBefore }, inFull }: { readonly rotation: Rotation; readonly inFull: boolean },
): void {
  const { paint } = page;
  page.hanging(`  ${String(number).padStart(2)} `, `${step.id}: ${step.title}`, paint.strong);
  const lines = [
    ...(inFull
      ? [
          ['first', step.precondition],
          ['does', step.effect],
          ['seen by', step.verification],
        ]
      : []),
    ...(step.undo === undefined ? [] : [['undo', step.undo]]),
    ...(step.waits ? [['waits for', `${whoInWords(step.waits.who)}: ${step.waits.what}`]] : []),
    ...(holdBefore.includes(step.id) ? [['waits for', 'your approval (hold-before)']] : []),
  ] as const;
  for (const [term = '', text = ''] of lines) page.hanging(`     ${term.padEnd(10)}`, text, paint.dim);
  for (const { component, field, from, to } of step.changes) {
    page.hanging(
      `     ${'change'.padEnd(10)}`,
      `${component} ${field.slice(field.indexOf('.') + 1)}: ${from || '(nothing)'} → ${to}`,
      paint.dim,
    );
  }
}

function addByHand(page: Page, { byHand }: Rotation): void {
  if (byHand.length === 0) return;
  page.blank();
  page.text('By hand', page.paint.strong);
  for (const { instruction, patch, setupUrl, blocks } of byHand) {
    page.hanging(
      '  - ',
      `${instruction}${patch === undefined ? '' : ` It is in ${patch} beside the plan.`}${blocks ? ' The old one is not retired before.' : ''}`,
    );
    if (setupUrl !== undefined) page.indented(setupUrl, 4, page.paint.dim);
  }
}

function addNotDue(page: Page, notDue: readonly NotDueRotation[]): void {
  if (notDue.length === 0) return;
  page.blank();
  for (const { certificate, reason } of notDue) page.hanging('  ✔ ', `${certificate}: ${reason}`, page.paint.good);
}

/** Bodies of certificates that stand near a change are longer than anybody reads; `--json` has them whole. */
function shortened(line: string): string {
  const bare = line.replace(/\r$/, '');
  return bare.length > LONGEST_LINE ? `${bare.slice(0, LONGEST_LINE - 1)}…` : bare;
}

const LONGEST_LINE = 160;

function lineColor(line: string, paint: Paint): (text: string) => string {
  if (line.startsWith('+')) return paint.good;
  return line.startsWith('-') ? paint.critical : paint.dim;
}

import { citationOf, momentOf, useById } from '@cert-health/core';
import type { InboundStep } from '@cert-health/core';
import type { Simulation } from '../simulate/simulate-inbound.ts';
import { Page } from './page.ts';
import type { Status } from './page.ts';
import type { Paint } from './paint.ts';

const layers = {
  transport: 'The connection and the chain',
  identity: 'Whose certificate it is',
} as const;

/** Whether a client gets in, for a terminal: the answer, the steps as Salesforce takes them, and what to do. */
export function simulationPage(
  simulation: Simulation,
  options: { readonly columns: number; readonly paint: Paint },
): string {
  const { paint } = options;
  const page = new Page(options.columns, paint);
  const { use, subject, user, org, steps, ignored } = simulation;
  const decisive = steps.find(({ id }) => id === simulation.decidedBy);
  page.head(
    statusOf(simulation, paint),
    decisive?.detail ?? 'Salesforce would let this client in.',
    momentOf(new Date(simulation.asOf)),
  );
  page.blank();
  page.hanging('use          ', useById(use).label, paint.dim);
  page.hanging('certificate  ', subject ?? 'none is presented', paint.dim);
  page.hanging('user         ', user ?? 'nobody is named', paint.dim);
  page.hanging('org          ', org ? `${org.username} at ${org.instanceUrl}` : 'none: files alone', paint.dim);
  for (const layer of ['transport', 'identity'] as const) {
    page.blank();
    page.text(layers[layer], paint.strong);
    for (const step of steps.filter((one) => one.layer === layer)) addStep(page, step);
  }
  if (ignored.length > 0) page.blank();
  for (const sentence of ignored) page.hanging('?    ', `Left out: ${sentence}`, paint.unknown);
  page.blank();
  addEnd(page, simulation, decisive);
  return page.toString();
}

function statusOf({ verdict }: Simulation, paint: Paint): Status {
  if (verdict === 'granted') return { symbol: '✔', word: 'GRANTED', paint: paint.good };
  if (verdict === 'refused') return { symbol: '✖', word: 'REFUSED', paint: paint.critical };
  return { symbol: '?', word: 'NOT KNOWN', paint: paint.unknown };
}

const marks = { pass: '✔', fail: '✖', unknown: '?', 'not-applicable': '–' } as const;
const words = { pass: '', fail: 'no: ', unknown: 'not known: ', 'not-applicable': 'does not apply: ' } as const;

/** What passes is two lines; what does not also names the rule, and what to do. */
function addStep(page: Page, { outcome, title, detail, rule, remedy, permission }: InboundStep): void {
  const { paint } = page;
  const color = { pass: paint.good, fail: paint.critical, unknown: paint.unknown, 'not-applicable': paint.dim }[
    outcome
  ];
  page.hanging(`  ${marks[outcome]} `, title, color);
  page.indented(
    `${words[outcome]}${detail}`,
    4,
    outcome === 'pass' || outcome === 'not-applicable' ? paint.dim : color,
  );
  if (outcome === 'pass' || outcome === 'not-applicable') return;
  page.hanging('    rule     ', citationOf(rule), paint.dim);
  if (permission !== undefined) page.hanging('    missing  ', permission, paint.dim);
  if (remedy !== undefined) page.hanging('    do       ', remedy, paint.dim);
}

/** One sentence that can be passed on, and whose move it is. */
function addEnd(page: Page, { verdict }: Simulation, decisive: InboundStep | undefined): void {
  if (!decisive) {
    page.text('Every step that Salesforce describes lets this client in.');
    return;
  }
  const says = verdict === 'refused' ? 'says no' : 'cannot be told';
  page.text(`The step that ${says}: "${decisive.title}".`, page.paint.strong);
  if (decisive.remedy !== undefined) page.hanging('do   ', decisive.remedy, page.paint.dim);
}

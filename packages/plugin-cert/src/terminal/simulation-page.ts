import { citationOf, momentOf, useById } from '@cert-health/core';
import type { Step } from '@cert-health/core';
import type { JwtSimulation } from '../simulate/jwt/simulate-jwt.ts';
import type { Simulation } from '../simulate/simulate-inbound.ts';
import type { OutboundSimulation } from '../simulate/simulate-outbound.ts';
import type { SsoSimulation } from '../simulate/simulate-sso.ts';
import { Page } from './page.ts';
import type { Status } from './page.ts';
import type { Paint } from './paint.ts';

type Shown = Simulation | OutboundSimulation | SsoSimulation | JwtSimulation;
type Layers = Readonly<Record<Step<string>['layer'], string>>;

const inbound: Layers = { transport: 'The connection and the chain', identity: 'Whose certificate it is' };
const signed: Layers = { transport: 'The connection', identity: 'What is signed, and with whose key' };
const outbound: Layers = { transport: 'The server that is called', identity: 'Who calls it' };

/** Whether somebody gets in, for a terminal: the answer, the steps as Salesforce takes them, and what to do. */
export function simulationPage(
  simulation: Shown,
  options: { readonly columns: number; readonly paint: Paint },
): string {
  const { paint } = options;
  const page = new Page(options.columns, paint);
  const { use, org, decidedBy } = simulation;
  const steps: readonly Step<string>[] = simulation.steps;
  const decisive = steps.find(({ id }) => id === decidedBy);
  const answer = decisive?.detail ?? 'Nothing that Salesforce describes speaks against it.';
  page.head(statusOf(simulation, paint), answer, momentOf(new Date(simulation.asOf)));
  page.blank();
  const about = [['use', useById(use).label], ...factsOf(simulation)] as const;
  for (const [term = '', value = ''] of about) page.hanging(term.padEnd(13), value, paint.dim);
  page.hanging('org'.padEnd(13), org ? `${org.username} at ${org.instanceUrl}` : 'none was asked', paint.dim);
  const layers = isOutbound(simulation) ? outbound : use === 'inbound-sso' ? signed : inbound;
  for (const layer of ['transport', 'identity'] as const) {
    const own = steps.filter((one) => one.layer === layer);
    if (own.length === 0) continue;
    page.blank();
    page.text(layers[layer], paint.strong);
    for (const step of own) addStep(page, step);
  }
  const ignored = 'ignored' in simulation ? simulation.ignored : [];
  if (ignored.length > 0) page.blank();
  for (const sentence of ignored) page.hanging('?    ', `Left out: ${sentence}`, paint.unknown);
  if (decisive) addEnd(page, simulation, decisive);
  return page.toString();
}

const isOutbound = (simulation: Shown): simulation is OutboundSimulation => simulation.use.startsWith('outbound-');

function factsOf(simulation: Shown): readonly (readonly [string, string])[] {
  if (isOutbound(simulation)) {
    const { subject, client } = simulation;
    const certificate = client && (client.subject === null ? client.name : `${client.name} (${client.subject})`);
    return [
      ['server', subject],
      ['certificate', certificate ?? 'none is shown'],
    ];
  }
  if (simulation.use === 'inbound-sso') {
    if (!('config' in simulation)) return [['app', simulation.subject]];
    const { subject, config } = simulation;
    return [
      ['provider', subject ?? 'not told'],
      ['setting', config ?? 'the one that expects this provider'],
    ];
  }
  const { subject, user } = simulation;
  return [
    ['certificate', subject ?? 'none is presented'],
    ['user', user ?? 'nobody is named'],
  ];
}
function statusOf({ verdict }: Pick<Simulation, 'verdict'>, paint: Paint): Status {
  if (verdict === 'granted') return { symbol: '✔', word: 'GRANTED', paint: paint.good };
  if (verdict === 'refused') return { symbol: '✖', word: 'REFUSED', paint: paint.critical };
  return { symbol: '?', word: 'NOT KNOWN', paint: paint.unknown };
}

const marks = { pass: '✔', fail: '✖', unknown: '?', 'not-applicable': '–' } as const;
const words = { pass: '', fail: 'no: ', unknown: 'not known: ', 'not-applicable': 'does not apply: ' } as const;

/** What passes is two lines; what does not also names the rule, and what to do. */
function addStep(page: Page, { outcome, title, detail, rule, remedy, permission }: Step<string>): void {
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
function addEnd(page: Page, { verdict }: Pick<Simulation, 'verdict'>, { title, remedy }: Step<string>): void {
  page.blank();
  page.text(`The step that ${verdict === 'refused' ? 'says no' : 'cannot be told'}: "${title}".`, page.paint.strong);
  if (remedy !== undefined) page.hanging('do   ', remedy, page.paint.dim);
}

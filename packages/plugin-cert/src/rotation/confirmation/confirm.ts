import { listOf, momentOf, plural, referenceUseOf } from '@cert-health/core';
import type { ReportReference, RotationStanding } from '@cert-health/core';
import { confirmQuestion } from '../execution/kinds/confirm-question.ts';
import { isApproved } from '../execution/kinds/kind-execution.ts';
import { confirmBy } from '../execution/move-references.ts';
import type { StepEnd, Work } from '../execution/work.ts';
import type { StoredPlan } from '../plan-store.ts';
import type { Served } from './served.ts';
import { servedBy } from './served.ts';

const MINUTE = 60_000;
/**
 * Pauses between looks at a server that does not show the new certificate yet, in minutes. After the last look a person is asked:
 * a domain that goes on for two days has to be looked at in Setup.
 *
 * unverified: how long Salesforce takes to show another certificate at a domain, and whether it has to be activated.
 */
const pauses = [5, 15, 60, 240, 720, 1440] as const;
/** More domains of one certificate than anybody looks through. */
const mostHosts = 50;

/**
 * Sees that the new certificate works where that can be seen: a domain that it serves is looked at from here. Whoever approves the
 * step has the last word; what no look from here can tell is asked of a person.
 */
export async function confirm(work: Work, standing: RotationStanding): Promise<StepEnd> {
  if (isApproved(standing, 'confirm')) return confirmBy(work, 'person', []);
  const { stored, served, tell } = work;
  const { hosts, others } = placesOf(stored);
  const unseen = others.length === 0 ? [] : [`No look from here tells whether it works for ${wordsFor(others)}.`];
  const please = confirmQuestion(stored.plan);
  if (hosts.length === 0) return asked([...unseen, please]);
  if (!served) return asked([`${listOf(hosts)} ${wereNot(hosts)} looked at (--network none).`, ...unseen, please]);
  const seen = await look(work, hosts, standing);
  for (const { sentence } of seen) tell(sentence);
  const notNew = seen.filter(({ is }) => is !== 'new');
  if (notNew.length === 0 && others.length === 0) return confirmBy(work, 'probe', sentences(seen));
  const told = sentences(notNew.length > 0 ? notNew : seen);
  const mayChange = notNew.length > 0 && notNew.every(({ is }) => is === 'old' || is === 'not-seen');
  const again = mayChange ? nextLook(work.now(), looksSoFar(standing)) : undefined;
  if (again) {
    const what = `${told.join(' ')} It is looked at again from ${momentOf(again)}. A domain may have to be activated in Setup > Domains first; who sees that it works may approve confirm.`;
    return { waits: { who: 'date', what, again: again.toISOString() } };
  }
  const looked = mayChange ? [`It was looked at ${plural(looksSoFar(standing), 'time')}.`] : [];
  return asked([...told, ...looked, ...unseen, please]);
}

/** Where a look can tell, and where none can. */
export function placesOf({ plan, seen }: Pick<StoredPlan, 'plan' | 'seen'>): {
  readonly hosts: readonly string[];
  readonly others: readonly ReportReference[];
} {
  const isServed = ({ field }: Pick<ReportReference, 'field'>): boolean =>
    referenceUseOf(field)?.use === 'custom-domain';
  const moved = plan.references.filter(isServed);
  const hosts = seen.references
    .filter((one) => isServed(one) && moved.some(({ name, field }) => name === one.name && field === one.field))
    .flatMap(({ serverName }) => serverName ?? []);
  const isNamed = (reference: ReportReference): boolean =>
    seen.references.some(({ name, field, serverName }) => {
      return name === reference.name && field === reference.field && serverName !== undefined;
    });
  return {
    hosts: [...new Set(hosts.map((host) => host.toLowerCase()))].slice(0, mostHosts),
    // What people have to move is looked at before the old one goes.
    others: plan.references.filter((reference) => !(isServed(reference) && isNamed(reference))),
  };
}

async function look(
  { stored, served, now }: Work,
  hosts: readonly string[],
  { proof }: RotationStanding,
): Promise<Served[]> {
  const fresh = proof?.fingerprint ?? '';
  const old = stored.seen.certificate.fingerprint ?? undefined;
  const seen = await Promise.all(hosts.map(async (host) => ({ host, answer: await served?.(host) })));
  return seen.flatMap(({ host, answer }) => (answer ? [servedBy(host, answer, { fresh, old }, now())] : []));
}

/** Attempts of the step are looks: nobody but it begins one. */
function looksSoFar({ steps }: RotationStanding): number {
  return steps.find(({ id }) => id === 'confirm')?.attempts ?? 1;
}

function nextLook(now: Date, looks: number): Date | undefined {
  const pause = pauses[looks - 1];
  return pause === undefined ? undefined : new Date(now.getTime() + pause * MINUTE);
}

function asked(sentencesOf: readonly string[]): StepEnd {
  return { waits: { who: 'approver', what: sentencesOf.join(' ') } };
}

const sentences = (seen: readonly Served[]): string[] => seen.map(({ sentence }) => sentence);
const wereNot = ({ length }: readonly string[]): string => (length === 1 ? 'was not' : 'were not');

/** The first few by name. */
function wordsFor(references: readonly ReportReference[]): string {
  const names = [...new Set(references.map(({ name }) => name))];
  const more = names.length - 3;
  return listOf(more > 0 ? [...names.slice(0, 3), `${more} more`] : names);
}

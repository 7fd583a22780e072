import { fingerprintIn } from './certificate-pattern.ts';
import type { CheckFacts, Finding } from './model.ts';
import type { Waiver } from './waiver-model.ts';
import { citationOf, dayOf, explainCommand, plural, relativeDay } from './wording.ts';

const source = { document: 'Certificate Health guide', section: 'Waivers' };

/** What is said of waivers themselves. Like checks, they have an id and a page each; unlike checks, they judge decisions. */
export const waiverChecks = [
  {
    id: 'waiver-expired',
    title: 'A waiver has ended, so what it covered counts again.',
    severity: 'warning',
    source,
    needs: 'the waivers of the settings file, and the findings of the checks they are about',
    remedy: 'Put right what it covers, or have its owner decide again and give it a new end.',
  },
  {
    id: 'waiver-unused',
    title: 'A waiver covers nothing, so it can be removed.',
    severity: 'info',
    source,
    needs: 'the waivers of the settings file, and that their checks could decide',
    remedy: 'Remove the waiver from the settings file.',
  },
] as const satisfies readonly CheckFacts[];

/** A waiver that has ended while what it covered is still there. */
export function expiredWaiver(waiver: Waiver, open: readonly Finding[], at: Date): Finding {
  const { certificate, check, reason, owner, until } = waiver;
  const end = new Date(until);
  const holding = open[0]?.holding;
  const alone = open.every((one) => one.holding?.source === holding?.source && one.holding?.name === holding?.name);
  return {
    ...constants(0, waiver),
    severity: 'warning',
    title: `${check} counts again for ${certificate}: its waiver ended ${relativeDay(end, at)} (${dayOf(end, at)})`,
    detail: `${owner} had waived it: ${asSentence(reason)} ${plural(open.length, 'finding is', 'findings are')} open again.`,
    remedy: `Put right what it covers, or have ${owner} decide again and give the waiver a new end.`,
    ...(holding && alone ? { holding } : {}),
    evidence: { certificate, check, until, reason, reopened: open.map(({ id }) => id) },
  };
}

/** A waiver that nothing falls under any more, or that another one makes superfluous. */
export function unusedWaiver(waiver: Waiver, seen: boolean): Finding {
  const { certificate, check, reason, until } = waiver;
  return {
    ...constants(1, waiver),
    severity: 'info',
    title: `The waiver of ${check} for ${certificate} can be removed`,
    detail: seen
      ? 'Nothing is found that it would have to cover.'
      : 'Nothing that was looked at goes by that name; the certificate may be gone, or the name misspelt.',
    remedy: 'Remove it from the settings file, unless it is meant for an org or folder that was not looked at.',
    evidence: { certificate, check, until, reason },
  };
}

function constants(
  which: 0 | 1,
  { certificate, check, owner }: Waiver,
): Pick<Finding, 'id' | 'check' | 'status' | 'owner' | 'source' | 'docs'> {
  const { id } = waiverChecks[which];
  return {
    id: `${id}/${check}/${fingerprintIn(certificate) ?? certificate.toLowerCase()}`,
    check: id,
    status: 'open',
    owner,
    source: citationOf(source),
    docs: explainCommand(id),
  };
}

function asSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

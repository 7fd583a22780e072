import type { Severity } from '../findings/index.ts';
import { dayOf, isoDay, when } from '../findings/wording.ts';
import type { Certificate } from '../x509/model.ts';
import type { Holding } from '../inventory/index.ts';
import { endingsOf } from '../inventory/index.ts';
import { chromeClientAuthEnd } from '../policy/index.ts';
import type { ResolvedUse } from '../uses/index.ts';
import { useById } from '../uses/index.ts';
import type { Check, CheckContext, CheckResult } from './check.ts';
import { citing, judgeHeldChains, nameOf, referTo } from './check.ts';
import type { ClientAuthEnd } from './client-authentication.ts';
import { clientAuthStanding, dateOf, doubtOf, verbOf } from './client-authentication.ts';
import { noticeOf } from './expiring.ts';
import { isClientUse, labelsOf, useFields, usesOf, whatStops } from './uses-of-holding.ts';

/** A public certificate that is used as a client cannot be had again as it is. */
export const clientAuthEnding: Check = {
  id: 'client-auth-ending',
  title: 'A client certificate cannot be renewed as it is, because its authority stops issuing such certificates.',
  severity: 'critical',
  ...citing(chromeClientAuthEnd),
  needs: 'the certificate, its chain, and what it is used for',
  inputs: ['certificates', 'configuration'],
  remedy: 'Before it ends, change to a certificate that can be renewed or to another method of logging in.',
  run(context) {
    return judgeHeldChains(context.inventory, (chain, holding) => {
      const standing = clientAuthStanding(chain);
      if (standing.kind === 'unknown') return { notChecked: [{ subject: holding.name, reason: standing.reason }] };
      if (standing.kind === 'not-affected' || context.at > chain.leaf.notAfter) return {};
      const uses = usesOf(context, holding).uses.filter(isClientUse);
      // One that is for servers too, and not known to be used as a client, is told of by dual-purpose-public.
      if (standing.forServersToo && uses.length === 0) return {};
      return judge({ leaf: chain.leaf, end: standing.end, holding, uses }, context);
    });
  },
};

interface Subject {
  readonly leaf: Certificate;
  readonly end: ClientAuthEnd;
  readonly holding: Holding;
  /** Uses in which it is shown by a client. */
  readonly uses: readonly ResolvedUse[];
}

function judge(subject: Subject, { at, settings }: CheckContext): Partial<CheckResult> {
  const { leaf, end, holding, uses } = subject;
  const [ending] = endingsOf(holding);
  const stage = stageOf(subject, at);
  const notice =
    ending &&
    noticeOf(
      ending,
      settings,
      uses.map(({ use }) => use),
    );
  const dueOn = stage === 'stopped' || end.from > leaf.notAfter ? leaf.notAfter : end.from;
  return {
    observations: [
      {
        severity: severityOf(subject, stage, notice, at),
        title: titleOf(subject, stage, at),
        detail: `${detailOf(subject, stage, at)}${doubtOf(end)}`,
        remedy: remedyOf(subject, at),
        evidence: {
          ca: end.ca,
          endsOn: isoDay(end.from),
          basis: end.basis,
          rule: end.rule.id,
          confidence: end.rule.confidence,
          ...(end.rule.conflictsWith ? { conflictsWith: end.rule.conflictsWith } : {}),
          ...(end.rule.note === undefined ? {} : { note: end.rule.note }),
          chromeEndsOn: chromeClientAuthEnd.from?.slice(0, 10) ?? null,
          notAfter: leaf.notAfter.toISOString(),
          uses: uses.map(({ use }) => use).filter((use, position, all) => all.indexOf(use) === position),
        },
        holding: referTo(holding),
        ...useFields(uses),
        certificate: leaf.fingerprint,
        dueOn: isoDay(dueOn),
        source: end.rule.source,
      },
    ],
  };
}

/** `stopped`: no longer issued. `last`: it ends on or after the end of issuing. `once-more`: it ends before that. */
type Stage = 'stopped' | 'last' | 'once-more';

function stageOf({ leaf, end }: Subject, at: Date): Stage {
  if (at >= end.from) return 'stopped';
  return leaf.notAfter >= end.from ? 'last' : 'once-more';
}

/**
 * What cannot be renewed as it is, is as urgent as any certificate that ends, and a warning from the start, because the way
 * out takes longer than a renewal. A step less where it is not known who uses it, or whether the end applies.
 */
function severityOf(
  { end, uses }: Subject,
  stage: Stage,
  notice: { readonly warningFrom: Date; readonly criticalFrom: Date } | undefined,
  at: Date,
): Severity {
  const inUse = uses.length > 0;
  const near = notice !== undefined && at >= notice.warningFrom;
  if (stage === 'once-more') return inUse && near && end.basis !== 'assumed' ? 'warning' : 'info';
  if (end.basis === 'assumed') return inUse ? 'warning' : 'info';
  if (!inUse) return near ? 'warning' : 'info';
  return notice !== undefined && at >= notice.criticalFrom ? 'critical' : 'warning';
}

function titleOf({ leaf, end, holding }: Subject, stage: Stage, at: Date): string {
  const name = nameOf(holding);
  const cannot = end.basis === 'assumed' ? 'can probably not' : 'cannot';
  return stage === 'once-more'
    ? `${name} ${cannot} be renewed as it is from ${dayOf(end.from, at)} on`
    : `${name} ${cannot} be renewed as it is when it ends ${when(leaf.notAfter, at)}`;
}

function detailOf({ leaf, end, uses }: Subject, stage: Stage, at: Date): string {
  const date = dateOf(end.rule, at);
  const such = 'certificates that may be used as a client (client authentication, EKU)';
  const what = `Its CA, ${end.ca}, ${verbOf(end, at)} issuing ${such} ${date}.`;
  const until =
    stage === 'once-more'
      ? ` Before that it can be renewed once more, at the latest when it ends on ${dayOf(leaf.notAfter, at)}.`
      : ' This one works until it ends.';
  const stops = whatStops(uses, stage === 'once-more' ? 'When no successor can be had,' : 'Then');
  const usedFor = uses.length > 0 ? ` It is used for ${labelsOf(uses)}.${stops && ` ${stops}`}` : '';
  return `${what}${until}${usedFor}`;
}

const inbound =
  'get a certificate for client authentication from a CA that is on the list of roots your org trusts (/cacerts.jsp) and ' +
  'still issues them, or change the method of logging in (for an application OAuth, such as the JWT bearer flow). ' +
  'A private CA does not help there: Salesforce accepts clients under listed roots only';
const outbound =
  'ask the operator of the called server what it accepts instead. A certificate of a private CA, or a self-signed one, will do ' +
  'once that server trusts it';

/** Whether a private CA is a way out depends on who verifies: of use outbound only. */
function remedyOf({ end, uses }: Subject, at: Date): string {
  const closed = uses.some(({ use }) => useById(use).privateCa.value === 'forbidden');
  const open = uses.some(({ use }) => useById(use).privateCa.value === 'allowed');
  const ways = [
    ...(closed || !open ? [uses.length > 0 ? inbound : `If Salesforce checks it (inbound), ${inbound}`] : []),
    ...(open || !closed ? [uses.length > 0 ? outbound : `If your org shows it to a server, ${outbound}`] : []),
  ];
  const { defaultOff, basis } = end;
  const asked =
    at < end.from && basis !== 'assumed'
      ? `Until ${dayOf(end.from, at)} it can still be had${defaultOff ? ', if you ask for client authentication' : ''}. `
      : '';
  return asked + ways.map((way) => `${way.charAt(0).toUpperCase()}${way.slice(1)}.`).join(' ');
}

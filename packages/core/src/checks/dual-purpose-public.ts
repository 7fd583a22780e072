import { dayOf, isoDay } from '../findings/wording.ts';
import type { Holding } from '../inventory/index.ts';
import { heldChain } from '../inventory/index.ts';
import { chromeClientAuthEnd } from '../policy/index.ts';
import type { Certificate } from '../x509/model.ts';
import type { Check, CheckContext, CheckResult, Observation } from './check.ts';
import { citing, gather, isUnread, nameOf, referTo } from './check.ts';
import type { ClientAuthEnd } from './client-authentication.ts';
import { clientAuthStanding, dateOf, doubtOf, verbOf } from './client-authentication.ts';
import { renewalIsNear } from './expiring.ts';
import { isClientUse, labelsOf, useFields, usesOf } from './uses-of-holding.ts';

/** A public certificate is for both ends of TLS and will lose one of them. */
export const dualPurposePublic: Check = {
  id: 'dual-purpose-public',
  title: 'A public certificate for servers and clients is for servers only once it is renewed.',
  severity: 'warning',
  ...citing(chromeClientAuthEnd),
  needs: 'the certificate, its chain, and what it is used for',
  inputs: ['certificates'],
  also: ['configuration'],
  remedy: 'Find out whether anything shows it as a client, and give that another certificate before it ends.',
  run(context) {
    // What could not be read or told is reported by client-auth-ending, once.
    return gather(
      context.inventory.holdings.map((holding): Partial<CheckResult> => {
        const chain = heldChain(holding.certificates);
        if (!chain) return { unsettled: isUnread(holding) ? [holding.name] : [] };
        if (context.at > chain.leaf.notAfter) return {};
        const standing = clientAuthStanding(chain);
        if (standing.kind === 'unknown') return { unsettled: [holding.name] };
        if (standing.kind !== 'ends' || !standing.forServersToo) return {};
        // A known use as a client is told of by client-auth-ending, once.
        if (usesOf(context, holding).uses.some(isClientUse)) return {};
        return { observations: [observe(chain.leaf, standing.end, holding, context)] };
      }),
    );
  },
};

function observe(leaf: Certificate, end: ClientAuthEnd, holding: Holding, context: CheckContext): Observation {
  const { at } = context;
  const { uses, known } = usesOf(context, holding);
  const near = renewalIsNear(holding, uses, context);
  const next = leaf.notAfter >= end.from || at >= end.from;
  const may = end.basis === 'assumed' ? 'can probably' : 'can';
  return {
    severity: !known && near && next && end.basis !== 'assumed' ? 'warning' : 'info',
    title: next
      ? `${nameOf(holding)} ${may} be used by servers only once it is renewed`
      : `${nameOf(holding)} ${may} be used by servers only when it is renewed after ${dayOf(end.from, at)}`,
    detail:
      `It is for servers and for clients (server and client authentication, EKU). Its CA, ${end.ca}, ` +
      `${verbOf(end, at)} putting both into one certificate ${dateOf(end.rule, at)}. ` +
      (known
        ? `What is known to use it${uses.length > 0 ? ` (${labelsOf(uses)})` : ''} is not affected.`
        : 'What it is used for is not known.') +
      doubtOf(end),
    remedy: known
      ? 'Nothing to do, unless something that is not known here shows it as a client.'
      : 'Look whether anything shows it as a client (a named credential, Apex, a client of Salesforce). If so, that needs ' +
        'another certificate before this one ends; as a server it can be renewed as always.',
    evidence: {
      ca: end.ca,
      endsOn: isoDay(end.from),
      basis: end.basis,
      rule: end.rule.id,
      confidence: end.rule.confidence,
      notAfter: leaf.notAfter.toISOString(),
      useKnown: known,
    },
    holding: referTo(holding),
    ...useFields(uses),
    certificate: leaf.fingerprint,
    dueOn: isoDay(leaf.notAfter),
    source: end.rule.source,
  };
}

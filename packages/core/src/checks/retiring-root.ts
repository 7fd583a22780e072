import { dayOf, isoDay } from '../findings/wording.ts';
import type { HeldChain, Holding } from '../inventory/index.ts';
import { heldChain } from '../inventory/index.ts';
import { policyRule } from '../policy/index.ts';
import type { Check, CheckContext, CheckResult, Observation } from './check.ts';
import { gather, isUnread, nameOf, referTo } from './check.ts';
import { renewalIsNear } from './expiring.ts';
import { isPublicTls } from './hierarchy.ts';
import type { Retirement, Root, Verdict } from './root-standing.ts';
import { clientsOf, retirementsOf, rootOf, verdictsOn } from './root-standing.ts';
import { labelsOf, useFields, usesOf } from './uses-of-holding.ts';

/** The root above a server certificate is retired before the certificate's successor ends. */
export const retiringRoot: Check = {
  id: 'retiring-root',
  title: 'The next certificate must come from another root, because the present one is being retired.',
  severity: 'warning',
  source: policyRule('chrome.root-age.15').source,
  needs: 'the certificate, its chain, and the lists of roots of Chrome and Mozilla that are built in',
  inputs: ['certificates'],
  also: ['configuration'],
  remedy: 'At the next renewal take a certificate under a newer root, with the intermediates that belong to it.',
  servers: true,
  run(context) {
    // What could not be read or told is reported by distrusted-root, once.
    return gather(
      context.inventory.holdings.map((holding): Partial<CheckResult> => {
        const chain = heldChain(holding.certificates);
        if (!chain) return { unsettled: isUnread(holding) ? [holding.name] : [] };
        const root = isPublicTls(chain) && context.at <= chain.leaf.notAfter ? rootOf(chain) : undefined;
        if (!root) return {};
        const verdicts = verdictsOn(root, chain, context.at);
        return verdicts.some(({ verdict }) => verdict === 'unknown')
          ? { unsettled: [holding.name] }
          : { observations: judge(chain, root, verdicts, holding, context) };
      }),
    );
  },
};

function judge(
  chain: HeldChain,
  root: Root,
  verdicts: readonly Verdict[],
  holding: Holding,
  context: CheckContext,
): Observation[] {
  const { at } = context;
  const { leaf } = chain;
  // A root that is refused already is told of by distrusted-root.
  if (!verdicts.every(({ verdict }) => verdict === 'trusted' || verdict === 'absent')) return [];
  // What begins after the certificate has ended is the matter of its successor.
  const coming = retirementsOf(root, verdicts, at).filter(({ from }) => from <= leaf.notAfter);
  const [first] = coming;
  if (!first) return [];
  const { uses } = usesOf(context, holding);
  const near = renewalIsNear(holding, uses, context);
  const affected = coming.find(({ ends, from }) => ends === 'all' && from < leaf.notAfter);
  return [
    {
      severity: near && coming.some(({ basis }) => basis === 'stated') ? 'warning' : 'info',
      title: `The successor of ${nameOf(holding)} must come from another root: ${saying(first, root, at)}`,
      detail:
        coming.map(({ rule }) => rule.text).join(' ') +
        (coming.some(({ basis }) => basis === 'inferred')
          ? ' The day follows from when the root certificate begins, which is taken for the age of its key.'
          : '') +
        (affected
          ? ` Should the root be retired on that day, this certificate would no longer be trusted either, although it lasts until ${dayOf(leaf.notAfter, at)}.`
          : ' This certificate itself stays trusted until it ends.') +
        (uses.length > 0 ? ` It is used for ${labelsOf(uses)}.` : ''),
      remedy:
        'Ask the certificate authority which root it issues from now, and at the next renewal take a certificate under a ' +
        'newer root, with its intermediates. Give callers that trust single roots the new one before.',
      evidence: {
        root: root.name,
        rootFingerprint: root.sha256,
        retiredFrom: isoDay(first.from),
        retirements: coming.map(({ program, from, basis }) => `${program} ${isoDay(from)} ${basis}`),
        rules: coming.map(({ rule }) => rule.id),
        notAfter: leaf.notAfter.toISOString(),
      },
      holding: referTo(holding),
      ...useFields(uses),
      certificate: leaf.fingerprint,
      dueOn: isoDay(affected ? affected.from : leaf.notAfter),
      source: first.rule.source,
    },
  ];
}

function saying({ program, from, basis }: Retirement, { name }: Root, at: Date): string {
  const day = dayOf(from, at);
  return basis === 'stated'
    ? `${clientsOf[program]} refuses what "${name}" issues from ${day} on`
    : `${clientsOf[program]} is to retire "${name}" about ${day}`;
}

import type { Severity } from '../findings/index.ts';
import { isoDay, listOf } from '../findings/wording.ts';
import type { HeldChain, Holding } from '../inventory/index.ts';
import { policyRule } from '../policy/index.ts';
import { chromeStore, mozillaStore } from '../trust/index.ts';
import type { ResolvedUse } from '../uses/index.ts';
import type { Check, CheckContext, CheckResult } from './check.ts';
import { judgeHeldChains, nameOf, referTo } from './check.ts';
import { mayBeServer } from './hierarchy.ts';
import { renewalOf } from './renewal.ts';
import type { Root, Verdict } from './root-standing.ts';
import { clientsOf, rootOf, statedRefusals, verdictsOn } from './root-standing.ts';
import { labelsOf, useFields, usesOf } from './uses-of-holding.ts';

/** A server certificate stands under a root that root programs do not trust for it. */
export const distrustedRoot: Check = {
  id: 'distrusted-root',
  title: 'A server certificate is refused by browsers and others, because they do not trust the root above it.',
  severity: 'critical',
  source: policyRule('mozilla.distrust-after.2024-11-30').source,
  needs: 'the certificate, its chain, and the lists of roots of Chrome and Mozilla that are built in',
  inputs: ['certificates'],
  also: ['configuration'],
  remedy: 'Have it issued again under a root that is trusted, by this or another certificate authority.',
  servers: true,
  run(context) {
    return judgeHeldChains(context.inventory, (chain, holding) => {
      const root = mayBeServer(chain.leaf) ? rootOf(chain) : undefined;
      return root && context.at <= chain.leaf.notAfter ? judge(chain, root, holding, context) : {};
    });
  },
};

function judge(chain: HeldChain, root: Root, holding: Holding, context: CheckContext): Partial<CheckResult> {
  const { at } = context;
  const verdicts = verdictsOn(root, chain, at);
  const refusing = verdicts.filter(({ verdict }) => verdict !== 'trusted' && verdict !== 'unknown');
  // What one program says for certain is told; what another cannot tell then adds nothing.
  if (refusing.length === 0) {
    const undecided = verdicts.filter(({ verdict }) => verdict === 'unknown');
    return { notChecked: undecided.map(({ reason }) => ({ subject: holding.name, reason })) };
  }
  const { uses } = usesOf(context, holding);
  const others = statedRefusals(root, chain).filter(({ from }) => from === undefined || at >= new Date(from));
  const clients = [
    ...refusing.map(({ program }) => clientsOf[program]),
    ...others.flatMap(({ value }) => (value ? [clientsOf[value.program]] : [])),
  ];
  const rule = refusing.find((one) => one.rule)?.rule;
  return {
    observations: [
      {
        severity: severityOf(refusing, uses),
        title: `${listOf(clients)} ${clients.length === 1 ? 'refuses' : 'refuse'} ${nameOf(holding)}: the root above it is not trusted`,
        detail:
          refusing.map(({ reason }) => reason).join(' ') +
          others.map(({ text }) => ` ${text}`).join('') +
          (uses.length > 0 ? ` It is used for ${labelsOf(uses)}.` : ''),
        remedy: `Ask the certificate authority for a certificate under another root, or take another authority. ${renewalOf(holding, context).remedy}`,
        action: 'Ask the certificate authority for a certificate under another root, or take another authority.',
        evidence: {
          root: root.name,
          rootFingerprint: root.sha256,
          notBefore: chain.leaf.notBefore.toISOString(),
          chrome: wordOf(verdicts, 'chrome'),
          mozilla: wordOf(verdicts, 'mozilla'),
          stores: [
            `${chromeStore.version} as of ${chromeStore.asOf}`,
            `${mozillaStore.version} as of ${mozillaStore.asOf}`,
          ],
          rules: [...refusing.flatMap((one) => one.rule?.id ?? []), ...others.map(({ id }) => id)],
        },
        holding: referTo(holding),
        ...useFields(uses),
        certificate: chain.leaf.fingerprint,
        ...sinceWhen(chain, refusing),
        ...(rule ? { source: rule.source } : {}),
      },
    ],
  };
}

/** Visitors of a custom domain come with browsers; who meets other servers goes by a list of its own. */
function severityOf(refusing: readonly Verdict[], uses: readonly ResolvedUse[]): Severity {
  const certain = refusing.some(({ verdict }) => verdict !== 'absent');
  if (uses.some(({ use }) => use === 'custom-domain')) return certain ? 'critical' : 'warning';
  return certain ? 'warning' : 'info';
}

/** It has been refused since its first day, or since the day of the rule if that came later. */
function sinceWhen({ leaf }: HeldChain, refusing: readonly Verdict[]): { dueOn?: string } {
  const days = refusing.flatMap(({ rule }) => (rule?.from === undefined ? [] : [Date.parse(rule.from)]));
  return days.length === 0 ? {} : { dueOn: isoDay(new Date(Math.max(Math.min(...days), leaf.notBefore.getTime()))) };
}

function wordOf(verdicts: readonly Verdict[], program: Verdict['program']): string {
  return verdicts.find((one) => one.program === program)?.verdict ?? 'absent';
}

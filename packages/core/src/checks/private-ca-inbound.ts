import type { Holding } from '../inventory/index.ts';
import type { HeldChain } from '../inventory/index.ts';
import { policyRule } from '../policy/index.ts';
import type { ResolvedUse } from '../uses/index.ts';
import { useById } from '../uses/index.ts';
import type { Check, CheckContext, Observation } from './check.ts';
import { judgeHeldChains, nameOf, referTo, subjectOf } from './check.ts';
import { hierarchyOf } from './hierarchy.ts';
import { labelsOf, useFields, usesOf, whatStops } from './uses-of-holding.ts';

/** A client proves itself to Salesforce with a certificate of a private authority, or a self-signed one. */
export const privateCaInbound: Check = {
  id: 'private-ca-inbound',
  title: 'A client proves itself to Salesforce with a certificate that no public authority issued.',
  severity: 'warning',
  source: policyRule('salesforce.cacerts').source,
  needs: 'the certificate, its chain up to the root, and what it is used for',
  inputs: ['certificates', 'configuration'],
  also: ['org-list'],
  remedy: 'Take a certificate from an authority whose root your org trusts, or change the method of logging in.',
  run(context) {
    const inboundOf = (holding: Holding): ResolvedUse[] =>
      usesOf(context, holding).uses.filter(({ use }) => {
        const { direction, purposeNeeded, privateCa } = useById(use);
        return direction === 'inbound' && purposeNeeded === 'clientAuth' && privateCa.value === 'forbidden';
      });
    const holdings = context.inventory.holdings.filter((holding) => inboundOf(holding).length > 0);
    return judgeHeldChains({ ...context.inventory, holdings }, (chain, holding) => {
      if (isDecidedByList(chain, context)) return {};
      const { kind } = hierarchyOf(chain);
      // Where the root is not held nor known, it cannot be told whose it is; trust-not-verified says what is missing.
      if (kind !== 'private' && kind !== 'self-signed') return {};
      return { observations: [observe(chain, holding, inboundOf(holding), kind)] };
    });
  },
};

/** With the org's own list at hand, root-not-in-org-list tells what is so. */
function isDecidedByList(chain: HeldChain, { verifiedChains }: CheckContext): boolean {
  const verdict = verifiedChains?.get(chain)?.listed?.verdict;
  return verdict === 'listed' || verdict === 'absent';
}

function observe(
  chain: HeldChain,
  holding: Holding,
  uses: readonly ResolvedUse[],
  kind: 'private' | 'self-signed',
): Observation {
  const use = useById((uses[0] as ResolvedUse).use);
  const root = chain.path[chain.path.length - 1] ?? chain.leaf;
  const stated = kind === 'private' ? use.privateCa : use.selfSigned;
  return {
    severity: 'warning',
    title: `Salesforce probably refuses ${nameOf(holding)}: no public authority issued it`,
    detail:
      (kind === 'private'
        ? `Its chain ends in "${subjectOf(root)}", which is in no public program. `
        : 'It is self-signed. ') +
      `It is used for ${labelsOf(uses)}. ${stated.statement} ${whatStops(uses, 'If so,')} ` +
      `This is probable, not certain: ${lowerFirst(stated.conflict?.statement ?? stated.doubt ?? 'no org was asked.')}`,
    remedy:
      'Compare with the list of roots that your org trusts: save https://MyDomain.my.salesforce.com/cacerts.jsp and run with ' +
      '--trust-store FILE. If the root is not on it, take a certificate from a listed authority or log the application in by OAuth.',
    evidence: {
      hierarchy: kind,
      root: root.subject.text,
      confidence: stated.confidence,
      doubt: stated.doubt ?? null,
      conflict: stated.conflict?.statement ?? null,
      uses: [...new Set(uses.map((one) => one.use))],
    },
    holding: referTo(holding),
    ...useFields(uses),
    certificate: chain.leaf.fingerprint,
    source: stated.source,
  };
}

function lowerFirst(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}

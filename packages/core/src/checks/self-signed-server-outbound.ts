import type { Holding } from '../inventory/index.ts';
import { isSelfSigned } from '../inventory/index.ts';
import { trustedRoots } from '../uses/documents.ts';
import { referrerOf } from '../uses/index.ts';
import type { ResolvedUse } from '../uses/index.ts';
import type { Check } from './check.ts';
import { judgeHeldChains, nameOf, referTo } from './check.ts';
import { useFields, usesOf, whatStops } from './uses-of-holding.ts';

/** A server that the org calls shows a self-signed certificate. */
export const selfSignedServerOutbound: Check = {
  id: 'self-signed-server-outbound',
  title: 'A server that your org calls shows a self-signed certificate, which Salesforce does not accept.',
  severity: 'critical',
  source: trustedRoots('Outbound callouts'),
  needs: 'the certificate that the server shows, from a probe or a file',
  inputs: ['certificates', 'configuration'],
  also: ['org-list'],
  remedy: 'Ask the operator of the server for a certificate of an authority that your org trusts.',
  servers: true,
  run(context) {
    const callsOf = (holding: Holding): ResolvedUse[] =>
      usesOf(context, holding).uses.filter(({ use }) => use === 'outbound-apex-one-way-tls');
    const holdings = context.inventory.holdings.filter((holding) => callsOf(holding).length > 0);
    return judgeHeldChains({ ...context.inventory, holdings }, (chain, holding) => {
      if (!isSelfSigned(chain.leaf)) return {};
      if (context.verifiedChains?.get(chain)?.listed?.verdict === 'listed') return {};
      const calls = callsOf(holding);
      return {
        observations: [
          {
            severity: 'critical',
            title: `Calls to ${nameOf(holding)} fail: the server shows a self-signed certificate`,
            detail: `Salesforce accepts servers under the roots on its list only and never one that vouches for itself. ${whatStops(calls, 'So')}`,
            remedy:
              'Ask the operator of the server for a certificate from an authority on the list of roots that your org trusts ' +
              '(/cacerts.jsp), sent with its intermediates. There is no setting in the org that allows it.',
            evidence: {
              subject: chain.leaf.subject.text,
              calledBy: [...new Set(calls.map(({ reference }) => referrerOf(reference)))].sort(),
            },
            holding: referTo(holding),
            ...useFields(calls),
            certificate: chain.leaf.fingerprint,
            // That no authority on the list vouches for it follows.
            alike: { check: 'root-not-in-org-list', told: 'this' },
          },
        ],
      };
    });
  },
};

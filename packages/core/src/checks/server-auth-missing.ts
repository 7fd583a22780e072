import { listOf } from '../findings/wording.ts';
import type { Holding } from '../inventory/index.ts';
import type { ResolvedUse } from '../uses/index.ts';
import { useById } from '../uses/index.ts';
import { describeExtendedKeyUsage } from '../x509/index.ts';
import type { Check } from './check.ts';
import { judgeHeldChains, nameOf, referTo } from './check.ts';
import { purposesOf } from './hierarchy.ts';
import { labelsOf, useFields, usesOf, whatStops } from './uses-of-holding.ts';

const ANY_PURPOSE = '2.5.29.37.0';

/** A certificate is shown by a server and may not be. */
export const serverAuthMissing: Check = {
  id: 'server-auth-missing',
  title: 'A server shows a certificate that may not be used as a server.',
  severity: 'critical',
  source: { document: 'RFC 5280', section: '4.2.1.12', url: 'https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.12' },
  needs: 'the certificate and what it is used for',
  inputs: ['certificates', 'configuration'],
  remedy: 'Take a certificate for server authentication (extended key usage serverAuth).',
  servers: true,
  run(context) {
    const usesOfServer = (holding: Holding): ResolvedUse[] =>
      usesOf(context, holding).uses.filter(({ use }) => useById(use).purposeNeeded === 'serverAuth');
    const holdings = context.inventory.holdings.filter((holding) => usesOfServer(holding).length > 0);
    return judgeHeldChains({ ...context.inventory, holdings }, ({ leaf }, holding) => {
      const purposes = leaf.extensions.extendedKeyUsage;
      // Without the extension it is for any purpose.
      if (!purposes || purposesOf(leaf)?.server || purposes.includes(ANY_PURPOSE)) return {};
      const uses = usesOfServer(holding);
      const ours = uses.some(({ managedBy }) => managedBy === 'customer');
      return {
        observations: [
          {
            // Browsers are known to refuse it; of Salesforce as a caller it is implied.
            severity: ours ? 'critical' : 'warning',
            title: ours
              ? `Visitors are kept out by ${nameOf(holding)}: it is not a certificate for servers`
              : `Calls to ${nameOf(holding)} may fail: its certificate is not one for servers`,
            detail:
              `It is used for ${labelsOf(uses)}, and all that it may do is ${listOf(purposes.map(describeExtendedKeyUsage))}. ` +
              whatStops(uses, 'So'),
            remedy: ours
              ? 'Get a certificate for server authentication (serverAuth), store it in Setup > Certificate and Key Management, and ' +
                'choose it for the domain under Setup > Domains.'
              : 'Tell the operator of that server, who must change the certificate.',
            evidence: { extendedKeyUsage: purposes, uses: [...new Set(uses.map(({ use }) => use))] },
            holding: referTo(holding),
            ...useFields(uses),
            certificate: leaf.fingerprint,
          },
        ],
      };
    });
  },
};

import { plural } from '../findings/wording.ts';
import { heldChain } from '../inventory/index.ts';
import { policyRule } from '../policy/index.ts';
import type { Check } from './check.ts';
import { nameOf } from './check.ts';
import { isJudgedByOrgList, usesOf } from './uses-of-holding.ts';

const SHOWN = 5;

/** The org's own list of roots decides, and was not given. */
export const trustNotVerified: Check = {
  id: 'trust-not-verified',
  title: 'Whether Salesforce trusts the root above a certificate was not looked at.',
  severity: 'info',
  source: policyRule('salesforce.cacerts').source,
  needs: "the org's list of roots (/cacerts.jsp), and what the certificates are used for",
  inputs: ['certificates', 'configuration'],
  also: ['org-list'],
  remedy: 'Run with --network all, or save the page /cacerts.jsp of your org and give it with --trust-store FILE.',
  servers: true,
  run(context) {
    if (context.trustStore) return { observations: [], notChecked: [] };
    const needing = context.inventory.holdings.filter(
      (holding) => heldChain(holding.certificates) && usesOf(context, holding).uses.some(isJudgedByOrgList),
    );
    if (needing.length === 0) return { observations: [], notChecked: [] };
    const names = [...new Set(needing.map(nameOf))];
    const more = names.length - SHOWN;
    const page = `${context.inventory.org?.instanceUrl ?? ''}/cacerts.jsp`;
    return {
      observations: [],
      notChecked: [
        {
          reason:
            `Salesforce accepts ${plural(names.length, 'certificate')} here only under roots on your org's own list, which ` +
            `was not given: ${names.slice(0, SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''}. ` +
            `Run with --network all, or save ${page} and give it with --trust-store FILE.`,
        },
      ],
    };
  },
};

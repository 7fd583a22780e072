import { plural } from '../findings/wording.ts';
import { mutualAuthentication } from '../uses/documents.ts';
import type { Check } from './check.ts';
import { nameOf } from './check.ts';
import { holdersOf, unknownHolders } from './permission-holders.ts';

const SOURCE = 'org.inbound-certificates';
const PERMISSION = 'Enforce SSL/TLS Mutual Authentication';

/** Certificates for API clients are uploaded, and nobody has to present one. */
export const mutualAuthNotEnforced: Check = {
  id: 'mutual-auth-not-enforced',
  title: 'Certificates of API clients are uploaded, and no user has to present one.',
  severity: 'warning',
  source: mutualAuthentication('Certificate Identity Verification'),
  needs: 'the mutual authentication list, and who holds "Enforce SSL/TLS Mutual Authentication"',
  inputs: ['mutual-auth-list', 'permissions'],
  remedy: 'Give the users that log in with these certificates the permission to enforce it.',
  run({ inventory }) {
    const list = inventory.holdings.filter(({ source }) => source === SOURCE);
    if (list.length === 0) return { observations: [], notChecked: [] };
    const holders = holdersOf(inventory, 'EnforceMutualAuthentication', PERMISSION);
    if (holders.kind === 'unknown') {
      return { observations: [], notChecked: [unknownHolders(holders)] };
    }
    if (holders.usernames.length > 0) return { observations: [], notChecked: [] };
    return {
      observations: [
        {
          severity: 'warning',
          title: `${plural(list.length, 'uploaded client certificate enforces', 'uploaded client certificates enforce')} nothing: users get in without them`,
          detail:
            `No active user holds "${PERMISSION}". Without it Salesforce compares nothing: a user gets in with no certificate, ` +
            'or with any that leads to a root on the list.',
          remedy:
            `In Setup > Permission Sets create one with the system permission "${PERMISSION}" and assign it to the integration users ` +
            'that these certificates are for. Test with one of them first: from then on it cannot log in without its certificate.',
          evidence: { certificates: list.map(nameOf), holders: [] },
          use: 'inbound-api-mtls',
        },
      ],
      notChecked: [],
    };
  },
};

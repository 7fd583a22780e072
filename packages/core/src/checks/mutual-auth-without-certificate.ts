import { listOf, plural } from '../findings/wording.ts';
import type { NotChecked } from '../findings/index.ts';
import type { Inventory } from '../inventory/index.ts';
import { mutualAuthentication } from '../uses/documents.ts';
import type { Check, CheckResult } from './check.ts';
import { holdersOf, unknownHolders } from './permission-holders.ts';

const SOURCE = 'org.inbound-certificates';
const PERMISSION = 'Enforce SSL/TLS Mutual Authentication';
const NAMED = 3;

/** Users must present a certificate that is on the list, and there is none on it. */
export const mutualAuthWithoutCertificate: Check = {
  id: 'mutual-auth-without-certificate',
  title: 'Users must present a client certificate that is on the list, and the list is empty.',
  severity: 'critical',
  source: mutualAuthentication('Certificate Identity Verification'),
  needs: 'the mutual authentication list, and who holds "Enforce SSL/TLS Mutual Authentication"',
  inputs: ['mutual-auth-list', 'permissions'],
  remedy: 'Upload the certificates of these users, or take the permission away until they are uploaded.',
  run({ inventory }) {
    const nothing: CheckResult = { observations: [], notChecked: [] };
    if (inventory.holdings.some(({ source }) => source === SOURCE)) return nothing;
    const list = inventory.sources.find(({ id }) => id === SOURCE);
    // The org lacks the feature: nobody is asked for a certificate.
    if (list?.status === 'unavailable') return nothing;
    const holders = holdersOf(inventory, 'EnforceMutualAuthentication', PERMISSION);
    if (holders.kind === 'unknown') {
      // A list that was not read is a gap that the report tells of by itself.
      if (list?.status !== 'read') return nothing;
      return { observations: [], notChecked: [unknownHolders(holders)] };
    }
    const { usernames } = holders;
    if (usernames.length === 0) return nothing;
    if (list?.status !== 'read') return { observations: [], notChecked: [listNotRead(list)] };
    const more = usernames.length - NAMED;
    return {
      observations: [
        {
          severity: 'critical',
          title: `${listOf([...usernames.slice(0, NAMED), ...(more > 0 ? [plural(more, 'more user')] : [])])} cannot log in to the API: no client certificate is uploaded`,
          detail:
            `${plural(usernames.length, 'active user holds', 'active users hold')} "${PERMISSION}", which refuses whoever does not ` +
            'present a certificate that is on the list of mutual authentication certificates. There is none on it.',
          remedy:
            'Upload the certificate that each of them presents in Setup > Certificate and Key Management > Mutual Authentication ' +
            `Certificates. Until then, take "${PERMISSION}" away from users that must get in.`,
          evidence: { holders: usernames, certificates: [] },
          use: 'inbound-api-mtls',
        },
      ],
      notChecked: [],
    };
  },
};

function listNotRead(list: Inventory['sources'][number] | undefined): Omit<NotChecked, 'check'> {
  // A permission helps only where one is missing: of what cannot be looked at from here it would change nothing.
  return {
    reason: list?.detail ?? 'The list of mutual authentication certificates was not read.',
    ...(list?.permission === undefined ? {} : { permission: list.permission }),
  };
}

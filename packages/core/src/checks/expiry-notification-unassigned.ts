import { plural } from '../findings/wording.ts';
import type { Inventory } from '../inventory/index.ts';
import type { Check, CheckResult } from './check.ts';

const SOURCE_ID = 'org.expiry-notification';
const PERMISSION = 'Receive Certificate Expiration Notifications';
/** Salesforce asks for "at least two active admins" (proactive notification control). */
const RECOMMENDED = 2;

/** Nobody, or one person only, holds the permission to be told before certificates end. */
export const expiryNotificationUnassigned: Check = {
  id: 'expiry-notification-unassigned',
  title: 'Nobody in particular is told by Salesforce before a certificate ends.',
  severity: 'warning',
  source: {
    document: 'Salesforce Help',
    section: 'Receive Certificate Expiration Notifications (shr_proactive_expired_certificate_notification)',
    url: 'https://help.salesforce.com',
  },
  needs: 'which active users hold the permission',
  inputs: ['expiry-notification'],
  remedy: 'Assign the permission to two or more active administrators with a permission set.',
  run({ inventory }) {
    if (!inventory.org) return { observations: [], notChecked: [] };
    const holders = inventory.expiryNotification?.holders;
    return holders ? judge(holders) : unknown(inventory);
  },
};

function judge(holders: readonly { readonly username: string; readonly name: string }[]): CheckResult {
  if (holders.length >= RECOMMENDED) return { observations: [], notChecked: [] };
  const [only] = holders;
  return {
    observations: [
      {
        severity: only ? 'info' : 'warning',
        title: only
          ? `When ${only.name} is away, nobody else gets the early mails about certificates that end`
          : 'Nobody in particular is told when a certificate is about to end',
        detail: only
          ? `${plural(holders.length, 'active user')} holds "${PERMISSION}" (60, 30 and 10 days ahead); Salesforce recommends at least ${RECOMMENDED}.`
          : `No active user holds "${PERMISSION}", so Salesforce mails all administrators, and everybody leaves it to the others. ` +
            `Salesforce recommends to assign it to at least ${RECOMMENDED} active administrators.`,
        remedy:
          `In Setup > Permission Sets create one with the system permission "${PERMISSION}" and assign it to ` +
          `${RECOMMENDED} or more active administrators.`,
        evidence: { holders: holders.map((holder) => holder.username).sort(), recommended: RECOMMENDED },
      },
    ],
    notChecked: [],
  };
}

function unknown({ sources }: Inventory): CheckResult {
  const source = sources.find(({ id }) => id === SOURCE_ID);
  const reason = source && source.status !== 'read' ? source.detail : `It was not read who holds "${PERMISSION}".`;
  // Where it was tried, the source says whether a permission was missing.
  const permission = source ? source.permission : 'View Setup and Configuration';
  return {
    observations: [],
    notChecked: [{ reason, ...(permission === undefined ? {} : { permission }) }],
  };
}

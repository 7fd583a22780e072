import type { Connection } from '@salesforce/core';
import { differencesOf } from '@cert-health/core';
import type { Inventory, RotationPlan, RotationSettings } from '@cert-health/core';
import type { OwnPermissions } from '../../org/own-permissions.ts';
import { makePlans } from '../make-plans.ts';
import type { StoredPlan } from '../plan-store.ts';
import type { LookedAgain } from './work.ts';

export interface LookRequest {
  /** The org as it is now. */
  readonly inventory: Inventory;
  readonly connection: Connection;
  readonly settings: RotationSettings;
  /** Absolute: where rotations are kept. */
  readonly folder: string;
  readonly stored: StoredPlan;
  readonly permissions: OwnPermissions;
  readonly at: Date;
}

/**
 * Plans a certificate once more and says what is different now: in the org, in what may be read of it, and in what the user
 * may do there. An org without the certificate is no org as planned, so that an empty list is never believed.
 */
export async function lookAgain({
  inventory,
  connection,
  settings,
  folder,
  stored,
  permissions,
  at,
}: LookRequest): Promise<LookedAgain> {
  const { plan, seen } = stored;
  const { certificate, source, successor } = plan;
  const made = await makePlans({ inventory, settings, at, certificate, connection, folder });
  const now = made.plans.find((one) => one.plan.source === source && one.plan.certificate === certificate);
  if (!now) {
    const why = made.notPlanned.map(({ problem }) => problem);
    return {
      differences: why.length > 0 ? why : [`${certificate} is not there any more, or cannot be read.`],
      replaced: [],
    };
  }
  const taken = inventory.holdings.some(
    (holding) => holding.source === source && holding.name.toLowerCase() === successor?.toLowerCase(),
  );
  const isProduction = inventory.org?.isSandbox !== true;
  const lacks = await lackingPermission(plan, permissions);
  return {
    differences: [
      ...differencesOf(seen, now.seen),
      ...(now.plan.kind === plan.kind && now.plan.authority === plan.authority
        ? []
        : [`The settings say now that ${certificate} is rotated in another way.`]),
      ...(now.plan.waitsFor ? [now.plan.waitsFor.what] : []),
      ...(taken ? [`There is a certificate called ${successor} already.`] : []),
      ...(isProduction && !settings.production
        ? [
            'This is a production org, or it is not known whether it is one: it is changed only with "production: true" under rotation in the settings.',
          ]
        : []),
      ...(lacks === undefined ? [] : [lacks]),
    ],
    replaced: now.planned.subject.holding.certificates,
  };
}

/** What the user may not do that the kind needs, one sentence; undefined: it may, or the org does not say. */
async function lackingPermission({ kind }: RotationPlan, permissions: OwnPermissions): Promise<string | undefined> {
  if (kind === 'user-certificate') {
    // Object Reference, UserAuthCertificate.
    return (await permissions.holds('PermissionsManageInternalUsers')) === false
      ? 'The user may not manage certificates of users: give that user the permission "Manage Internal Users".'
      : undefined;
  }
  return (await permissions.holds('PermissionsManageCertificates', 'PermissionsCustomizeApplication')) === false
    ? 'The user may not manage certificates: give that user the permission "Manage Certificates".'
    : undefined;
}

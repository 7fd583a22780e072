import { differencesOf } from '@cert-health/core';
import type { Inventory, RotationSettings } from '@cert-health/core';
import type { OrgApi } from '../../org/api.ts';
import type { OwnPermissions } from '../../org/own-permissions.ts';
import { makePlans } from '../make-plans.ts';
import type { PlansRequest } from '../make-plans.ts';
import type { StoredPlan } from '../plan-store.ts';
import type { RetrieveFiles } from '../switch-files.ts';
import { sessionSight } from './session-sight.ts';
import type { LookedAgain } from './work.ts';

export interface LookRequest {
  /** The org as it is now. */
  readonly inventory: Inventory;
  /** As the session uses it: `66.0`. */
  readonly apiVersion: string;
  readonly retrieve: RetrieveFiles;
  readonly settings: RotationSettings;
  /** Absolute: where rotations are kept. */
  readonly folder: string;
  /** As planning has it. */
  readonly requests?: PlansRequest['requests'];
  readonly stored: StoredPlan;
  readonly api: OrgApi;
  readonly permissions: OwnPermissions;
  readonly at: Date;
}

/**
 * Plans a certificate once more and says what is different now: in the org, in what may be read of it, and in what the user
 * may do there. An org without the certificate is no org as planned, so that an empty list is never believed.
 *
 * @throws {OrgApiError} when the files that would change could not be retrieved.
 */
export async function lookAgain({
  inventory,
  apiVersion,
  retrieve,
  settings,
  folder,
  requests,
  stored,
  api,
  permissions,
  at,
}: LookRequest): Promise<LookedAgain> {
  const { plan, seen } = stored;
  const { certificate, source, successor } = plan;
  const sight = await sessionSight({
    api,
    permissions,
    apiVersion,
    plan,
    isListed: inventory.holdings.some((one) => one.source === source && one.name === certificate),
  });
  let failed: { readonly error: unknown } | undefined;
  const made = await makePlans({
    inventory,
    settings,
    at,
    certificate,
    folder,
    requests,
    retrieve: (manifest) =>
      retrieve(manifest).catch((error: unknown) => {
        failed = { error };
        throw error;
      }),
  });
  // What could not be read is not changed; where it is known why, that says more than the org's error.
  if (failed && sight.length > 0) return { differences: sight, replaced: [] };
  if (failed) throw failed.error;
  const now = made.plans.find((one) => one.plan.source === source && one.plan.certificate === certificate);
  if (!now) {
    const why = made.notPlanned.map(({ problem }) => problem);
    return {
      differences: [...sight, ...(why.length > 0 ? why : [`${certificate} is not there any more, or cannot be read.`])],
      replaced: [],
    };
  }
  const taken = inventory.holdings.some(
    (holding) => holding.source === source && holding.name.toLowerCase() === successor?.toLowerCase(),
  );
  const isProduction = inventory.org?.isSandbox !== true;
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
      ...sight,
    ],
    replaced: now.planned.subject.holding.certificates,
  };
}

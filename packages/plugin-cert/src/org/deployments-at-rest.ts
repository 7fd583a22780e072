import { isOutOfReach } from './access.ts';
import type { OrgApi } from './api.ts';
import { OrgApiError } from './api.ts';
import { untilDone } from './until-done.ts';
import type { Waiting } from './until-done.ts';

interface DeployRequestRow {
  readonly Id: string;
  readonly Status: string | null;
}

/** Metadata API Developer Guide, DeployResult, `status`: the others are ends. */
const underWay = new Set(['Pending', 'InProgress', 'Canceling', 'FinalizingDeploy']);

/**
 * Waits until no deployment is under way in the org: one that a process began which ended before it may still be queued, and
 * what is read before it comes is not what stays. An org that does not tell is not waited for.
 *
 * unverified: that the Tooling API's DeployRequest, which is not documented, lists deployments of every way while they run.
 *
 * @throws {OrgApiError} `TIMEOUT` when one goes on for too long, or when the org is out of reach.
 */
export async function deploymentsAtRest(api: OrgApi, waiting: Waiting): Promise<void> {
  if (!(await isUnderWay(api))) return;
  await untilDone(async () => ({ done: !(await isUnderWay(api)) }), 'the deployments that were begun before', waiting);
}

async function isUnderWay(api: OrgApi): Promise<boolean> {
  try {
    const rows = await api.query<DeployRequestRow>(
      'SELECT Id, Status FROM DeployRequest WHERE CheckOnly = false ORDER BY CreatedDate DESC LIMIT 50',
      'tooling',
    );
    return rows.some(({ Status: status }) => underWay.has(status ?? ''));
  } catch (error) {
    if (!(error instanceof OrgApiError) || isOutOfReach(error)) throw error;
    return false;
  }
}

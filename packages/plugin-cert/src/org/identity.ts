import type { OrgIdentity, Source } from '@cert-health/core';
import { isOutOfReach } from './access.ts';
import type { OrgApi } from './api.ts';
import { sourceOfError } from './gap.ts';

interface OrganizationRow {
  readonly Id: string;
  readonly Name: string;
  readonly IsSandbox?: boolean | null;
}

const about = { id: 'org.identity', label: 'Which org this is' } as const;

/**
 * Which org this is. One query, asked first; a user who may not read it is told so, and the log-in's own record stands
 * in for the answer.
 *
 * @throws {OrgApiError} when the session is over or the org cannot be reached: nothing else could be read either.
 */
export async function readIdentity(api: OrgApi): Promise<{ readonly org: OrgIdentity; readonly source?: Source }> {
  const known = { id: api.organizationId ?? '', instanceUrl: api.instanceUrl, username: api.username };
  try {
    const [row] = await api.query<OrganizationRow>('SELECT Id, Name, IsSandbox FROM Organization LIMIT 1');
    if (!row) {
      const detail =
        'The org gives no record of itself; look in Setup, Company Information, whether it is the one that was meant.';
      return { org: { ...known, isSandbox: null }, source: { ...about, status: 'failed', items: 0, detail } };
    }
    return { org: { ...known, id: row.Id, isSandbox: row.IsSandbox ?? null, ...(row.Name ? { name: row.Name } : {}) } };
  } catch (error) {
    if (isOutOfReach(error)) throw error;
    return {
      org: { ...known, isSandbox: null },
      source: sourceOfError(about, error, 'View Setup and Configuration', api),
    };
  }
}

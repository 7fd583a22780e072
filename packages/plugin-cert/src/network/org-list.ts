import { plural } from '@cert-health/core';
import type { Source, TrustStore } from '@cert-health/core';
import { fetchOrgStore } from '../trust/org-page.ts';
import { TrustStoreError } from '../trust/trust-store-error.ts';

/** The org's own list of roots with what a report says of it; without the list where it could not be had. */
export interface OrgList {
  readonly store?: TrustStore;
  readonly source: Source;
}

/**
 * Fetches the list of roots that an org publishes. That it can't be had is told by the source.
 *
 * @param now the moment of the scan
 */
export async function readOrgList(instanceUrl: string, now: Date): Promise<OrgList> {
  const named = { id: 'org.cacerts', label: 'Roots that your org trusts (/cacerts.jsp)' };
  try {
    const { store, entries } = await fetchOrgStore(instanceUrl, now);
    const { understood, notUnderstood } = entries;
    const gaps = notUnderstood > 0 ? ` ${plural(notUnderstood, 'entry was', 'entries were')} not understood.` : '';
    const detail = `${plural(understood, 'root')}.${gaps}`;
    return { store, source: { ...named, status: 'read', items: understood, detail } };
  } catch (error) {
    if (!(error instanceof TrustStoreError)) throw error;
    return { source: { ...named, status: 'failed', items: 0, detail: error.message } };
  }
}

import { listOf as sentenceListOf } from '@cert-health/core';
import type { OrgApi } from '../api.ts';
import { OrgApiError } from '../api.ts';
import { listOf, textOf } from '../component.ts';
import type { PlaceReader } from '../place-reader.ts';

const type = 'CustomSite';

interface DomainRow {
  readonly Domain: string;
  readonly HttpsOption: string | null;
}

/**
 * Sites and the certificates of their own domains. Domains of Experience Cloud sites are in the list of domains too, but
 * no API tells the certificate that they use.
 */
export const sites: PlaceReader = {
  place: 'sites',
  metadata: [type],
  async read({ api, metadata }, found) {
    const [answer, domains] = await Promise.all([metadata.all(type, 'sites'), customDomains(api)]);
    if (!answer.known) found.unavailable('This org has no sites.');
    const named = new Set<string>();
    for (const component of found.take(answer)) {
      for (const address of listOf(component, 'customWebAddresses')) {
        const target = textOf(address, 'certificate');
        if (target === undefined) continue;
        const serverName = textOf(address, 'domainName');
        named.add((serverName ?? '').toLowerCase());
        found.refer({
          name: component.fullName,
          field: `${type}.customWebAddresses.certificate`,
          target,
          serverName,
          id: component.id,
        });
      }
    }
    if (!domains) {
      found.note(
        'Which domains have a certificate of yours that no API tells could not be asked; look in Setup, Domains.',
      );
    }
    const untold = (domains ?? []).filter((domain) => !named.has(domain.toLowerCase()));
    if (untold.length > 0 && answer.gaps.length === 0) {
      found.note(
        `No API tells the certificate of ${sentenceListOf(untold)}: look in Setup, Domains, whether it is one of yours.`,
      );
    }
  },
};

/** Domains that Salesforce serves with a certificate of the customer (Object Reference, Domain: HttpsOption). Told beside the sites: a failure is no gap. */
async function customDomains(api: OrgApi): Promise<string[] | undefined> {
  try {
    const rows = await api.query<DomainRow>('SELECT Id, Domain, HttpsOption FROM Domain');
    return rows.filter(({ HttpsOption: option }) => option === 'SitesRuntime').map(({ Domain: domain }) => domain);
  } catch (error) {
    if (error instanceof OrgApiError) return undefined;
    throw error;
  }
}

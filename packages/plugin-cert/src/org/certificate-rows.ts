import { newestOfEachName } from '@cert-health/core';
import type { CertificateRow } from '@cert-health/core';
import type { OrgApi } from './api.ts';
import { OrgApiError } from './api.ts';

const documented = [
  'Id',
  'DeveloperName',
  'MasterLabel',
  'ExpirationDate',
  'KeySize',
  'OptionsIsCaSigned',
  'OptionsIsPrivateKeyExportable',
  'OptionsIsUnusable',
];

/**
 * All certificates of Certificate and Key Management, one query. Asks for the undocumented fields first and does
 * without them where the org does not know them.
 *
 * @throws {OrgApiError}
 */
export async function queryCertificates(api: OrgApi): Promise<CertificateRow[]> {
  const full = [...documented, 'CreatedDate', 'CertificateChain'].join(', ');
  try {
    // Newest first: the Tooling API also returns deleted certificates, and a name may have been used before.
    return newestOfEachName(await api.query(`SELECT ${full} FROM Certificate ORDER BY CreatedDate DESC`, 'tooling'));
  } catch (error) {
    if (!(error instanceof OrgApiError) || error.code !== 'INVALID_FIELD') throw error;
    return newestOfEachName(await api.query(`SELECT ${documented.join(', ')} FROM Certificate`, 'tooling'));
  }
}

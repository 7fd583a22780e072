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

/** Fields that are undocumented, by how much is lost without them: dates tell which of two records of a name is deleted. */
const undocumented = [['CreatedDate', 'CertificateChain'], ['CreatedDate'], []];

/**
 * All certificates of Certificate and Key Management, one query. Asks for the undocumented fields first and does
 * without them where the org does not know them.
 *
 * @throws {OrgApiError}
 */
export async function queryCertificates(api: OrgApi): Promise<CertificateRow[]> {
  for (const fields of undocumented) {
    try {
      const order = fields.includes('CreatedDate') ? ' ORDER BY CreatedDate DESC' : '';
      const soql = `SELECT ${[...documented, ...fields].join(', ')} FROM Certificate${order}`;
      // Newest first: the Tooling API also returns deleted certificates, and a name may have been used before.
      return newestOfEachName(await api.query<CertificateRow>(soql, 'tooling'));
    } catch (error) {
      if (!(error instanceof OrgApiError) || error.code !== 'INVALID_FIELD' || fields.length === 0) throw error;
    }
  }
  return [];
}

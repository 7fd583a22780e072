import type { OrgApi } from './api.ts';
import { OrgApiError } from './api.ts';

/** A row of the Tooling object Certificate. Fields that only newer versions or some orgs know may be missing. */
export interface CertificateRow {
  readonly Id: string;
  readonly DeveloperName: string;
  readonly MasterLabel: string | null;
  /** A day without a time. */
  readonly ExpirationDate: string | null;
  readonly KeySize: number | null;
  readonly CreatedDate?: string | null;
  readonly OptionsIsCaSigned?: boolean;
  readonly OptionsIsPrivateKeyExportable?: boolean;
  /** A CA-signed certificate that waits for its signed chain (Tooling API guide, Certificate). */
  readonly OptionsIsUnusable?: boolean;
  /** Address of the body; undocumented, but in the Tooling WSDL and in use. */
  readonly CertificateChain?: string | null;
}

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

function newestOfEachName(rows: readonly CertificateRow[]): CertificateRow[] {
  const byName = new Map<string, CertificateRow>();
  for (const row of rows) if (!byName.has(row.DeveloperName)) byName.set(row.DeveloperName, row);
  return [...byName.values()].sort((a, b) => (a.DeveloperName < b.DeveloperName ? -1 : 1));
}

import { bodiesSource, certificatesSource, keyPairOf, listedCertificates } from '@cert-health/core';
import type { CertificateRow, Gap, Holding, Source } from '@cert-health/core';
import { permissions } from './access.ts';
import type { OrgApi } from './api.ts';
import { readCertificateBodies } from './certificate-bodies.ts';
import { queryCertificates } from './certificate-rows.ts';
import { sourceOfError } from './gap.ts';

/**
 * The certificates whose private keys the org holds (Setup, Certificate and Key Management).
 *
 * @param skipped Why their bodies are not to be asked for, if they are not; the records still tell their dates.
 */
export async function readCertificates(
  api: OrgApi,
  skipped?: Gap,
): Promise<{ readonly sources: readonly Source[]; readonly holdings: readonly Holding[] }> {
  let rows: readonly CertificateRow[];
  try {
    rows = await queryCertificates(api);
  } catch (error) {
    return { sources: [sourceOfError(certificatesSource, error, permissions.readCertificates, api)], holdings: [] };
  }
  const source = listedCertificates(rows);
  if (rows.length === 0) return { sources: [source], holdings: [] };
  if (skipped) {
    const body = { unreadable: skipped.detail };
    const sources = [source, { ...bodiesSource, ...skipped, items: 0 }];
    return { sources, holdings: rows.map((row) => keyPairOf(row, body)) };
  }
  try {
    const { bodies, source: bodySource } = await readCertificateBodies(api, rows);
    return {
      sources: [source, bodySource],
      holdings: rows.map((row) => keyPairOf(row, bodies.get(row.DeveloperName))),
    };
  } catch (error) {
    const failed = sourceOfError(bodiesSource, error, permissions.readMetadata, api);
    const body = { unreadable: `body not readable: ${failed.detail}` };
    return { sources: [source, failed], holdings: rows.map((row) => keyPairOf(row, body)) };
  }
}

import type { Holding, Source } from '@cert-health/core';
import { readBody } from '../body/read-body.ts';
import { permissions } from './access.ts';
import type { OrgApi } from './api.ts';
import type { Gap } from './gap.ts';
import { sourceOfError } from './gap.ts';
import { bodiesSource, readCertificateBodies } from './certificate-bodies.ts';
import type { BodyText } from './certificate-bodies.ts';
import { queryCertificates } from './certificate-rows.ts';
import type { CertificateRow } from './certificate-rows.ts';

export const certificatesSource = { id: 'org.certificates', label: 'Certificate and Key Management' } as const;

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
  const source: Source = {
    ...certificatesSource,
    status: 'read',
    items: rows.length,
    detail: `${rows.length} listed.`,
  };
  if (rows.length === 0) return { sources: [source], holdings: [] };
  if (skipped) {
    const body = { unreadable: skipped.detail };
    const sources = [source, { ...bodiesSource, ...skipped, items: 0 }];
    return { sources, holdings: rows.map((row) => holdingOf(row, body)) };
  }
  try {
    const { bodies, source: bodySource } = await readCertificateBodies(api, rows);
    return {
      sources: [source, bodySource],
      holdings: rows.map((row) => holdingOf(row, bodies.get(row.DeveloperName))),
    };
  } catch (error) {
    const failed = sourceOfError(bodiesSource, error, permissions.readMetadata, api);
    const body = { unreadable: `body not readable: ${failed.detail}` };
    return { sources: [source, failed], holdings: rows.map((row) => holdingOf(row, body)) };
  }
}

function holdingOf(row: CertificateRow, body: BodyText | undefined): Holding {
  const content = body && 'text' in body ? readBody(body.text) : undefined;
  const unreadable = content
    ? content.request
      ? undefined
      : content.problem
    : (body as { unreadable?: string } | undefined)?.unreadable;
  const pending = row.OptionsIsUnusable === true;
  return {
    source: certificatesSource.id,
    name: row.DeveloperName,
    label: row.MasterLabel || row.DeveloperName,
    id: row.Id,
    kind: 'keyPair',
    certificates: content?.certificates ?? [],
    ...(pending || content?.request ? { pendingSignature: true } : {}),
    ...(content?.request ? { request: content.request } : {}),
    ...(unreadable ? { unreadable } : {}),
    record: recordOf(row),
  };
}

function recordOf(row: CertificateRow): NonNullable<Holding['record']> {
  const expires = row.ExpirationDate ? new Date(row.ExpirationDate) : undefined;
  const created = row.CreatedDate ? new Date(row.CreatedDate) : undefined;
  return {
    ...(expires && !Number.isNaN(expires.getTime()) ? { expirationDate: expires } : {}),
    ...(created && !Number.isNaN(created.getTime()) ? { createdDate: created } : {}),
    ...(typeof row.KeySize === 'number' ? { keySize: row.KeySize } : {}),
    ...(typeof row.OptionsIsCaSigned === 'boolean' ? { caSigned: row.OptionsIsCaSigned } : {}),
    ...(typeof row.OptionsIsPrivateKeyExportable === 'boolean'
      ? { privateKeyExportable: row.OptionsIsPrivateKeyExportable }
      : {}),
  };
}

import { bodiesSource, certificatesSource, emptyCertificates, keyPairOf, listedCertificates } from '@cert-health/core';
import type { CertificateRow, Gap, Holding, Reference, Source } from '@cert-health/core';
import { permissions } from './access.ts';
import { OrgApiError } from './api.ts';
import type { Asking } from './asking.ts';
import { readCertificateBodies } from './certificate-bodies.ts';
import { queryCertificates } from './certificate-rows.ts';
import { sourceOfError } from './gap.ts';
import type { OrgReader } from './place-reader.ts';
import { refusalOf } from './session-policy.ts';

export interface ReadCertificates {
  readonly sources: readonly Source[];
  readonly holdings: readonly Holding[];
}

/**
 * The certificates whose private keys the org holds (Setup, Certificate and Key Management).
 *
 * @param skipped Why their bodies are not to be asked for, if they are not; the records still tell their dates.
 * @returns `empty` for a list that came empty: whether to believe it, `sourceOfEmpty` says.
 */
export async function readCertificates(asking: Asking, skipped?: Gap): Promise<ReadCertificates | 'empty'> {
  const { api } = asking;
  let rows: readonly CertificateRow[];
  try {
    rows = await queryCertificates(api);
  } catch (error) {
    return { sources: [{ ...certificatesSource, ...(await refusal(error, asking)), items: 0 }], holdings: [] };
  }
  if (rows.length === 0) return 'empty';
  const source = listedCertificates(rows);
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

/** Two permissions are needed: the one that is missing is named. unverified: which of the two the Tooling API asks for. */
async function refusal(error: unknown, asking: Asking): Promise<Gap> {
  const governed = { what: 'the certificates', policy: 'Manage Certificates' } as const;
  const gap = await refusalOf(error, asking, {
    ...governed,
    permission: permissions.readCertificates,
    fields: ['PermissionsViewSetup'],
  });
  if (gap.status === 'denied') return gap;
  return refusalOf(error, asking, {
    ...governed,
    permission: permissions.manageCertificates,
    fields: ['PermissionsManageCertificates'],
  });
}

/**
 * What an empty list of certificates comes to, beside all that is known of the org. At most three requests, made only then.
 *
 * @param references All that the configuration of the org names.
 */
export async function sourceOfEmpty(org: OrgReader, references: readonly Reference[]): Promise<Source> {
  const beside = {
    references,
    mayRead: await mayRead(org),
    listedAsMetadata: await org.metadata.countOf('Certificate'),
    who: org.api.username,
    instead:
      'Look in Setup, Certificate and Key Management, or run again as a user with "Manage Certificates" and "Modify Metadata Through Metadata API Functions".',
  };
  const source = emptyCertificates(beside);
  if (source.status !== 'read' || !(await recordedBefore(org))) return source;
  return emptyCertificates({ ...beside, recordedBefore: true });
}

async function mayRead({ api, permissions: own, grants }: OrgReader): Promise<boolean | undefined> {
  const told = await own.holds('PermissionsManageCertificates');
  if (told !== undefined) return told;
  const { permissionGrants = [] } = await grants;
  const holders = permissionGrants.find(({ permission }) => permission === 'ManageCertificates')?.holders ?? [];
  const isAmong = holders.some(({ username }) => username.toLowerCase() === api.username.toLowerCase());
  return isAmong ? true : undefined;
}

/** Whether the app in the org, where there is one, knows of a certificate there that has neither gone nor ended. */
async function recordedBefore({ api }: OrgReader): Promise<boolean> {
  const there = "Source__c = 'org.certificates' AND Is_Gone__c = false AND Expires_At__c > TODAY";
  try {
    return (await api.query(`SELECT Id FROM CertHealth_Certificate__c WHERE ${there} LIMIT 1`)).length > 0;
  } catch (error) {
    if (!(error instanceof OrgApiError)) throw error;
    return false;
  }
}

import type { Connection } from '@salesforce/core';
import { judgeSso } from '@cert-health/core';
import type { SsoAttempt, SsoStep, SsoVerdict } from '@cert-health/core';
import { sentenceOf } from '../org/access.ts';
import { OrgApiError } from '../org/api.ts';
import { orgApi } from '../org/connection.ts';
import { OrgSilentError } from './org-silent-error.ts';
import { readSamlMetadata } from './saml-metadata.ts';
import { readSsoSettings } from './sso-settings.ts';

export interface SsoSimulationRequest {
  readonly at: Date;
  /** File with the identity provider's metadata. */
  readonly metadata: string;
  /** API name of the setting in question. */
  readonly config?: string | undefined;
  readonly connection?: Connection | undefined;
}

/** Whether an org would believe what an identity provider signs. */
export interface SsoSimulation {
  readonly use: 'inbound-sso';
  /** The identity provider's name for itself (entityID). */
  readonly subject: string;
  readonly config: string | null;
  readonly org: { readonly username: string; readonly instanceUrl: string } | null;
  readonly asOf: string;
  readonly verdict: SsoVerdict['verdict'];
  readonly decidedBy: SsoVerdict['decidedBy'];
  readonly steps: readonly SsoStep[];
}

/**
 * Holds the metadata of an identity provider against what an org holds of it.
 *
 * @throws {VerifyInputError} when the file cannot be used
 * @throws {OrgSilentError}
 */
export async function simulateSso({ at, metadata, config, connection }: SsoSimulationRequest): Promise<SsoSimulation> {
  const provider = readSamlMetadata(metadata);
  const settings = await settingsOf(connection, config);
  return {
    use: 'inbound-sso',
    subject: provider.entityId,
    config: config ?? null,
    org: connection ? { username: connection.getUsername() ?? '', instanceUrl: connection.instanceUrl } : null,
    asOf: at.toISOString(),
    ...judgeSso({ at, provider, settings, config }),
  };
}

async function settingsOf(
  connection: Connection | undefined,
  config: string | undefined,
): Promise<SsoAttempt['settings']> {
  if (!connection) return { kind: 'unknown', reason: 'No org was asked.', remedy: 'Name the org with --target-org.' };
  const api = orgApi(connection);
  try {
    return await readSsoSettings(api, config);
  } catch (error) {
    if (!(error instanceof OrgApiError)) throw error;
    throw new OrgSilentError(`Org ${api.username} at ${api.instanceUrl}: ${sentenceOf(error, api)}`);
  }
}

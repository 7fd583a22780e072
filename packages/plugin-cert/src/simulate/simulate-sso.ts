import type { Connection } from '@salesforce/core';
import { judgeSso } from '@cert-health/core';
import type { SsoAttempt, SsoResponseStep, SsoResponseVerdict, SsoStep, SsoVerdict } from '@cert-health/core';
import { ask, askedOrg } from './asked-org.ts';
import type { AskedOrg } from './asked-org.ts';
import { readSamlMetadata } from './saml-metadata.ts';
import { projectSsoSettings, readSsoSettings } from './sso-settings.ts';

export interface SsoSimulationRequest {
  readonly at: Date;
  /** File with the identity provider's metadata. */
  readonly metadata?: string | undefined;
  /** File with a response that it signed; one of the two. */
  readonly response?: string | undefined;
  /** API name of the setting in question. */
  readonly config?: string | undefined;
  readonly connection?: Connection | undefined;
  readonly sourceDirs?: readonly string[];
}

/** Whether an org would believe what an identity provider signs. */
export interface SsoSimulation {
  readonly use: 'inbound-sso';
  /** What was judged: what the provider says of itself, or a message that it signed. */
  readonly form: 'metadata' | 'response';
  /** The identity provider's name for itself (entityID); null: the message does not tell. */
  readonly subject: string | null;
  readonly config: string | null;
  readonly org: AskedOrg;
  readonly asOf: string;
  readonly verdict: SsoVerdict['verdict'];
  readonly decidedBy: SsoVerdict['decidedBy'] | SsoResponseVerdict['decidedBy'];
  readonly steps: readonly (SsoStep | SsoResponseStep)[];
}

/**
 * Holds what an identity provider says of itself, or a message that it signed, against what an org or project holds of it.
 *
 * @throws {VerifyInputError} when the file cannot be used
 * @throws {OrgSilentError}
 */
export async function simulateSso(request: SsoSimulationRequest): Promise<SsoSimulation> {
  const { at, metadata, response, config, connection } = request;
  const shared = {
    use: 'inbound-sso' as const,
    config: config ?? null,
    org: askedOrg(connection),
    asOf: at.toISOString(),
  };
  if (response !== undefined) {
    // XML signatures are loaded where there is one to verify.
    const { playResponse } = await import('./saml/play-response.ts');
    const { issuer, verdict } = await playResponse(response, request, () => settingsOf(request));
    return { ...shared, form: 'response', subject: issuer, ...verdict };
  }
  const provider = readSamlMetadata(metadata ?? '');
  const settings = await settingsOf(request);
  return {
    ...shared,
    form: 'metadata',
    subject: provider.entityId,
    ...judgeSso({ at, provider, settings, config }),
  };
}

async function settingsOf({
  connection,
  sourceDirs = [],
  config,
}: SsoSimulationRequest): Promise<SsoAttempt['settings']> {
  if (connection) return ask(connection, (api) => readSsoSettings(api, config));
  if (sourceDirs.length > 0) return projectSsoSettings(sourceDirs, config);
  return { kind: 'unknown', reason: 'No org was asked.', remedy: 'Name the org with --target-org.' };
}

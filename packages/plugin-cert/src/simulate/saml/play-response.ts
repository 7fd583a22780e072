import type { Connection } from '@salesforce/core';
import { judgeSsoResponse, settingOf } from '@cert-health/core';
import type { SsoAttempt, SsoResponseVerdict } from '@cert-health/core';
import { readMessageFile } from './message-file.ts';
import { factsOfResponse, readSamlMessage } from './read-response.ts';

interface ResponseRequest {
  readonly at: Date;
  /** API name of the setting in question. */
  readonly config?: string | undefined;
  readonly connection?: Connection | undefined;
}

export interface PlayedResponse {
  /** Who made the assertion, by its own word. */
  readonly issuer: string | null;
  readonly verdict: SsoResponseVerdict;
}

/**
 * Plays a log-in through with a response that was saved.
 *
 * @param settings asked once the file is known to be one
 * @throws {VerifyInputError}
 */
export async function playResponse(
  path: string,
  { at, config, connection }: ResponseRequest,
  settings: () => Promise<SsoAttempt['settings']>,
): Promise<PlayedResponse> {
  const message = readSamlMessage(readMessageFile(path), path);
  const known = await settings();
  // Whose setting is meant the message says itself; with which key it was made is then tried with that one's.
  const chosen = settingOf({ response: factsOfResponse(message, undefined), settings: known, config });
  const held = 'setting' in chosen ? chosen.setting.certificate : undefined;
  const response = factsOfResponse(message, held);
  const orgHost =
    connection && URL.canParse(connection.instanceUrl) ? new URL(connection.instanceUrl).hostname : undefined;
  return {
    issuer: response.assertion?.issuer ?? response.issuer,
    verdict: judgeSsoResponse({ at, settings: known, config, response, orgHost }),
  };
}

import { verdictOf } from '../../step.ts';
import { judgeDates } from '../dates.ts';
import { chooseSetting, judgeIssuer } from '../issuer.ts';
import type { Chosen } from '../model.ts';
import { judgeAlgorithm } from './algorithm.ts';
import { judgeAudience } from './audience.ts';
import { judgeCoversAssertion } from './covers-assertion.ts';
import type { SsoResponseAttempt, SsoResponseStep, SsoResponseStepId, SsoResponseVerdict } from './model.ts';
import { judgeReadable } from './readable.ts';
import { judgeRecipient } from './recipient.ts';
import { judgeSignature } from './signature.ts';
import { judgeSigned } from './signed.ts';
import { judgeSubject } from './subject.ts';
import { judgeValidity } from './validity.ts';

/**
 * Would the org believe this message? The signature is verified by whoever read it; here is judged what it covers, with whose key
 * it was made, and what it says. Whether the message was used before, and whether the org asked for it, only the org knows.
 *
 * @source Salesforce's taxonomy, "Inbound SSO"; Salesforce Help, "SAML Login Errors" and "Example SAML Assertions"
 */
export function judgeSsoResponse(attempt: SsoResponseAttempt): SsoResponseVerdict {
  const chosen = settingOf(attempt);
  return verdictOf<SsoResponseStepId>([
    judgeReadable(attempt),
    judgeSigned(attempt),
    judgeCoversAssertion(attempt),
    judgeAlgorithm(attempt),
    issuerStep(attempt, chosen),
    judgeSignature(attempt, chosen),
    judgeSubject(attempt),
    judgeAudience(attempt, chosen),
    judgeRecipient(attempt, chosen),
    judgeValidity(attempt),
    judgeDates(attempt, chosen),
  ]);
}

/** The setting by which a message is judged: the named one, or the one that expects its issuer. */
export function settingOf({
  response,
  ...question
}: Pick<SsoResponseAttempt, 'response' | 'settings' | 'config'>): Chosen {
  const issuer = response.assertion ? response.assertion.issuer : response.issuer;
  return chooseSetting({ ...question, provider: { entityId: issuer ?? '' } });
}

function issuerStep({ response, settings, config }: SsoResponseAttempt, chosen: Chosen): SsoResponseStep {
  const { assertion } = response;
  const step = judgeIssuer({ settings, config, provider: { entityId: assertion?.issuer ?? '' } }, chosen);
  if (assertion && assertion.issuer !== null) return step;
  const detail = assertion
    ? 'The assertion does not say who made it.'
    : 'Who made the assertion does not show from outside.';
  const remedy = 'Whoever runs the identity provider: have the assertion name its issuer.';
  return { ...step, outcome: assertion ? 'fail' : 'unknown', detail, remedy };
}

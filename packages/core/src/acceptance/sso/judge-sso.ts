import { verdictOf } from '../step.ts';
import { judgeDates } from './dates.ts';
import { chooseSetting, judgeIssuer } from './issuer.ts';
import type { SsoAttempt, SsoStepId, SsoVerdict } from './model.ts';
import { judgeOneKey } from './one-key.ts';
import { judgeSameCertificate } from './same-certificate.ts';

/**
 * Would the org believe what an identity provider signs, by what the provider says of itself? No message is looked at, and no
 * signature is verified.
 *
 * @source Salesforce's taxonomy, "Inbound SSO": the org trusts one certificate explicitly, no chain is looked at
 */
export function judgeSso(attempt: SsoAttempt): SsoVerdict {
  const chosen = chooseSetting(attempt);
  return verdictOf<SsoStepId>([
    judgeIssuer(attempt, chosen),
    judgeSameCertificate(attempt, chosen),
    judgeOneKey(attempt),
    judgeDates(attempt, chosen),
  ]);
}

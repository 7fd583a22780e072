import { judgeDates } from './dates.ts';
import { chooseSetting, judgeIssuer } from './issuer.ts';
import type { SsoAttempt, SsoVerdict } from './model.ts';
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
  const steps = [
    judgeIssuer(attempt, chosen),
    judgeSameCertificate(attempt, chosen),
    judgeOneKey(attempt),
    judgeDates(attempt, chosen),
  ];
  const refusal = steps.find(({ outcome }) => outcome === 'fail');
  if (refusal) return { verdict: 'refused', decidedBy: refusal.id, steps };
  const doubt = steps.find(({ outcome }) => outcome === 'unknown');
  if (doubt) return { verdict: 'unknown', decidedBy: doubt.id, steps };
  return { verdict: 'granted', decidedBy: null, steps };
}

import { label } from '../../chain/certificate-label.ts';
import { dayOf, when } from '../../findings/index.ts';
import { taxonomy } from '../../uses/documents.ts';
import type { Step } from '../step.ts';
import type { Chosen, SsoAttempt } from './model.ts';

/** unverified: whether Salesforce refuses a held certificate that is out of its dates; no page says. */
export function judgeDates({ at }: Pick<SsoAttempt, 'at'>, chosen: Chosen): Step<'dates'> {
  const held = 'setting' in chosen ? chosen.setting.certificate : undefined;
  const step = {
    id: 'dates',
    layer: 'identity',
    title: 'The certificate that the setting holds is valid now',
    rule: taxonomy('Inbound SSO'),
    evidence: {
      at: at.toISOString(),
      validFrom: held?.notBefore.toISOString() ?? null,
      validUntil: held?.notAfter.toISOString() ?? null,
    },
  } as const;
  if (!held) return { ...step, outcome: 'unknown', detail: 'There is no certificate to look at.' };
  const { notBefore, notAfter } = held;
  if (at >= notBefore && at <= notAfter)
    return { ...step, outcome: 'pass', detail: `${label(held)} is valid until ${dayOf(notAfter)}.` };
  const fault = at > notAfter ? `ended ${when(notAfter, at)}` : `starts ${when(notBefore, at)}`;
  return {
    ...step,
    outcome: 'unknown',
    detail: `${label(held)} ${fault}. Whether Salesforce refuses it for that no page says.`,
    remedy: 'An admin: agree on a new certificate with who runs the identity provider.',
  };
}

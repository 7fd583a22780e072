import type { Found } from '../../step.ts';
import type { Chosen } from '../model.ts';
import { loginErrors } from './documents.ts';
import type { SsoResponseAttempt, SsoResponseStep } from './model.ts';

/**
 * It is addressed to where the org takes it.
 *
 * unverified: that any address of the org's own host is taken where the setting does not tell the one that is meant
 */
export function judgeRecipient(attempt: SsoResponseAttempt, chosen: Chosen): SsoResponseStep {
  return {
    id: 'recipient',
    layer: 'identity',
    title: 'It is addressed to where the org takes it (Recipient)',
    rule: loginErrors,
    ...judge(attempt, chosen),
  };
}

function judge({ response, orgHost }: SsoResponseAttempt, chosen: Chosen): Found {
  const { assertion } = response;
  const wanted = 'setting' in chosen ? chosen.setting.recipient : undefined;
  const recipients = assertion?.recipients ?? [];
  const evidence = { recipients, loginUrl: wanted ?? null, orgHost: orgHost ?? null };
  if (!assertion) return { outcome: 'unknown', detail: 'There is no assertion that can be read.', evidence };
  if (recipients.length === 0) {
    return {
      outcome: 'unknown',
      detail: 'It names no recipient, as a log-in in the browser must.',
      evidence,
      remedy: 'Whoever runs the identity provider: name the login URL of the org as recipient.',
    };
  }
  if (wanted !== undefined) {
    if (recipients.includes(wanted))
      return { outcome: 'pass', detail: 'It names the login URL of the setting.', evidence };
    return {
      outcome: 'fail',
      detail: 'It is addressed elsewhere than to the login URL of the setting.',
      evidence,
      remedy:
        'Whoever runs the identity provider: address responses to the login URL that Setup > Single Sign-On Settings shows.',
    };
  }
  if (orgHost !== undefined && recipients.some((one) => hostOf(one) === orgHost)) {
    return {
      outcome: 'pass',
      detail: 'It is addressed to the org; the setting does not tell the exact address.',
      evidence,
    };
  }
  return {
    outcome: 'unknown',
    detail: 'At which address the org takes it is not known.',
    evidence,
    remedy: 'An admin: look in Setup > Single Sign-On Settings, and compare the login URL with Recipient.',
  };
}

/** The host of an address, without port; undefined for what is none. */
function hostOf(address: string): string | undefined {
  return /^https?:\/\/(\[[^\]]+\]|[^/?#:@]+)(?::\d+)?(?:[/?#]|$)/i.exec(address)?.[1]?.toLowerCase();
}

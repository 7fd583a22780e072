import type { Found } from '../../step.ts';
import type { Chosen } from '../model.ts';
import { loginErrors } from './documents.ts';
import type { SsoResponseAttempt, SsoResponseStep } from './model.ts';

/** It is made out to the org, under the name by which the setting knows the org. */
export function judgeAudience({ response }: SsoResponseAttempt, chosen: Chosen): SsoResponseStep {
  return {
    id: 'audience',
    layer: 'identity',
    title: 'It is made out to this org (Audience is the entity ID of the setting)',
    rule: loginErrors,
    ...judge(response, chosen),
  };
}

function judge({ assertion }: SsoResponseAttempt['response'], chosen: Chosen): Found {
  const wanted = 'setting' in chosen ? chosen.setting.audience : undefined;
  const audiences = assertion?.audiences ?? [];
  const evidence = { audiences, entityId: wanted ?? null };
  if (!assertion) return { outcome: 'unknown', detail: 'There is no assertion that can be read.', evidence };
  if (wanted === undefined) {
    return {
      outcome: 'unknown',
      detail: 'Which entity ID the setting has is not known.',
      evidence,
      remedy: 'An admin: look in Setup > Single Sign-On Settings, and compare Entity ID with Audience.',
    };
  }
  if (audiences.includes(wanted))
    return { outcome: 'pass', detail: 'It names the entity ID of the setting.', evidence };
  if (audiences.length === 0) {
    return {
      outcome: 'unknown',
      detail: 'It names no audience. Whether Salesforce takes that no page says.',
      evidence,
      remedy: 'Whoever runs the identity provider: have it name the entity ID of the setting as audience.',
    };
  }
  return {
    outcome: 'fail',
    detail: 'It is made out to another audience than the entity ID of the setting.',
    evidence,
    remedy: 'An admin: make Entity ID of the setting and the audience of the provider the same, letter by letter.',
  };
}

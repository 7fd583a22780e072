import { label } from '../../../chain/certificate-label.ts';
import { taxonomy } from '../../../uses/documents.ts';
import type { Found } from '../../step.ts';
import type { Chosen } from '../model.ts';
import type { SsoResponseAttempt, SsoResponseStep } from './model.ts';

/** The signature was made with the key of the one certificate that the setting holds. What the message brings along proves nothing. */
export function judgeSignature({ response }: SsoResponseAttempt, chosen: Chosen): SsoResponseStep {
  return {
    id: 'signature',
    layer: 'identity',
    title: 'The signature is good with the certificate that the setting holds',
    rule: taxonomy('Inbound SSO'),
    ...judge(response, chosen),
  };
}

function judge({ signatures, sent }: SsoResponseAttempt['response'], chosen: Chosen): Found {
  const own = signatures.filter(({ over }) => over !== 'other');
  const held = 'setting' in chosen ? chosen.setting.certificate : undefined;
  const evidence = {
    held: held?.fingerprint ?? null,
    sent: sent?.fingerprint ?? null,
    madeWith: own.map(({ madeWith }) => madeWith),
  };
  if (own.length === 0) return { outcome: 'not-applicable', detail: 'There is no signature.', evidence };
  if (!held || !('setting' in chosen)) {
    return {
      outcome: 'unknown',
      detail: 'The certificate that the setting holds is not at hand, so that nothing can be verified with it.',
      evidence,
      remedy: 'You: name the setting with --config, and the org with --target-org or a project with --source-dir.',
    };
  }
  const { name } = chosen.setting;
  const good = own.filter(({ madeWith }) => madeWith === 'held');
  if (good.length === own.length)
    return { outcome: 'pass', detail: `It was made with the key of ${label(held)}, which ${name} holds.`, evidence };
  if (own.some(({ madeWith }) => madeWith === 'not-told')) {
    return {
      outcome: 'unknown',
      detail: 'It is signed in a way that cannot be verified here.',
      evidence,
      remedy: 'An admin: give the message to the SAML Assertion Validator in Setup > Single Sign-On Settings.',
    };
  }
  if (good.length > 0) {
    return {
      outcome: 'unknown',
      detail: 'Of two signatures one is good and the other is not. On which of them Salesforce goes no page says.',
      evidence,
      remedy: 'Whoever runs the identity provider: sign the response and the assertion with the same key.',
    };
  }
  if (sent && own.some(({ madeWith }) => madeWith === 'sent')) {
    return {
      outcome: 'fail',
      detail: `It was made with the key of ${label(sent)}, which the message brings along and ${name} does not hold.`,
      evidence,
      remedy:
        'An admin: ask whoever runs the identity provider whether it changed its key; if so, put the new certificate into the setting.',
    };
  }
  return {
    outcome: 'fail',
    detail: `It was not made with the key of ${label(held)}, which ${name} holds, or the message was changed after it was signed.`,
    evidence,
    remedy:
      'An admin: compare the certificate of the setting with the one with which the provider signs. A message copied out of a log may have been changed on the way.',
  };
}

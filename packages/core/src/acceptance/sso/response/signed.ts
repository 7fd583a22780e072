import { taxonomy } from '../../../uses/documents.ts';
import type { Found } from '../../step.ts';
import type { SsoResponseAttempt, SsoResponseStep } from './model.ts';

/** The assertion or the whole response carries a signature. */
export function judgeSigned({ response }: SsoResponseAttempt): SsoResponseStep {
  return {
    id: 'signed',
    layer: 'identity',
    title: 'The assertion or the whole response is signed',
    rule: taxonomy('Inbound SSO'),
    ...judge(response),
  };
}

function judge({ assertions, signatures }: SsoResponseAttempt['response']): Found {
  const own = signatures.filter(({ over }) => over !== 'other');
  const evidence = { signed: own.map(({ over }) => over), elsewhere: signatures.length - own.length };
  if (own.length > 0) {
    const what = own.length > 1 ? 'Both' : own[0]?.over === 'response' ? 'The response' : 'The assertion';
    return { outcome: 'pass', detail: `${what} ${own.length > 1 ? 'are' : 'is'} signed.`, evidence };
  }
  if (assertions.encrypted > 0 && assertions.plain === 0) {
    return {
      outcome: 'unknown',
      detail: 'The response is not signed; whether the encrypted assertion is does not show from outside.',
      evidence,
      remedy: 'Whoever runs the identity provider: sign the response too, or say whether the assertion is signed.',
    };
  }
  return {
    outcome: 'fail',
    detail:
      signatures.length > 0
        ? 'There is a signature, and it belongs neither to the assertion nor to the response.'
        : 'Nothing in it is signed, so that anybody may have written it.',
    evidence,
    remedy: 'Whoever runs the identity provider: have it sign the assertion or the response.',
  };
}

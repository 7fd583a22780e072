import { label } from '../../chain/certificate-label.ts';
import type { Found } from '../step.ts';
import { jwtBearerFlow } from './documents.ts';
import type { TokenAttempt, TokenStep } from './model.ts';

export const OTHER_KEY =
  "An admin: upload the certificate of the key with which the client signs to the app. Whoever runs the client: or sign with the key of the app's certificate.";

/** The client signed with the key of the certificate that the app holds. */
export function judgeSignature({ token, app }: TokenAttempt): TokenStep {
  return {
    id: 'signature',
    layer: 'identity',
    title: 'The signature is good with the certificate of the app',
    rule: jwtBearerFlow,
    ...judge(token.madeWith, app),
  };
}

function judge(madeWith: TokenAttempt['token']['madeWith'], app: TokenAttempt['app']): Found {
  const certificate = app.kind === 'known' ? app.value.certificate : undefined;
  const evidence = { certificate: certificate?.fingerprint ?? null, madeWith };
  if (!certificate) {
    return { outcome: 'unknown', detail: 'There is no certificate with which it could be verified.', evidence };
  }
  switch (madeWith) {
    case 'app':
      return { outcome: 'pass', detail: `It was made with the key of ${label(certificate)}.`, evidence };
    case 'another':
      return {
        outcome: 'fail',
        detail: `It was not made with the key of ${label(certificate)}, or the token was changed after it was signed.`,
        evidence,
        remedy: OTHER_KEY,
      };
    case 'not-told':
      return {
        outcome: 'unknown',
        detail: 'It could not be verified here: by its algorithm, its header, or the kind or size of the key.',
        evidence,
        remedy: 'Whoever runs the client: sign with RS256 and a key of 2048 bits or more.',
      };
  }
}

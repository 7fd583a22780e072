import { label } from '../../chain/certificate-label.ts';
import type { Found } from '../step.ts';
import { jwtBearerFlow } from './documents.ts';
import type { TokenAttempt, TokenStep } from './model.ts';

/** The app holds a certificate (digital signatures are on). */
export function judgeApp({ app }: Pick<TokenAttempt, 'app'>): TokenStep {
  return {
    id: 'app',
    layer: 'identity',
    title: 'The app holds a certificate for its tokens',
    rule: jwtBearerFlow,
    ...judge(app),
  };
}

function judge(app: TokenAttempt['app']): Found {
  if (app.kind === 'unknown') {
    const { reason, remedy, permission } = app;
    return {
      outcome: 'unknown',
      detail: reason,
      evidence: { app: null, certificate: null },
      ...(remedy === undefined ? {} : { remedy }),
      ...(permission === undefined ? {} : { permission }),
    };
  }
  const { name, certificate, unreadable } = app.value;
  const evidence = { app: name, certificate: certificate?.fingerprint ?? null };
  if (certificate) return { outcome: 'pass', detail: `${name} holds ${label(certificate)}.`, evidence };
  if (unreadable !== undefined) {
    return {
      outcome: 'unknown',
      detail: `The certificate of ${name} could not be read. ${unreadable}`,
      evidence,
      remedy: "An admin: look at the app's settings in Setup, and upload the certificate again.",
    };
  }
  return {
    outcome: 'fail',
    detail: `${name} holds no certificate, so that it takes no signed tokens.`,
    evidence,
    remedy: "An admin: turn on digital signatures in the app's settings, and upload the client's certificate.",
  };
}

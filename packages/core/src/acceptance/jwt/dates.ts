import { label } from '../../chain/certificate-label.ts';
import { dayOf, when } from '../../findings/index.ts';
import { taxonomy } from '../../uses/documents.ts';
import type { TokenAttempt, TokenStep } from './model.ts';

/** Whether Salesforce refuses tokens by a certificate that is out of its dates no page says. */
export function judgeDates({ at, app }: Pick<TokenAttempt, 'at' | 'app'>): TokenStep {
  const certificate = app.kind === 'known' ? app.value.certificate : undefined;
  const step = {
    id: 'dates',
    layer: 'identity',
    title: 'The certificate of the app is valid now',
    rule: taxonomy('Inbound SSO'),
    evidence: {
      at: at.toISOString(),
      validFrom: certificate?.notBefore.toISOString() ?? null,
      validUntil: certificate?.notAfter.toISOString() ?? null,
    },
  } as const;
  if (!certificate) return { ...step, outcome: 'unknown', detail: 'There is no certificate to look at.' };
  const { notBefore, notAfter } = certificate;
  if (at >= notBefore && at <= notAfter)
    return { ...step, outcome: 'pass', detail: `${label(certificate)} is valid until ${dayOf(notAfter)}.` };
  const fault = at > notAfter ? `ended ${when(notAfter, at)}` : `starts ${when(notBefore, at)}`;
  return {
    ...step,
    outcome: 'unknown',
    detail: `${label(certificate)} ${fault}. Whether Salesforce refuses it for that no page says.`,
    remedy: 'An admin: upload a new certificate of the client to the app, when the client begins to sign with its key.',
  };
}

import { outboundApexMtls } from '../../uses/outbound-apex-mtls.ts';
import type { Found } from '../step.ts';
import type { OutboundAttempt, OutboundStep } from './model.ts';

/** The server asks for a client certificate (CertificateRequest); one that is not asked for is not sent. */
export function judgeAsked(attempt: OutboundAttempt): OutboundStep {
  const { client } = attempt;
  return {
    id: 'asked',
    layer: 'identity',
    title: client ? 'The server asks for a client certificate' : 'The server lets callers in without a certificate',
    rule: outboundApexMtls.trust.source,
    ...(client ? withCertificate(attempt) : withoutCertificate(attempt)),
  };
}

function withCertificate({ seen }: OutboundAttempt): Found {
  const { requested, required, authorities } = seen.clientCertificate;
  const evidence = { requested, required, authorities: authorities.length };
  if (requested === true) {
    const must = required === true ? ', and lets nobody in without one' : '';
    return { outcome: 'pass', detail: `It asks for one${must}.`, evidence };
  }
  if (requested === false) {
    return {
      outcome: 'not-applicable',
      detail: 'It asks for none, so none is sent: who calls is told in another way, if at all.',
      evidence,
    };
  }
  return {
    outcome: 'unknown',
    detail: 'The connection ended before that could be seen.',
    evidence,
    remedy: 'Whoever runs the server: see in its log why it ended the connection.',
  };
}

function withoutCertificate({ seen }: OutboundAttempt): Found {
  const { requested, required } = seen.clientCertificate;
  const evidence = { requested, required };
  const remedy =
    'You: name the client certificate with --cert, and choose it in the Named Credential (or in code, setClientCertificateName).';
  if (requested === false) return { outcome: 'pass', detail: 'It asks for no client certificate.', evidence };
  if (required === true)
    return { outcome: 'fail', detail: 'It lets nobody in without a client certificate.', evidence, remedy };
  if (required === false)
    return { outcome: 'pass', detail: 'It asks for a client certificate, and goes on without one.', evidence };
  const detail =
    requested === true
      ? 'It asks for a client certificate; whether it goes on without one it did not say.'
      : 'The connection ended before it could be seen whether it asks for one.';
  return { outcome: 'unknown', detail, evidence, remedy };
}

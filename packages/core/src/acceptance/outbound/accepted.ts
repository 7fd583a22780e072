import { outboundApexMtls } from '../../uses/outbound-apex-mtls.ts';
import type { Found } from '../step.ts';
import { whereSent } from './client-side.ts';
import type { OutboundAttempt, OutboundClient, OutboundStep } from './model.ts';

/** The server takes the certificate. Only a handshake with its key shows that, and an org gives its keys to nobody. */
export function judgeAccepted(attempt: OutboundAttempt, client: OutboundClient): OutboundStep {
  return {
    id: 'accepted',
    layer: 'identity',
    title: 'The server takes the client certificate',
    rule: outboundApexMtls.trust.source,
    ...whereSent(attempt, judge(attempt, client)),
  };
}

function judge({ seen }: OutboundAttempt, { key }: OutboundClient): Found {
  const { offered, requested } = seen.clientCertificate;
  if (offered) {
    const evidence = { tried: true, accepted: offered.accepted };
    if (offered.accepted === true)
      return { outcome: 'pass', detail: 'It was shown to the server, which took it.', evidence };
    const remedy =
      'Whoever runs the server: trust the certificate or the authority above it, and see in the log why it was not taken.';
    if (offered.accepted === false) {
      const detail = `It was shown to the server, which does not take it. ${offered.problem ?? ''}`.trim();
      return { outcome: 'fail', detail, evidence, remedy };
    }
    const detail = `It was shown to the server, and what came of that is not clear. ${offered.problem ?? ''}`.trim();
    return { outcome: 'unknown', detail, evidence, remedy };
  }
  const evidence = { tried: false, accepted: null };
  if (key.kind === 'given' || requested === null) {
    return {
      outcome: 'unknown',
      detail: 'The handshake did not come so far.',
      evidence,
      remedy: 'Whoever runs the server: see in its log why it ended the connection.',
    };
  }
  return {
    outcome: 'unknown',
    detail: 'That can only be tried with the private key, which does not leave the org.',
    evidence,
    remedy:
      'You: make one call from a sandbox that holds the certificate, or ask whoever runs the server to trust it and to say so. With files of certificate and key (--cert FILE --key FILE) it is tried from here.',
  };
}

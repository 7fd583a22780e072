import { mutualAuthentication } from '../../uses/documents.ts';
import type { InboundAttempt, InboundStep } from './model.ts';

/** The port at which Salesforce asks API clients for a certificate. */
const MUTUAL_TLS = 8443;

/** At any other port no certificate is asked for, so none counts. */
export function judgePort({ called }: InboundAttempt): InboundStep {
  const step = {
    id: 'port',
    layer: 'transport',
    title: 'The client calls port 8443',
    rule: mutualAuthentication('Certificate Chain Validation'),
  } as const;
  if (!called) {
    const detail = 'Taken to be so: nobody said where the client calls.';
    return { ...step, outcome: 'pass', detail, evidence: { assumed: true, port: MUTUAL_TLS } };
  }
  const { port } = called;
  const evidence = { assumed: false, port };
  if (port === MUTUAL_TLS) return { ...step, outcome: 'pass', detail: 'It calls port 8443.', evidence };
  return {
    ...step,
    outcome: 'fail',
    detail: `It calls port ${port}, where Salesforce asks for no client certificate.`,
    evidence,
    remedy: 'Whoever runs the client: call port 8443.',
  };
}

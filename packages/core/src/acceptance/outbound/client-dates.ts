import { label } from '../../chain/certificate-label.ts';
import { dayOf, when } from '../../findings/index.ts';
import { heldChain } from '../../inventory/index.ts';
import { outboundApexMtls } from '../../uses/outbound-apex-mtls.ts';
import type { Found } from '../step.ts';
import { notRead, whereSent } from './client-side.ts';
import type { OutboundAttempt, OutboundClient, OutboundStep } from './model.ts';

/** An expired client certificate makes the call fail, whatever else the server looks at. */
export function judgeClientDates(attempt: OutboundAttempt, client: OutboundClient): OutboundStep {
  return {
    id: 'client-dates',
    layer: 'identity',
    title: 'The client certificate and its chain are valid now',
    rule: outboundApexMtls.datesEnforced.source,
    ...whereSent(attempt, judge(attempt.at, client)),
  };
}

function judge(at: Date, client: OutboundClient): Found {
  const path = heldChain(client.certificates)?.path ?? [];
  if (path.length === 0) return notRead(client);
  const first = path.reduce((soonest, one) => (one.notAfter < soonest.notAfter ? one : soonest));
  const evidence = {
    at: at.toISOString(),
    subjects: path.map(({ subject }) => subject.text),
    validFrom: path.map(({ notBefore }) => notBefore.toISOString()),
    validUntil: path.map(({ notAfter }) => notAfter.toISOString()),
  };
  const over = path.filter(({ notAfter }) => at > notAfter);
  const early = path.filter(({ notBefore }) => at < notBefore);
  if (over.length === 0 && early.length === 0) {
    return {
      outcome: 'pass',
      detail: `All are valid; ${label(first)} ends first, on ${dayOf(first.notAfter)}.`,
      evidence,
    };
  }
  const faults = [
    ...over.map((one) => `${label(one)} ended ${when(one.notAfter, at)}.`),
    ...early.map((one) => `${label(one)} starts ${when(one.notBefore, at)}.`),
  ];
  return {
    outcome: 'fail',
    detail: faults.join(' '),
    evidence,
    remedy: 'An admin: renew the certificate, and tell whoever runs the server before the new one is used.',
  };
}

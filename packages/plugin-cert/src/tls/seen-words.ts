import type { ServerStatus } from '@cert-health/core';
import { alertText } from './alerts.ts';
import type { Conversation } from './converse.ts';

/** Why no certificates came. */
export function whyNot(
  { flight, end, error, alert, proxyProblem }: Conversation,
  timeout: number,
): { readonly status: ServerStatus; readonly problem: string } {
  if (proxyProblem !== undefined) {
    return { status: end === 'timeout' ? 'timeout' : 'unreachable', problem: proxyProblem };
  }
  if (flight.problem) {
    const isOther = flight.problem.fault === 'not-tls' || flight.problem.fault === 'malformed';
    return { status: isOther ? 'not-tls' : 'unreachable', problem: flight.problem.message };
  }
  if (alert !== undefined) {
    return { status: 'refused', problem: `It refused before it sent a certificate (${alertText(alert)}).` };
  }
  switch (end) {
    case 'refused-connection':
      return { status: 'refused', problem: 'Nothing listens on this port.' };
    case 'timeout':
      return { status: 'timeout', problem: `It sent no certificates within ${timeout / 1000} s.` };
    case 'failed':
      return {
        status: 'unreachable',
        problem: `The connection failed before it sent a certificate (${error?.code ?? 'reason unknown'}).`,
      };
    default:
      return { status: 'unreachable', problem: 'It closed the connection before it sent a certificate.' };
  }
}

/** What happened after the certificates had come, where that is worth a sentence. */
export function endedLater({ flight, end, alert, error }: Conversation): string | undefined {
  if (flight.problem) return flight.problem.message;
  if (end === 'established') return undefined;
  if (alert === 40 && flight.request) {
    return 'It ended the handshake when no client certificate was shown (alert 40, handshake_failure).';
  }
  if (alert !== undefined) return `It refused after it had sent its certificates (${alertText(alert)}).`;
  if (end === 'timeout') return 'It fell silent after it had sent its certificates.';
  if (end === 'closed') return 'It closed the connection after it had sent its certificates.';
  return `The handshake failed after it had sent its certificates (${error?.code ?? 'reason unknown'}).`;
}

/** What came of showing a client certificate. */
export function outcomeOf({ passage, alert }: Conversation): {
  readonly accepted: boolean | null;
  readonly problem?: string;
} {
  switch (passage) {
    case 'let-in':
      return { accepted: true };
    case 'refused':
      return {
        accepted: false,
        problem: alert === undefined ? 'It refused in its answer.' : `It refused (${alertText(alert)}).`,
      };
    case 'dropped':
      return { accepted: null, problem: 'It closed the connection without a word, so it probably refused.' };
    default:
      return { accepted: null, problem: 'It did not say whether it takes it.' };
  }
}

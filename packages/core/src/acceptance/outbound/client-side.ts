import type { Found } from '../step.ts';
import type { OutboundAttempt, OutboundClient } from './model.ts';

/** Whether the server asks for a client certificate; null: that was not seen. */
export const isAsked = ({ seen }: OutboundAttempt): boolean | null => seen.clientCertificate.requested;

/** Whether the server took the certificate when it was shown; null: it was not shown, or it did not say. */
export const isTaken = ({ seen }: OutboundAttempt): boolean | null => seen.clientCertificate.offered?.accepted ?? null;

/** A certificate that nobody asks for is not sent: what is wrong with it decides nothing. */
export function whereSent(attempt: OutboundAttempt, found: Found): Found {
  const asked = isAsked(attempt);
  if (asked === true) return found;
  if (asked === false) {
    return {
      outcome: 'not-applicable',
      detail: 'The server asks for no client certificate, so none is sent.',
      evidence: found.evidence,
    };
  }
  if (found.outcome !== 'fail') return found;
  return { ...found, outcome: 'unknown', detail: `${found.detail} Whether the server asks for it was not seen.` };
}

/** What only the server decides is settled once it was tried. */
export function unlessTaken(attempt: OutboundAttempt, found: Found): Found {
  if (isTaken(attempt) !== true || found.outcome === 'pass' || found.outcome === 'not-applicable') return found;
  return { outcome: 'pass', detail: `${found.detail} The server took it all the same.`, evidence: found.evidence };
}

/** There is nothing to look at; where nothing tells why, the step about the key does. */
export function notRead({ unread }: OutboundClient): Found {
  if (!unread) return { outcome: 'unknown', detail: 'The client certificate itself is not at hand.', evidence: {} };
  const { reason, remedy, permission } = unread;
  return {
    outcome: 'unknown',
    detail: reason,
    evidence: {},
    ...(remedy === undefined ? {} : { remedy }),
    ...(permission === undefined ? {} : { permission }),
  };
}

export const ASK_OPERATOR = 'You: ask whoever runs the server what it demands of a client certificate.';

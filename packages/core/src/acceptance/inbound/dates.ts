import { dayOf } from '../../findings/index.ts';
import { mutualAuthentication, taxonomy } from '../../uses/documents.ts';
import type { Found, InboundAttempt, InboundStep } from './model.ts';
import type { SentPath } from './sent-path.ts';
import { called } from './wording.ts';

/** Codes of path validation that this step tells, certificate by certificate. */
export const DATE_CODES = ['expired', 'not-yet-valid', 'never-valid'] as const;

/** Salesforce looks at the dates of every certificate of the chain. */
export function judgeDates({ use, at }: InboundAttempt, sent: SentPath | undefined): InboundStep {
  return {
    id: 'dates',
    layer: 'transport',
    title: 'Every certificate of the chain is valid now',
    rule:
      use === 'inbound-api-mtls' ? mutualAuthentication('Certificate Chain Validation') : taxonomy('Inbound User mTLS'),
    ...(sent ? judge(sent, at) : { outcome: 'not-applicable', detail: 'There is no chain.', evidence: {} }),
  };
}

function judge({ path, problems, end }: SentPath, at: Date): Found {
  const faults = problems.filter(({ code }) => DATE_CODES.some((one) => one === code));
  const first = path.reduce((soonest, one) => (one.notAfter < soonest.notAfter ? one : soonest));
  const evidence = {
    at: at.toISOString(),
    subjects: path.map(({ subject }) => subject.text),
    validFrom: path.map(({ notBefore }) => notBefore.toISOString()),
    validUntil: path.map(({ notAfter }) => notAfter.toISOString()),
  };
  if (faults.length > 0) {
    const own = faults.some(({ certificate }) => certificate === path[0]?.fingerprint);
    return {
      outcome: 'fail',
      detail: faults.map(({ message }) => message).join(' '),
      evidence,
      remedy: own
        ? 'Whoever runs the client: renew the certificate. An admin uploads the new one before the client switches to it.'
        : 'Whoever runs the client: take a current chain from the authority that issued the certificate.',
    };
  }
  if (path.length === 1 && end.kind === 'open') {
    return {
      outcome: 'unknown',
      detail: `${called(first)} is valid; those above it are not at hand.`,
      evidence,
      remedy: 'Add the chain to the file.',
    };
  }
  const detail = `All that are at hand are valid; ${called(first)} ends first, on ${dayOf(first.notAfter)}.`;
  return { outcome: 'pass', detail, evidence };
}

import { momentOf } from '../../findings/index.ts';
import type { Found } from '../step.ts';
import { jwtBearerFlow } from './documents.ts';
import type { TokenAttempt, TokenStep } from './model.ts';

/** unverified: how much clocks may differ; third parties say three minutes. */
const SKEW_S = 180;
/** In seconds that is the year 5138; who gives more means milliseconds. */
const FAR = 100_000_000_000;

/**
 * It is not over. How far ahead it may end no page says that was read; the Salesforce CLI itself gives milliseconds where seconds are
 * meant, and is let in.
 */
export function judgeExpiry({ at, token }: TokenAttempt): TokenStep {
  return {
    id: 'expiry',
    layer: 'identity',
    title: 'It is within the time that it gives itself (exp)',
    rule: jwtBearerFlow,
    ...judge(at, token),
  };
}

function judge(at: Date, { expires, notBefore }: TokenAttempt['token']): Found {
  const evidence = { at: at.toISOString(), expires, notBefore };
  const now = at.getTime() / 1000;
  const remedy =
    'You: for a token that was kept, judge the moment at which it was made with --as-of DATE-TIME. Whoever runs the client: set its clock, and let tokens live for some minutes.';
  if (expires === null) {
    return {
      outcome: 'fail',
      detail: 'It does not say when it ends.',
      evidence,
      remedy: 'Whoever runs the client: put the end into exp, in seconds since 1970.',
    };
  }
  const late = now - expires;
  const early = notBefore === null ? -1 : notBefore - now;
  if (late < 0 && early <= 0) {
    const detail =
      expires > FAR
        ? 'It ends so far ahead that milliseconds were given where seconds are meant.'
        : `It ends at ${momentOf(new Date(expires * 1000))}.`;
    return { outcome: 'pass', detail, evidence };
  }
  const detail =
    late >= 0 ? `It ended at ${momentOf(new Date(expires * 1000))}.` : 'It only begins at a later time (nbf).';
  if (Math.max(late, early) <= SKEW_S) {
    return {
      outcome: 'unknown',
      detail: `${detail} That is no more than clocks may differ; how much Salesforce allows its page does not say.`,
      evidence,
      remedy,
    };
  }
  return { outcome: 'fail', detail, evidence, remedy };
}

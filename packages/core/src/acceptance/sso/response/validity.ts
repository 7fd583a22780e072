import { momentOf } from '../../../findings/index.ts';
import type { Found } from '../../step.ts';
import { loginErrors } from './documents.ts';
import type { SamlAssertion, SsoResponseAttempt, SsoResponseStep } from './model.ts';

/** unverified: how much clocks may differ; older editions of the page say three minutes. */
const SKEW_MS = 180_000;

/** A response lives for minutes; one that was saved is over soon. */
export function judgeValidity({ at, response }: SsoResponseAttempt): SsoResponseStep {
  return {
    id: 'validity',
    layer: 'identity',
    title: 'It is within the time that it gives itself',
    rule: loginErrors,
    ...judge(at, response.assertion),
  };
}

function judge(at: Date, assertion: SamlAssertion | null): Found {
  const { notBefore = null, notOnOrAfter = null } = assertion ?? {};
  const evidence = {
    at: at.toISOString(),
    notBefore: notBefore?.toISOString() ?? null,
    notOnOrAfter: notOnOrAfter?.toISOString() ?? null,
  };
  if (!assertion) return { outcome: 'unknown', detail: 'There is no assertion that can be read.', evidence };
  const remedy =
    'You: for a message that was saved, judge the moment at which it came with --as-of DATE-TIME. Whoever runs the identity provider: set its clock, and let assertions live for some minutes.';
  const late = notOnOrAfter === null ? -1 : at.getTime() - notOnOrAfter.getTime();
  const early = notBefore === null ? -1 : notBefore.getTime() - at.getTime() - 1;
  if (late < 0 && early < 0) {
    if (notOnOrAfter === null) return { outcome: 'unknown', detail: 'It does not say when it ends.', evidence, remedy };
    return { outcome: 'pass', detail: `It ends at ${momentOf(notOnOrAfter)}.`, evidence };
  }
  const detail =
    late >= 0 && notOnOrAfter
      ? `It ended at ${momentOf(notOnOrAfter)}.`
      : `It begins at ${momentOf(notBefore as Date)}.`;
  if (Math.max(late, early) <= SKEW_MS) {
    return {
      outcome: 'unknown',
      detail: `${detail} That is no more than clocks may differ; how much Salesforce allows its page does not say.`,
      evidence,
      remedy,
    };
  }
  return { outcome: 'fail', detail, evidence, remedy };
}

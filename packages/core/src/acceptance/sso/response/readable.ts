import type { Found } from '../../step.ts';
import { samlCore } from './documents.ts';
import type { SsoResponseAttempt, SsoResponseStep } from './model.ts';

const SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success';

/** The provider says that the log-in succeeded, and asserts something. */
export function judgeReadable({ response }: SsoResponseAttempt): SsoResponseStep {
  return {
    id: 'readable',
    layer: 'identity',
    title: 'The message is a response with an assertion, and says that the log-in succeeded',
    rule: samlCore('3.3.3'),
    ...judge(response),
  };
}

function judge({ status, assertions }: SsoResponseAttempt['response']): Found {
  const { plain, encrypted, misplaced } = assertions;
  const evidence = { status, assertions: plain, encrypted, misplaced };
  if (status !== SUCCESS) {
    const code = status?.split(':').at(-1)?.slice(0, 60);
    return {
      outcome: 'fail',
      detail: code
        ? `The provider itself says that it failed (${code}).`
        : 'It does not say that the log-in succeeded.',
      evidence,
      remedy: 'Whoever runs the identity provider: see in its log why it did not log the person in.',
    };
  }
  if (plain > 0) return { outcome: 'pass', detail: 'It says so, and brings an assertion.', evidence };
  if (encrypted > 0) {
    return {
      outcome: 'unknown',
      detail:
        'Its assertion is encrypted for the org, whose key it takes to read it. Only what is outside can be told here.',
      evidence,
      remedy: 'Whoever runs the identity provider: give out one message with encryption off, from a test log-in.',
    };
  }
  return {
    outcome: 'fail',
    detail: 'It brings no assertion, so that nobody is named.',
    evidence,
    remedy: 'Whoever runs the identity provider: have the response carry an assertion.',
  };
}

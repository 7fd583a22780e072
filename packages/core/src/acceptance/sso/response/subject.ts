import type { Found } from '../../step.ts';
import { loginErrors } from './documents.ts';
import type { SamlAssertion, SsoResponseAttempt, SsoResponseStep } from './model.ts';

/** It says who logs in, in a way that everybody reads alike. Who that is is neither shown nor compared. */
export function judgeSubject({ response }: SsoResponseAttempt): SsoResponseStep {
  return {
    id: 'subject',
    layer: 'identity',
    title: 'The assertion says who logs in, and may be used by whoever brings it',
    rule: loginErrors,
    ...judge(response.assertion),
  };
}

function judge(assertion: SamlAssertion | null): Found {
  if (!assertion) return { outcome: 'unknown', detail: 'There is no assertion that can be read.', evidence: {} };
  const { namesSubject, subjectHasComment, isBearer } = assertion;
  const evidence = { namesSubject, subjectHasComment, bearer: isBearer };
  if (!namesSubject) {
    return {
      outcome: 'fail',
      detail: 'It names no subject.',
      evidence,
      remedy:
        'Whoever runs the identity provider: have the assertion name the person (NameID), as the setting expects.',
    };
  }
  if (subjectHasComment) {
    return {
      outcome: 'unknown',
      detail:
        'A comment stands within the name of the subject. The signature does not cover comments, and what is read of a name that is cut in two no page says.',
      evidence,
      remedy:
        'Whoever runs the identity provider: find out where this message comes from; providers write no such names.',
    };
  }
  if (!isBearer) {
    return {
      outcome: 'unknown',
      detail: 'It does not say that whoever brings it may use it (bearer), as log-ins in the browser want.',
      evidence,
      remedy: 'Whoever runs the identity provider: confirm the subject by the method bearer.',
    };
  }
  return { outcome: 'pass', detail: 'It names a subject.', evidence };
}

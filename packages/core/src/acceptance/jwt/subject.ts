import { jwtBearerFlow } from './documents.ts';
import type { TokenAttempt, TokenStep } from './model.ts';

/** It names the user for whom access is asked. Who that is is neither shown nor looked up. */
export function judgeSubject({ token }: TokenAttempt): TokenStep {
  const step = {
    id: 'subject',
    layer: 'identity',
    title: 'It names the user (sub)',
    rule: jwtBearerFlow,
    evidence: { named: token.namesSubject },
  } as const;
  if (token.namesSubject) {
    return {
      ...step,
      outcome: 'pass',
      detail: 'It names one. Whether that user may use the app, and from where, was not looked at.',
    };
  }
  return {
    ...step,
    outcome: 'fail',
    detail: 'It names no user.',
    remedy: 'Whoever runs the client: put the username into sub.',
  };
}

import type { Found } from '../step.ts';
import { jwtBearerFlow } from './documents.ts';
import type { TokenAttempt, TokenStep } from './model.ts';

/** It names the app by its consumer key. Both are compared and neither is shown. */
export function judgeIssuer({ token, app }: TokenAttempt): TokenStep {
  return {
    id: 'issuer',
    layer: 'identity',
    title: 'It names the app (iss is its consumer key)',
    rule: jwtBearerFlow,
    ...judge(token.issuer, app),
  };
}

function judge(issuer: string | null, app: TokenAttempt['app']): Found {
  const wanted = app.kind === 'known' ? app.value.consumerKey : undefined;
  const evidence = { issued: issuer !== null, known: wanted !== undefined };
  if (issuer === null) {
    return {
      outcome: 'fail',
      detail: 'It does not say which app it is of.',
      evidence,
      remedy: 'Whoever runs the client: put the consumer key of the app into iss.',
    };
  }
  if (wanted === undefined) {
    return {
      outcome: 'unknown',
      detail: 'The consumer key of the app is not told.',
      evidence,
      remedy: "You: compare iss with the consumer key that the app's settings in Setup show.",
    };
  }
  if (issuer === wanted) return { outcome: 'pass', detail: 'It carries the consumer key of the app.', evidence };
  return {
    outcome: 'fail',
    detail: 'It carries another consumer key than that of the app.',
    evidence,
    remedy: 'Whoever runs the client: put the consumer key of this app into iss; each org has its own.',
  };
}

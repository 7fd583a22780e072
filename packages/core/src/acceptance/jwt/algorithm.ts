import type { Found } from '../step.ts';
import { jwtBearerFlow } from './documents.ts';
import type { TokenAttempt, TokenStep } from './model.ts';

/** Salesforce takes RSA with SHA-256. None and a shared secret prove nothing about a certificate. */
export function judgeAlgorithm({ token }: TokenAttempt): TokenStep {
  return {
    id: 'algorithm',
    layer: 'identity',
    title: 'It is signed with RSA and SHA-256 (RS256)',
    rule: jwtBearerFlow,
    ...judge(token.algorithm),
  };
}

function judge(algorithm: string): Found {
  const shown = algorithm.replace(/[^\w+.-]/g, '').slice(0, 20);
  const evidence = { algorithm: shown };
  if (algorithm === 'RS256') return { outcome: 'pass', detail: 'It is.', evidence };
  const why = /^none$/i.test(algorithm)
    ? 'It is not signed at all, so that anybody may have written it.'
    : /^HS/i.test(algorithm)
      ? `It is signed with a shared secret (${shown}): who knows the certificate could have made it.`
      : `It is signed with ${shown === '' ? 'nothing that it names' : shown}, and Salesforce takes RS256.`;
  return { outcome: 'fail', detail: why, evidence, remedy: 'Whoever runs the client: sign tokens with RS256.' };
}

import type { Found } from '../../step.ts';
import { assertionExamples } from './documents.ts';
import type { SamlSignature, SsoResponseAttempt, SsoResponseStep } from './model.ts';

/** Salesforce names RSA with SHA-1 or SHA-256; about the rest of RSA it is silent, and everything else it leaves out. */
const named = ['http://www.w3.org/2000/09/xmldsig#rsa-sha1', 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'];
const silent = /#(?:rsa-sha(?:224|384|512)|(?:sha\d+-)?rsa-MGF1|rsa-pss)$/;
const digests = ['http://www.w3.org/2000/09/xmldsig#sha1', 'http://www.w3.org/2001/04/xmlenc#sha256'];
const sha1 = /#(?:rsa-)?sha1$/;

/** The signature is of a kind that Salesforce names. One made with a shared secret (HMAC) proves nothing about a certificate. */
export function judgeAlgorithm({ response }: SsoResponseAttempt): SsoResponseStep {
  return {
    id: 'algorithm',
    layer: 'identity',
    title: 'It is signed with RSA and SHA-256 or SHA-1',
    rule: assertionExamples,
    ...judge(response.signatures.filter(({ over }) => over !== 'other')),
  };
}

function judge(signatures: readonly SamlSignature[]): Found {
  const algorithms = signatures.map(({ algorithm }) => algorithm);
  const evidence = { algorithms, digests: signatures.map(({ digest }) => digest) };
  const remedy = 'Whoever runs the identity provider: choose RSA with SHA-256 for signatures.';
  if (signatures.length === 0) return { outcome: 'not-applicable', detail: 'There is no signature.', evidence };
  const wrong = algorithms.find((one) => !named.includes(one) && !silent.test(one));
  if (wrong !== undefined) {
    const isHmac = /hmac/i.test(wrong);
    const detail = isHmac
      ? 'It is signed with a shared secret (HMAC), which proves nothing: who knows the certificate could have made it.'
      : `It is signed with ${shortOf(wrong)}, and Salesforce takes RSA.`;
    return { outcome: 'fail', detail, evidence, remedy };
  }
  const open = [
    ...algorithms.filter((one) => !named.includes(one)),
    ...evidence.digests.filter((one) => !digests.includes(one)),
  ];
  if (open[0] !== undefined) {
    return {
      outcome: 'unknown',
      detail: `It is signed with ${shortOf(open[0])}. Salesforce names RSA with SHA-1 or SHA-256 and says nothing of that.`,
      evidence,
      remedy,
    };
  }
  const isOld = [...algorithms, ...evidence.digests].some((one) => sha1.test(one));
  return {
    outcome: 'pass',
    detail: isOld
      ? 'It is signed with SHA-1, which Salesforce still names and which can be forged with effort: have the provider change to SHA-256.'
      : 'It is signed with RSA and SHA-256.',
    evidence,
  };
}

/** The last part of an identifier, which comes from a stranger. */
function shortOf(algorithm: string): string {
  const last = algorithm.split('#').at(-1) ?? '';
  return `"${last.replace(/[^\w.-]/g, '').slice(0, 40)}"`;
}

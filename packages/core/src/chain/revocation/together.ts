import type { StatusAnswer } from './crl-decision.ts';

/**
 * What several answers about one certificate come to, of lists and of OCSP. Who proves that it was revoked is believed before who
 * does not know of it. One answer that is good suffices, unless another names the certificate as revoked and may only not be used.
 *
 * @param answers at least one
 */
export function together<Answer extends StatusAnswer>(answers: readonly Answer[]): Answer | StatusAnswer {
  const revoked = answers.find(({ status }) => status === 'revoked');
  if (revoked) return revoked;
  const listed = answers.find((answer) => answer.listed);
  const good = answers.some(({ status }) => status === 'good');
  if (good && !listed) return { status: 'good' };
  const told = listed ? [listed] : answers;
  const reasons = told.flatMap(({ reason }) => reason ?? []);
  return {
    status: 'unknown',
    reason: [...reasons, ...(good ? ['Another answer says that it is good.'] : [])].join(' '),
    ...(listed ? { listed: true } : {}),
  };
}

import type { SignatureVerifier } from '../../chain/index.ts';
import { help, mutualAuthentication } from '../../uses/documents.ts';
import type { Found, InboundAttempt, InboundStep } from './model.ts';
import { namesList, revocationAnswers } from './revocation-answers.ts';
import type { Answered } from './revocation-answers.ts';
import type { SentPath } from './sent-path.ts';
import { called } from './wording.ts';

const ofUsers = help(
  'xcloud.security_certificate_based_auth_revocation_status',
  'Validate the Revocation Status of User Authentication Certificates',
);

/**
 * Salesforce asks revocation lists about the chain of an API client. For log-ins of people it asks only where that is switched
 * on; a certificate that its authority took back is refused here all the same.
 *
 * unverified: what Salesforce does when a list cannot be had; here no answer stays unknown.
 */
export async function judgeRevocation(
  attempt: InboundAttempt,
  sent: SentPath | undefined,
  signatures?: SignatureVerifier,
): Promise<InboundStep> {
  const { use } = attempt;
  return {
    id: 'revocation',
    layer: 'transport',
    title: 'No authority has revoked a certificate of the chain',
    rule: use === 'inbound-api-mtls' ? mutualAuthentication('Certificate Chain Validation') : ofUsers,
    ...(sent
      ? judge(await revocationAnswers(attempt, sent.path, sent.end.kind === 'listed', signatures), sent)
      : { outcome: 'not-applicable', detail: 'There is no chain.', evidence: {} }),
  };
}

function judge(answers: readonly Answered[], { path }: SentPath): Found {
  const evidence = {
    asked: answers.map(({ certificate }) => certificate.subject.text),
    status: answers.map(({ answer }) => answer.status),
  };
  const revoked = answers.find(({ answer }) => answer.status === 'revoked');
  if (revoked) {
    const own = revoked.certificate === path[0];
    return {
      outcome: 'fail',
      detail: `${called(revoked.certificate)} was taken back by its authority. ${revoked.answer.reason ?? ''}`.trim(),
      evidence,
      remedy: own
        ? 'Whoever runs the client: make a new key, have a certificate issued for it, and find out why this one was revoked.'
        : 'Whoever runs the client: ask the authority for a certificate under another intermediate.',
    };
  }
  const open = answers.find(({ answer }) => answer.status === 'unknown');
  if (open) {
    return {
      outcome: 'unknown',
      detail: `Whether ${called(open.certificate)} was revoked is not known. ${open.answer.reason ?? ''}`.trim(),
      evidence,
      remedy: namesList(open.certificate)
        ? 'Run again with --network crl, or give the revocation lists with --crl FILE.'
        : 'Whoever runs the client: ask the authority for its revocation list, and give it with --crl FILE.',
    };
  }
  if (answers.length === 0)
    return {
      outcome: 'not-applicable',
      detail: 'Nobody but its own key vouches for it, so no list can name it.',
      evidence,
    };
  return { outcome: 'pass', detail: 'The revocation lists of their authorities do not name them.', evidence };
}

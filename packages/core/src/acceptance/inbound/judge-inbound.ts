import type { SignatureVerifier } from '../../chain/index.ts';
import { verdictOf } from '../step.ts';
import { judgeChainSent } from './chain-sent.ts';
import { judgeDates } from './dates.ts';
import { judgeMapped } from './mapped.ts';
import type { InboundAttempt, InboundStepId, InboundVerdict } from './model.ts';
import { judgeMyDomain } from './my-domain.ts';
import { judgeOnList } from './on-list.ts';
import { judgePermission } from './permission.ts';
import { judgePort } from './port.ts';
import { judgePurpose } from './purpose.ts';
import { judgeRevocation } from './revocation.ts';
import { judgeRootListed } from './root-listed.ts';
import { judgeSameCertificate } from './same-certificate.ts';
import { sentPath } from './sent-path.ts';
import { judgeSignatures } from './signatures.ts';

/**
 * Would Salesforce let a client in with this certificate chain? The two layers of its own article, step by step: the chain
 * first, then whose certificate it is. Every step is evaluated as far as it can be, also behind the one that decides.
 *
 * @param attempt what the client sends, and what is known of the org; what is not known is never taken for granted
 * @param signatures who verifies; default: node:crypto where there is one, else WebCrypto
 * @source Salesforce Help 000383575 (API); Salesforce's taxonomy, "Inbound User mTLS" (log-ins of people)
 */
export async function judgeInbound(attempt: InboundAttempt, signatures?: SignatureVerifier): Promise<InboundVerdict> {
  const sent = attempt.presented && (await sentPath(attempt, attempt.presented, signatures));
  const isApi = attempt.use === 'inbound-api-mtls';
  return verdictOf<InboundStepId>([
    judgeMyDomain(attempt),
    ...(isApi ? [judgePort(attempt)] : []),
    judgeChainSent(attempt, sent),
    judgeSignatures(attempt, sent),
    judgeDates(attempt, sent),
    await judgeRevocation(attempt, sent, signatures),
    judgeRootListed(attempt, sent),
    judgePurpose(attempt, sent),
    ...(isApi
      ? [judgePermission(attempt), judgeOnList(attempt), judgeSameCertificate(attempt)]
      : [judgeMapped(attempt)]),
  ]);
}

import type { SignatureVerifier } from '../../chain/index.ts';
import { judgeServers } from '../server/index.ts';
import { verdictOf } from '../step.ts';
import { judgeAccepted } from './accepted.ts';
import { judgeAsked } from './asked.ts';
import { judgeClientChain } from './client-chain.ts';
import { judgeClientDates } from './client-dates.ts';
import { judgeClientKey } from './client-key.ts';
import { judgeClientNames } from './client-names.ts';
import { judgeClientPurpose } from './client-purpose.ts';
import { judgeClientRevocation } from './client-revocation.ts';
import type { OutboundAttempt, OutboundStep, OutboundStepId, OutboundVerdict } from './model.ts';
import { judgeServerSteps } from './server-steps.ts';

/**
 * Would a call from Salesforce to this server come through? First the server, as Salesforce judges whom it calls; then the client
 * certificate, as far as anybody but the server's operator can tell. Every step is evaluated, also behind the one that decides.
 *
 * @param signatures who verifies; default: node:crypto where there is one, else WebCrypto
 * @source Salesforce's taxonomy, "Outbound Apex One-Way TLS" and "Outbound Apex mTLS"; Salesforce Help 000385468
 */
export async function judgeOutbound(
  attempt: OutboundAttempt,
  signatures?: SignatureVerifier,
): Promise<OutboundVerdict> {
  const { at, seen, trustStore, client } = attempt;
  const given = { ...(trustStore ? { trustStore } : {}), ...(signatures ? { signatures } : {}) };
  const server = judgeServerSteps(attempt, await judgeServers([seen], { at, ...given }));
  const asked = judgeAsked(attempt);
  const ofClient: readonly OutboundStep[] = client
    ? [
        judgeClientKey(client),
        judgeClientChain(attempt, client),
        judgeClientDates(attempt, client),
        await judgeClientRevocation(attempt, client, signatures),
        judgeClientPurpose(attempt, client),
        judgeClientNames(attempt, client),
        judgeAccepted(attempt, client),
      ]
    : [];
  return verdictOf<OutboundStepId>([...server, asked, ...ofClient]);
}

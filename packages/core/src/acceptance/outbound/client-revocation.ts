import type { SignatureVerifier } from '../../chain/index.ts';
import { label } from '../../chain/certificate-label.ts';
import { listOf } from '../../findings/index.ts';
import { heldChain } from '../../inventory/index.ts';
import { outboundApexMtls } from '../../uses/outbound-apex-mtls.ts';
import { namesList, revocationAnswers } from '../inbound/revocation-answers.ts';
import type { Answered } from '../inbound/revocation-answers.ts';
import type { Found } from '../step.ts';
import { notRead, unlessTaken, whereSent } from './client-side.ts';
import type { OutboundAttempt, OutboundClient, OutboundStep } from './model.ts';

/**
 * What the server asks of revocation only its operator can tell. A certificate that its authority took back is refused here all
 * the same; without an answer it stays unknown, unless the server was seen to take it.
 */
export async function judgeClientRevocation(
  attempt: OutboundAttempt,
  client: OutboundClient,
  signatures?: SignatureVerifier,
): Promise<OutboundStep> {
  const path = heldChain(client.certificates)?.path ?? [];
  const top = path.length > 1 ? path[path.length - 1] : undefined;
  const answers = await revocationAnswers(attempt, path, false, signatures);
  // Of the last one of the chain the issuer, whose key proves a list, is rarely stored; the server has it.
  const told = answers.filter(({ certificate, answer }) => certificate !== top || answer.status !== 'unknown');
  const found = path.length === 0 ? notRead(client) : judge(told);
  return {
    id: 'client-revocation',
    layer: 'identity',
    title: 'Its authority has not revoked it',
    rule: outboundApexMtls.revocation.source,
    ...whereSent(attempt, found.outcome === 'fail' ? found : unlessTaken(attempt, found)),
  };
}

function judge(answers: readonly Answered[]): Found {
  const evidence = {
    asked: answers.map(({ certificate }) => certificate.subject.text),
    status: answers.map(({ answer }) => answer.status),
  };
  const revoked = answers.find(({ answer }) => answer.status === 'revoked');
  if (revoked) {
    return {
      outcome: 'fail',
      detail: `${label(revoked.certificate)} was taken back by its authority. ${revoked.answer.reason ?? ''}`.trim(),
      evidence,
      remedy: 'An admin: make a new key, have a certificate issued for it, and find out why this one was revoked.',
    };
  }
  const open = answers.find(({ answer }) => answer.status === 'unknown');
  if (open) {
    return {
      outcome: 'unknown',
      detail: `Whether ${label(open.certificate)} was revoked is not known. ${open.answer.reason ?? ''}`.trim(),
      evidence,
      remedy: namesList(open.certificate)
        ? 'You: run again with --network crl, or give the revocation lists with --crl FILE.'
        : 'You: ask the authority for its revocation list, and give it with --crl FILE.',
    };
  }
  if (answers.length === 0)
    return { outcome: 'not-applicable', detail: 'It is self-signed, so no list can name it.', evidence };
  return {
    outcome: 'pass',
    detail: `${listOf(answers.map(({ certificate }) => label(certificate)))} ${answers.length === 1 ? 'is' : 'are'} on no revocation list.`,
    evidence,
  };
}

import { label } from '../../chain/certificate-label.ts';
import { plural } from '../../findings/index.ts';
import { heldChain } from '../../inventory/index.ts';
import { outboundApexMtls } from '../../uses/outbound-apex-mtls.ts';
import type { Found } from '../step.ts';
import { notRead, unlessTaken, whereSent } from './client-side.ts';
import type { OutboundAttempt, OutboundClient, OutboundStep } from './model.ts';

/** Salesforce sends what is stored with the certificate; whether the server needs the chain, only its operator can tell. */
export function judgeClientChain(attempt: OutboundAttempt, client: OutboundClient): OutboundStep {
  return {
    id: 'client-chain',
    layer: 'identity',
    title: 'The intermediates are stored with it, and so sent along',
    rule: outboundApexMtls.chainMustBeSent.source,
    ...whereSent(attempt, unlessTaken(attempt, judge(client))),
  };
}

function judge(client: OutboundClient): Found {
  const { certificates } = client;
  const chain = heldChain(certificates);
  if (!chain) return notRead(client);
  const { complete, inOrder, leaf, path } = chain;
  const evidence = {
    stored: certificates.map(({ subject }) => subject.text),
    path: path.map(({ subject }) => subject.text),
    inOrder,
    complete,
  };
  if (!inOrder) {
    return {
      outcome: 'unknown',
      detail:
        'They are stored in the wrong order. No page says whether Salesforce puts them in order before it sends them.',
      evidence,
      remedy:
        'An admin: upload the chain again, the certificate first and each intermediate behind the one that it vouches for.',
    };
  }
  if (complete && path.length === 1) {
    return { outcome: 'pass', detail: `${label(leaf)} is self-signed: nothing stands above it.`, evidence };
  }
  if (path.length === 1) {
    return {
      outcome: 'unknown',
      detail: `${label(leaf)} is stored alone. A server that does not have "${leaf.issuer.text}", which issued it, cannot follow it to a root.`,
      evidence,
      remedy:
        'An admin: upload it again with its intermediates, or ask whoever runs the server whether it has them itself.',
    };
  }
  return {
    outcome: 'pass',
    detail: `${plural(path.length, 'certificate')} of the chain are stored together.`,
    evidence,
  };
}

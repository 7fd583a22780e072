import { label } from '../../chain/certificate-label.ts';
import { heldChain } from '../../inventory/index.ts';
import { outboundApexMtls } from '../../uses/outbound-apex-mtls.ts';
import type { Found } from '../step.ts';
import { ASK_OPERATOR, notRead, unlessTaken, whereSent } from './client-side.ts';
import type { OutboundAttempt, OutboundClient, OutboundStep } from './model.ts';

const CLIENT = '1.3.6.1.5.5.7.3.2';

/** The server decides; that it wants client authentication is to be expected. A certificate without a purpose is not restricted. */
export function judgeClientPurpose(attempt: OutboundAttempt, client: OutboundClient): OutboundStep {
  return {
    id: 'client-purpose',
    layer: 'identity',
    title: 'It may be used as a client (client authentication, EKU)',
    rule: outboundApexMtls.purpose.source,
    ...whereSent(attempt, unlessTaken(attempt, judge(client))),
  };
}

function judge(client: OutboundClient): Found {
  const leaf = heldChain(client.certificates)?.leaf;
  if (!leaf) return notRead(client);
  const stated = leaf.extensions.extendedKeyUsage;
  const evidence = { extendedKeyUsage: stated ?? [], stated: stated !== undefined };
  if (stated?.includes(CLIENT)) return { outcome: 'pass', detail: 'It names client authentication.', evidence };
  if (stated === undefined || stated.includes('2.5.29.37.0')) {
    const how = stated === undefined ? 'names no purpose, so none is forbidden' : 'is for any purpose';
    return {
      outcome: 'unknown',
      detail: `${label(leaf)} ${how}. Most servers take that; whether this one does, only its operator can tell.`,
      evidence,
      remedy: ASK_OPERATOR,
    };
  }
  return {
    outcome: 'fail',
    detail: `${label(leaf)} names purposes, and client authentication is not among them; servers refuse such a certificate.`,
    evidence,
    remedy:
      'An admin: have a certificate issued that names client authentication (clientAuth). For calls from Salesforce a private authority will do.',
  };
}

import { heldChain } from '../../inventory/index.ts';
import { outboundApexMtls } from '../../uses/outbound-apex-mtls.ts';
import type { Found } from '../step.ts';
import type { ClientKey, OutboundClient, OutboundStep } from './model.ts';

/** The org holds the certificate and its private key, ready to be used. */
export function judgeClientKey({ key, certificates }: OutboundClient): OutboundStep {
  return {
    id: 'client-key',
    layer: 'identity',
    title: 'The client certificate is there with its private key',
    rule: outboundApexMtls.privateKeyInOrg.source,
    ...judge(key, heldChain(certificates)?.leaf.fingerprint ?? null),
  };
}

function judge(key: ClientKey, certificate: string | null): Found {
  switch (key.kind) {
    case 'given':
      return {
        outcome: 'pass',
        detail: 'Certificate and key were given, and belong together. That the org holds them was not looked at.',
        evidence: { key: 'given', certificate },
      };
    case 'held':
      return {
        outcome: 'pass',
        detail: `Certificate and Key Management holds ${key.name} with its key.`,
        evidence: { key: 'held', name: key.name, certificate },
      };
    case 'pending':
      return {
        outcome: 'fail',
        detail: `${key.name} still waits for its signed certificate: there is a key and nothing to show.`,
        evidence: { key: 'pending', name: key.name, certificate },
        remedy: 'An admin: have its signing request signed, and upload the chain in Certificate and Key Management.',
      };
    case 'absent':
      return { outcome: 'fail', detail: key.reason, evidence: { key: 'absent', certificate }, remedy: key.remedy };
    case 'unknown': {
      const { reason, remedy, permission } = key;
      return {
        outcome: 'unknown',
        detail: reason,
        evidence: { key: null, certificate },
        ...(remedy === undefined ? {} : { remedy }),
        ...(permission === undefined ? {} : { permission }),
      };
    }
  }
}

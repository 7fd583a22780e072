import { sha256Hex } from '../../x509/index.ts';
import type { Certificate } from '../../x509/index.ts';
import { taxonomy } from '../../uses/documents.ts';
import { label } from '../../chain/certificate-label.ts';
import type { Chosen, SsoAttempt, SsoStep } from './model.ts';

/**
 * The certificate that the setting holds is one with which the identity provider signs.
 *
 * unverified: whether another certificate of the same key is enough for Salesforce, as it is for the signature
 */
export function judgeSameCertificate({ provider }: SsoAttempt, chosen: Chosen): SsoStep {
  const held = 'setting' in chosen ? chosen.setting.certificate : undefined;
  const step = {
    id: 'same-certificate',
    layer: 'identity',
    title: "The setting holds the identity provider's own certificate",
    rule: taxonomy('Inbound SSO'),
    evidence: {
      held: held?.fingerprint ?? null,
      announced: provider.signing.map(({ fingerprint }) => fingerprint),
    },
  } as const;
  if (!('setting' in chosen))
    return {
      ...step,
      outcome: 'unknown',
      detail: 'It is not known which setting is meant, so there is nothing to compare.',
    };
  const { name } = chosen.setting;
  if (!held) {
    return {
      ...step,
      outcome: 'unknown',
      detail: `The certificate of ${name} could not be read.`,
      remedy: 'An admin: look in Setup > Single Sign-On Settings.',
    };
  }
  if (provider.signing.some(({ fingerprint }) => fingerprint === held.fingerprint))
    return { ...step, outcome: 'pass', detail: `${name} holds ${label(held)}, which the identity provider announces.` };
  if (provider.signing.some((one) => keyOf(one) === keyOf(held))) {
    return {
      ...step,
      outcome: 'unknown',
      detail: `${name} holds another certificate of the same key. The signature fits; whether Salesforce also compares the certificate no page says.`,
      remedy: 'An admin: put the certificate of the metadata into the setting.',
    };
  }
  return {
    ...step,
    outcome: 'fail',
    detail: `${name} holds ${label(held)}, with a key that the identity provider does not announce.`,
    remedy:
      'An admin: put the certificate of the metadata into the setting, at the moment when the identity provider begins to sign with it.',
  };
}

const keyOf = ({ publicKey }: Certificate): string => sha256Hex(publicKey.spki);

import { harmless, heldChain, readBody } from '@cert-health/core';
import type { Certificate } from '@cert-health/core';
import { decodeText } from '../../project/decode-text.ts';
import { voucherOf } from '../../simulate/saml/metadata-signature.ts';
import type { MetadataVoucher } from '../../simulate/saml/metadata-signature.ts';
import { samlMetadataIn } from '../../simulate/saml-metadata.ts';
import { VerifyInputError } from '../../verify/verify-error.ts';
import { StepProblem } from '../execution/step-problem.ts';
import type { Arrival } from './choose-new.ts';

/** What is known of whoever gives a certificate. */
export interface Expected {
  /** A path or an address, for sentences. */
  readonly from: string;
  /** The certificate that the org believes today. */
  readonly inUse: Certificate | undefined;
  /** The issuer that the configuration expects; undefined: it expects none. */
  readonly issuer: string | undefined;
}

/**
 * The certificates that somebody gives: metadata of an identity provider, or a file of certificates.
 *
 * @throws {StepProblem} for what is neither, is about somebody else, or was altered.
 */
export function readArrival(bytes: Uint8Array, expected: Expected): Arrival {
  const decoded = decodeText(bytes);
  const text = 'problem' in decoded ? '' : decoded.text.replace(/^\ufeff/, '').trimStart();
  if (/^<(?:!doctype\s+html|html)\b/i.test(text)) {
    throw new StepProblem(
      `${expected.from} gives a web page in place of metadata, as it does where somebody has to log in first: check the address.`,
    );
  }
  return text.startsWith('<') ? ofMetadata(bytes, text, expected) : ofFile(bytes, expected);
}

function ofMetadata(bytes: Uint8Array, text: string, { from, inUse, issuer }: Expected): Arrival {
  const { entityId, signing } = metadataIn(bytes, from);
  if (issuer === undefined) {
    throw new StepProblem(
      `${from} is metadata of an identity provider, and what holds the certificate in the org names no issuer to compare it with: give the certificate in a file.`,
    );
  }
  if (entityId !== issuer) {
    throw new StepProblem(
      `${from} is about ${harmless(entityId)}, and the configuration expects another issuer: name the metadata of the right identity provider.`,
    );
  }
  const voucher = voucherOf(text, { inUse, announced: signing });
  if (voucher === 'altered') {
    throw new StepProblem(
      `${from} is signed, and is not what was signed: somebody altered it on the way. Nothing of it is used; ask the owner of the identity provider.`,
    );
  }
  const isAnnounced = signing.some(({ fingerprint }) => fingerprint === inUse?.fingerprint);
  return {
    chains: signing.map((one) => [one] as const),
    notes: [vouchers[voucher], ...keysInWords(signing.length, isAnnounced)],
  };
}

function metadataIn(bytes: Uint8Array, from: string): ReturnType<typeof samlMetadataIn> {
  try {
    return samlMetadataIn(bytes, from);
  } catch (error) {
    if (error instanceof VerifyInputError) throw new StepProblem(error.message);
    throw error;
  }
}

const vouchers: Readonly<Record<Exclude<MetadataVoucher, 'altered'>, string>> = {
  nobody: 'The metadata is not signed: that it is genuine shows only by where it came from.',
  'in-use': 'The metadata is signed with the key that the org believes today.',
  announced:
    'The metadata is signed with a key that it announces itself: it is whole, and that it is genuine shows only by where it came from.',
  other:
    'The metadata is signed with a key that the org does not know: it is whole, and that it is genuine shows only by where it came from.',
  'not-told':
    'The metadata is signed in a way that cannot be checked here: that it is genuine shows only by where it came from.',
};

/** With which of several keys a provider signs, metadata never says. */
function keysInWords(count: number, isAnnounced: boolean): string[] {
  if (!isAnnounced)
    return [
      'The certificate in use is not announced any more: the identity provider may sign with the new key already. Ask at once.',
    ];
  if (count === 1) return [];
  return [
    `${count} certificates are announced, as before a change of keys: with which one the identity provider signs today the metadata does not say. Agree on the moment.`,
  ];
}

function ofFile(bytes: Uint8Array, { from }: Expected): Arrival {
  const { certificates, hasPrivateKey, problem } = readBody(bytes);
  if (hasPrivateKey) {
    throw new StepProblem(
      `${from} holds a private key, which only its owner may have: take the certificate alone, and tell the owner that the key is known to others.`,
    );
  }
  const held = heldChain(certificates);
  if (!held) throw new StepProblem(`${from} holds no certificate that can be read. ${problem ?? ''}`.trim());
  const { leaf, path, strays, strangers } = held;
  const own: readonly [Certificate, ...Certificate[]] = [leaf, ...path.slice(1)];
  const others = path.length === 1 ? strays : strangers;
  return { chains: [own, ...others.map((one) => [one] as const)], notes: [] };
}

import { heldChain } from '../../inventory/index.ts';
import type { Certificate } from '../../x509/index.ts';
import type { Found, NotKnown, StoredCertificate } from './model.ts';

/** What the two steps share that look a certificate up on the mutual authentication list. */

export const UPLOAD =
  'An admin: upload the certificate in Setup > Certificate and Key Management > Mutual Authentication Certificates, before the client uses it.';
export const NOT_COMPARED: Found = {
  outcome: 'not-applicable',
  detail: 'For a user without the permission no certificate is looked up.',
  evidence: {},
};

/** A step that cannot be told, with what would change that. */
export function notKnown({ reason, remedy, permission }: NotKnown): Found {
  return {
    outcome: 'unknown',
    detail: reason,
    evidence: {},
    ...(remedy === undefined ? {} : { remedy }),
    ...(permission === undefined ? {} : { permission }),
  };
}

/** Of an entry with its chain, the certificate that it is about. */
export const ownOf = ({ certificates }: StoredCertificate): Certificate | undefined => heldChain(certificates)?.leaf;

/**
 * The entry of that very certificate or, where there is none, those with its subject.
 *
 * unverified: by what of a certificate Salesforce looks its entry up.
 */
export function entriesFor(list: readonly StoredCertificate[], leaf: Certificate): StoredCertificate[] {
  const same = list.filter((entry) => ownOf(entry)?.fingerprint === leaf.fingerprint);
  if (same.length > 0) return same;
  return list.filter((entry) => ownOf(entry)?.subject.canonical === leaf.subject.canonical);
}

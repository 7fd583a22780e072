import { mutualAuthentication } from '../../uses/documents.ts';
import { entriesFor, NOT_COMPARED, notKnown, ownOf, UPLOAD } from './lookup.ts';
import type { Found, InboundAttempt, InboundStep } from './model.ts';
import { isEnforced } from './permission.ts';

/** The entry that was found is the very certificate that the client presents. */
export function judgeSameCertificate(attempt: InboundAttempt): InboundStep {
  return {
    id: 'same-certificate',
    layer: 'identity',
    title: 'It is the very certificate that was uploaded',
    rule: mutualAuthentication('Certificate Identity Verification'),
    ...compare(attempt),
  };
}

function compare(attempt: InboundAttempt): Found {
  const { presented, list } = attempt;
  const enforced = isEnforced(attempt);
  if (enforced === false) return NOT_COMPARED;
  if (!presented) {
    const outcome = enforced === null ? 'unknown' : 'not-applicable';
    return { outcome, detail: 'There is no certificate to compare.', evidence: { presented: false } };
  }
  if (list.kind === 'unknown') return notKnown(list);
  const { leaf } = presented;
  const entries = entriesFor(list.value, leaf);
  const uploaded = entries.map((entry) => ownOf(entry)?.fingerprint ?? '');
  const evidence = { certificate: leaf.fingerprint, uploaded };
  if (entries.length === 0) {
    const unread = list.value.some(({ certificates }) => certificates.length === 0);
    return {
      outcome: enforced === null || unread ? 'unknown' : 'not-applicable',
      detail: 'There is no entry to compare it with.',
      evidence,
    };
  }
  if (uploaded.includes(leaf.fingerprint))
    return { outcome: 'pass', detail: 'It is the same, byte for byte.', evidence };
  const detail = `${entries.map(({ name }) => name).join(', ')} is another certificate with the same subject, such as the one before or after a renewal.`;
  if (enforced === null)
    return {
      outcome: 'unknown',
      detail: `${detail} Whether that matters depends on the user.`,
      evidence,
      remedy: UPLOAD,
    };
  return { outcome: 'fail', detail, evidence, remedy: UPLOAD };
}

import { mutualAuthentication } from '../../uses/documents.ts';
import { entriesFor, NOT_COMPARED, notKnown, UPLOAD } from './lookup.ts';
import type { Found, InboundAttempt, InboundStep } from './model.ts';
import { isEnforced } from './permission.ts';
import { called } from './wording.ts';

const rule = mutualAuthentication('Certificate Identity Verification');
/**
 * What the certificate says of its owner leads to an entry of the mutual authentication list.
 *
 * unverified: by what of the certificate Salesforce looks; here an entry with the same subject counts as found, and whether
 * it is the same certificate is the next step.
 */
export function judgeOnList(attempt: InboundAttempt): InboundStep {
  return {
    id: 'on-list',
    layer: 'identity',
    title: 'The certificate is on the mutual authentication list',
    rule,
    ...lookUp(attempt),
  };
}

function lookUp(attempt: InboundAttempt): Found {
  const { presented, list } = attempt;
  const enforced = isEnforced(attempt);
  if (enforced === false) return NOT_COMPARED;
  if (!presented) {
    const evidence = { presented: false };
    if (enforced === null)
      return { outcome: 'unknown', detail: 'Whether one is needed depends on the user.', evidence };
    return {
      outcome: 'fail',
      detail: 'The client presents no certificate, and the user is refused without one.',
      evidence,
      remedy: 'Whoever runs the client: present the certificate that is on the list.',
    };
  }
  if (list.kind === 'unknown') return notKnown(list);
  const { leaf } = presented;
  const entries = entriesFor(list.value, leaf);
  const evidence = {
    certificate: leaf.fingerprint,
    onList: entries.length > 0,
    entries: entries.map(({ name }) => name),
    listed: list.value.length,
  };
  if (entries.length > 0)
    return { outcome: 'pass', detail: `It is found as ${entries.map(({ name }) => name).join(', ')}.`, evidence };
  const unread = list.value.filter(({ certificates }) => certificates.length === 0).map(({ name }) => name);
  if (unread.length > 0) {
    return {
      outcome: 'unknown',
      detail: `It is none of those that could be read; ${unread.join(', ')} could not.`,
      evidence,
      remedy: 'An admin: look at these in Setup > Certificate and Key Management > Mutual Authentication Certificates.',
    };
  }
  const detail = `${called(leaf)} is not on the list, which has ${list.value.length === 0 ? 'no entry' : `${list.value.length}`}.`;
  if (enforced === null)
    return {
      outcome: 'unknown',
      detail: `${detail} Whether that matters depends on the user.`,
      evidence,
      remedy: UPLOAD,
    };
  return { outcome: 'fail', detail, evidence, remedy: UPLOAD };
}

import { mutualAuthentication } from '../../uses/documents.ts';
import { notKnown } from './lookup.ts';
import type { InboundAttempt, InboundStep } from './model.ts';

export const ENFORCE = 'Enforce SSL/TLS Mutual Authentication';

/** Whether the user must present a certificate of the list. Both answers let the next steps go on; not knowing does not. */
export function judgePermission({ user, enforced }: InboundAttempt): InboundStep {
  const step = {
    id: 'permission',
    layer: 'identity',
    title: `It is known whether the user must present a certificate ("${ENFORCE}")`,
    rule: mutualAuthentication('Certificate Identity Verification'),
  } as const;
  if (!user) {
    return {
      ...step,
      outcome: 'unknown',
      detail: 'Nobody is named who calls.',
      evidence: { user: null, enforced: null },
      remedy: 'Name the user of the client with --user USERNAME, and the org with --target-org.',
    };
  }
  const { username, active } = user;
  const evidence = { user: username, enforced: enforced.kind === 'known' ? enforced.value : null };
  if (active.kind === 'known' && !active.value) {
    return {
      ...step,
      outcome: 'fail',
      detail: `${username} is not active, so nobody gets in as that user.`,
      evidence: { ...evidence, active: false },
      remedy: 'An admin: activate the user, or have the client use another one.',
    };
  }
  const unknown = [enforced, active].find(({ kind }) => kind === 'unknown');
  if (unknown?.kind === 'unknown') return { ...step, ...notKnown(unknown), evidence };
  return {
    ...step,
    outcome: 'pass',
    detail: evidence.enforced
      ? `${username} holds it: the certificate must be one of the list.`
      : `${username} does not hold it: no certificate is compared, and none is needed. An upload alone enforces nothing.`,
    evidence,
  };
}

/** Whether the certificate is compared at all; null: not known. */
export function isEnforced({ user, enforced }: InboundAttempt): boolean | null {
  return user && enforced.kind === 'known' ? enforced.value : null;
}

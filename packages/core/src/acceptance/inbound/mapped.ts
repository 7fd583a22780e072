import { taxonomy } from '../../uses/documents.ts';
import { notKnown, ownOf } from './lookup.ts';
import type { Found, InboundAttempt, InboundStep, MappedCertificate } from './model.ts';
import { called } from './wording.ts';

const UPLOAD =
  'An admin: upload the certificate for that user in Setup > User Authentication Certificates, or have the user choose the one that is there.';

/** The certificate that a browser presents belongs to the user who logs in. */
export function judgeMapped(attempt: InboundAttempt): InboundStep {
  return {
    id: 'mapped',
    layer: 'identity',
    title: 'The certificate is mapped to the user',
    rule: taxonomy('Inbound User mTLS'),
    ...judge(attempt),
  };
}

function judge({ presented, user, mapped }: InboundAttempt): Found {
  if (!presented) return { outcome: 'not-applicable', detail: 'There is no certificate.', evidence: {} };
  const { leaf } = presented;
  if (user?.active.kind === 'known' && !user.active.value) {
    return {
      outcome: 'fail',
      detail: `${user.username} is not active, so nobody gets in as that user.`,
      evidence: { user: user.username, active: false },
      remedy: 'An admin: activate the user.',
    };
  }
  if (mapped.kind === 'unknown') {
    return { ...notKnown(mapped), evidence: { user: user?.username ?? null } };
  }
  const entries = mapped.value.filter((one) => ownOf(one)?.fingerprint === leaf.fingerprint);
  const owners = [...new Set(entries.flatMap(({ owner }) => (owner.kind === 'known' ? owner.value : [])))];
  const evidence = {
    user: user?.username ?? null,
    certificate: leaf.fingerprint,
    entries: entries.map(({ name }) => name),
    mappedTo: owners,
  };
  if (entries.length === 0) return { ...absent(mapped.value, called(leaf)), evidence };
  if (!user) {
    return {
      outcome: 'unknown',
      detail: `It is uploaded as ${entries.map(({ name }) => name).join(', ')}, and nobody is named who logs in.`,
      evidence,
      remedy: 'Name the user with --user USERNAME.',
    };
  }
  if (user.active.kind === 'unknown') {
    return { ...notKnown(user.active), evidence };
  }
  if (owners.some((one) => one.toLowerCase() === user.username.toLowerCase()))
    return { outcome: 'pass', detail: `It is mapped to ${user.username}.`, evidence };
  const untold = entries.find(({ owner }) => owner.kind === 'unknown')?.owner;
  if (untold?.kind === 'unknown') return { ...notKnown(untold), evidence };
  const detail = `It is mapped to ${owners.join(', ')}, not to ${user.username}.`;
  return { outcome: 'fail', detail, evidence, remedy: UPLOAD };
}

function absent(mapped: readonly MappedCertificate[], name: string): Omit<Found, 'evidence'> {
  const unread = mapped.filter(({ certificates }) => certificates.length === 0).map((one) => one.name);
  if (unread.length === 0) return { outcome: 'fail', detail: `${name} is not uploaded for any user.`, remedy: UPLOAD };
  return {
    outcome: 'unknown',
    detail: `It is none of those that could be read; ${unread.join(', ')} could not.`,
    remedy: 'An admin: look at these in Setup > User Authentication Certificates.',
  };
}

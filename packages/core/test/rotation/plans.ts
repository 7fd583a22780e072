import type { RotationKind, RotationPlan, StepId, StepPlan } from '@cert-health/core';
import { stepIds } from '@cert-health/core';

const stepsOf: Readonly<Record<RotationKind, readonly StepId[]>> = {
  'renew-in-place': ['preflight', 'request', 'sign', 'judge', 'install', 'verify', 'confirm'],
  'new-key': stepIds,
  'self-signed': ['preflight', 'request', 'judge', 'verify', 'switch', 'confirm', 'retire'],
  'mutual-authentication': stepIds,
  'user-certificate': stepIds,
  carried: ['preflight', 'request', 'judge', 'verify', 'switch', 'confirm'],
  guided: ['preflight', 'request', 'judge', 'install', 'verify', 'switch', 'confirm', 'retire'],
};

const unchanging: ReadonlySet<StepId> = new Set(['preflight', 'sign', 'judge', 'verify', 'confirm', 'retire']);

/** A plan by hand, so that the machine is tried apart from what makes plans. */
export function planOf(
  kind: RotationKind,
  more: Partial<RotationPlan> & { readonly waits?: readonly StepId[]; readonly byHandCount?: number } = {},
): RotationPlan {
  const { waits = [], byHandCount = 0, ...rest } = more;
  const steps = stepsOf[kind].map((id): StepPlan => ({
    id,
    title: id,
    precondition: '',
    effect: '',
    verification: '',
    changes: [],
    ...(unchanging.has(id) ? {} : { undo: 'as it was' }),
    ...(waits.includes(id) ? { waits: { who: 'partner', what: 'Somebody must act.' } } : {}),
  }));
  const isInPlace = kind === 'renew-in-place' || kind === 'carried';
  const reference = (name: string, field: string) => ({ source: 'org.named-credentials', name, field });
  return {
    id: 'Old-12345678',
    certificate: 'Old',
    source: 'org.certificates',
    kind,
    entry: { certificate: 'Old' },
    authority: null,
    reason: 'Due.',
    dueOn: null,
    ...(isInPlace ? {} : { successor: 'Old_202701' }),
    holdBefore: [],
    steps,
    references:
      kind === 'new-key' || kind === 'self-signed'
        ? ['A', 'B'].map((name) => reference(name, 'NamedCredential.certificate'))
        : [],
    byHand: Array.from({ length: byHandCount }, (_, n) => ({
      reference: reference(`Class${n}`, 'ApexClass.Auth.JWS'),
      instruction: '',
      blocks: true,
    })),
    breaks: [],
    warnings: [],
    ...rest,
  };
}

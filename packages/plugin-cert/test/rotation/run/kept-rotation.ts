/** Rotations as they are kept, for what is told of them. */
import type { StepId } from '@cert-health/core';
import type { KeptRotation } from '../../../src/rotation/run/run-result.ts';

export function keptRotation(
  id: string,
  state: KeptRotation['state'],
  { at, ...more }: Partial<KeptRotation> & { readonly at?: StepId } = {},
): KeptRotation {
  const ids: readonly StepId[] = ['preflight', 'request', 'sign', 'switch', 'confirm', 'retire'];
  const reached = at === undefined ? -1 : ids.indexOf(at);
  const [certificate = id] = id.split('-');
  return {
    id,
    certificate,
    source: 'org.certificates',
    kind: 'new-key',
    entry: { certificate },
    authority: 'corporate',
    reason: 'Due.',
    dueOn: null,
    successor: `${certificate}_202701`,
    holdBefore: [],
    steps: ids.map((step, position) => ({
      id: step,
      title: step,
      precondition: '',
      effect: '',
      verification: '',
      changes: [],
      state: position < reached ? 'done' : position === reached ? 'running' : 'open',
    })),
    references: [],
    byHand: [],
    breaks: [],
    warnings: [],
    plannedAt: '2027-01-01T00:00:00.000Z',
    org: '00D000000000001AAA',
    state,
    ...more,
  };
}

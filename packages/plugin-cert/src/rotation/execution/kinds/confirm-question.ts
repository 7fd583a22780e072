import type { RotationPlan } from '@cert-health/core';

/**
 * What a person is asked before the old certificate may go. Where a certificate may be chosen that no API shows, the clicks come first: nobody else
 * would notice.
 */
export function confirmQuestion({
  successor,
  certificate,
  byHand,
}: Pick<RotationPlan, 'successor' | 'certificate' | 'byHand'>): string {
  const unseen = byHand.filter(({ blocks, reference }) => !blocks && reference.source === 'org.setup');
  const clicks = unseen.map(({ instruction }, position) => `(${position + 1}) ${instruction}`);
  const first = clicks.length === 0 ? '' : `First, as no API shows these places: ${clicks.join(' ')} `;
  return `${first}See that what uses ${successor ?? certificate} works, and say so.`;
}

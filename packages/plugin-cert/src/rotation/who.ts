import { momentOf } from '@cert-health/core';
import type { WaitsFor } from '@cert-health/core';

/** Whose move it is, for people. */
export function whoInWords(who: WaitsFor['who']): string {
  return { approver: 'you', partner: 'the other side', authority: 'the authority', date: 'the moment' }[who];
}

/** Who has to act, or until when nobody has, and for what. */
export function waitsInWords({ who, what, since }: WaitsFor): string {
  return `${whoInWords(who)}${who === 'date' ? ` (${momentOf(new Date(since))})` : ''}: ${what}`;
}

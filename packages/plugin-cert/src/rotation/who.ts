import type { WaitsFor } from '@cert-health/core';

/** Whose move it is, for people. */
export function whoInWords(who: WaitsFor['who']): string {
  return { approver: 'you', partner: 'the other side', authority: 'the authority', date: 'the moment' }[who];
}

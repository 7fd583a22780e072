import { exitCodes } from '../options/fail-on.ts';

interface Judged {
  readonly verdict: 'granted' | 'refused' | 'unknown';
  readonly steps: readonly { readonly outcome: string; readonly permission?: string }[];
}

/** Unknown for want of a permission is a number of its own, as somebody can give it. */
export function exitCodeOfSimulation({ verdict, steps }: Judged): number {
  if (verdict === 'granted') return exitCodes.clean;
  if (verdict === 'refused') return exitCodes.critical;
  const denied = steps.some(({ outcome, permission }) => outcome === 'unknown' && permission !== undefined);
  return denied ? exitCodes.permissionMissing : exitCodes.notChecked;
}

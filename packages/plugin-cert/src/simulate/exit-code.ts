import { exitCodes } from '../scan/fail-on.ts';
import type { Simulation } from './simulate-inbound.ts';

/** Unknown for want of a permission is a number of its own, as somebody can give it. */
export function exitCodeOfSimulation({ verdict, steps }: Pick<Simulation, 'verdict' | 'steps'>): number {
  if (verdict === 'granted') return exitCodes.clean;
  if (verdict === 'refused') return exitCodes.critical;
  const denied = steps.some(({ outcome, permission }) => outcome === 'unknown' && permission !== undefined);
  return denied ? exitCodes.permissionMissing : exitCodes.notChecked;
}

import type { HoldingRef } from './model.ts';

/** What tells one holding from another. */
export function keyOfHolding({ source, name }: HoldingRef): string {
  return JSON.stringify([source, name]);
}

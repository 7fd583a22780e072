import { withoutKeys } from '@cert-health/core';
import type { Outcome } from './authority.ts';

/** Ends an attempt that may go on later. */
export class Waits extends Error {
  readonly tryAgainAt: Date | undefined;

  /** @param what What is waited for, a sentence. */
  constructor(what: string, tryAgainAt?: Date) {
    super(what);
    this.tryAgainAt = tryAgainAt;
  }
}

/** Ends an attempt for which somebody has to do something else. */
export class Refused extends Error {
  readonly tryAgainAt: Date | undefined;

  /** @param reason Why, in sentences. */
  constructor(reason: string, tryAgainAt?: Date) {
    super(reason);
    this.tryAgainAt = tryAgainAt;
  }
}

/** Does the work of an attempt; what ends it early becomes its outcome, with all notes taken until then. */
export async function outcomeOf(
  work: (notes: string[]) => Promise<Omit<Extract<Outcome, { outcome: 'chain' }>, 'notes'>>,
): Promise<Outcome> {
  const notes: string[] = [];
  try {
    return { ...(await work(notes)), notes };
  } catch (error) {
    if (error instanceof Waits) return { outcome: 'waits', what: error.message, ...until(error), notes };
    if (error instanceof Refused) return { outcome: 'refused', reason: error.message, ...until(error), notes };
    throw error;
  }
}

function until({ tryAgainAt }: Waits | Refused): { readonly tryAgainAt?: Date } {
  return tryAgainAt === undefined ? {} : { tryAgainAt };
}

/** Characters of what others wrote that a person reads. */
const mostShown = 1000;

/** What somebody else wrote, for a person: without keys, control characters, colors and more than a screen of it. */
export function told(text: string): string {
  const clean = withoutKeys(text)
    .replaceAll(/\u001b\[[\d;]*[A-Za-z]/g, '')
    .replaceAll(/[^\P{C}\n]/gu, ' ')
    .trim();
  return clean.length > mostShown ? `${clean.slice(0, mostShown - 1)}…` : clean;
}

/** The same in one line that ends like a sentence. */
export function toldInLine(text: string): string {
  const line = told(text).replaceAll(/\s+/g, ' ');
  return /[.!?…]$/.test(line) ? line : `${line}.`;
}

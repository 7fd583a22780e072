import type { Budget } from './request.ts';

/**
 * Room for any honest bundle. Name comparisons: as many as OpenSSL and Chromium allow (2^20); a certificate of 1,024 names
 * under 1,024 constraints passes, one more of each does not.
 */
export const DEFAULT_BUDGET: Budget = { signatures: 1_000, steps: 20_000, nameComparisons: 2 ** 20 };

/** What a budget was exceeded by. */
export type BudgetItem = keyof Budget;

/** Counts the work of one verification. Once a limit is hit, everything that asks is told to stop. */
export class Meter {
  readonly #limits: Budget;
  signatures = 0;
  steps = 0;
  nameComparisons = 0;
  exceeded: BudgetItem | undefined;

  constructor(limits: Partial<Budget> = {}) {
    this.#limits = { ...DEFAULT_BUDGET, ...limits };
  }

  /** Takes `amount` from the budget; false, for good, when it does not suffice. */
  spend(item: BudgetItem, amount = 1): boolean {
    if (this.exceeded !== undefined) return false;
    // What is no limit stops too.
    if (!(this[item] + amount <= this.#limits[item])) {
      this.exceeded = item;
      return false;
    }
    this[item] += amount;
    return true;
  }
}

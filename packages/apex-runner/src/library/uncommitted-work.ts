import type { Transaction } from '../transaction/transaction.ts';

/**
 * Whether a transaction has written what is not committed yet: callouts are refused then.
 *
 * Source: Apex Developer Guide, "Callout Limits and Limitations".
 */
export function uncommittedWork(tx: Transaction): { isPending: boolean } {
  return tx.state(uncommittedWork, () => ({ isPending: false }));
}

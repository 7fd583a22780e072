/** Ends work that goes on for ever. */
import { runInNewContext } from 'node:vm';

/**
 * Does some work that does not wait for anything. What it was about to change is left as it was at that moment.
 *
 * @param milliseconds How long it may take
 * @throws Error with the code ERR_SCRIPT_EXECUTION_TIMEOUT when it takes longer
 */
export function within<Result>(milliseconds: number, work: () => Result): Result {
  return runInNewContext('work()', { work }, { timeout: milliseconds }) as Result;
}

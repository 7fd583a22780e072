import type { Clock } from '../ports.ts';
import { Waits } from '../stopped.ts';
import { inTime } from './connection.ts';
import type { Answer } from './connection.ts';
import { retryAfter } from './retry-after.ts';

/** Milliseconds for which one thing is looked at again and again in one attempt. */
const patience = 5 * 60_000;
const firstPause = 250;
const longestPause = 10_000;
/** Looks at most, whatever the clock says. */
const mostLooks = 300;

/**
 * Looks until something is done, at the pace that the server asks for. What takes longer is waited for without us.
 *
 * @param what What is waited for, a sentence.
 * @param first What was seen already.
 * @throws {Waits}
 */
export async function polled(
  look: () => Promise<Answer>,
  isDone: (answer: Answer) => boolean,
  clock: Clock,
  what: string,
  first?: Answer,
): Promise<Answer> {
  const end = clock.now().getTime() + patience;
  let pause = firstPause;
  for (let looks = 1; ; looks++) {
    const answer = looks === 1 && first ? first : await look();
    if (isDone(answer)) return answer;
    const asked = retryAfter(answer.headers, clock.now());
    const wait = Math.max(asked ?? pause, firstPause);
    if (clock.now().getTime() + wait > end || looks >= mostLooks)
      throw new Waits(what, inTime(clock, asked ?? patience));
    await clock.sleep(wait);
    pause = Math.min(pause * 2, longestPause);
  }
}

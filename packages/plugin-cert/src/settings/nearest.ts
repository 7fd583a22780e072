/** The word of a list that somebody most likely meant; undefined when none comes close. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const written = word.toLowerCase();
  const best = words
    .map((one) => ({ one, steps: stepsBetween(written, one.toLowerCase()) }))
    .sort((a, b) => a.steps - b.steps)[0];
  return best && best.steps <= Math.max(2, Math.floor(word.length / 3)) ? best.one : undefined;
}

/** Letters to put in, take out or change to make one word of another (Levenshtein distance). */
function stepsBetween(from: string, to: string): number {
  // Nobody means a word of another length altogether, and long input must not cost.
  if (Math.abs(from.length - to.length) > 20) return Infinity;
  let row = Array.from({ length: to.length + 1 }, (_, position) => position);
  for (const [position, letter] of [...from].entries()) {
    const next = [position + 1];
    for (const [column, other] of [...to].entries()) {
      const changed = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}

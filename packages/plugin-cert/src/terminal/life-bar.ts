const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/**
 * How much of a lifetime is used, as a bar with the number beside it: `██████████████████▌░ 93 % used`.
 *
 * @param used 0 at the start of validity, 1 at its end, more when expired.
 */
export function lifeBar(used: number, columns = 20): string {
  // Rounded down, so that 100 % means over and nothing else; the bar is held to the same.
  const percent = Math.max(0, Math.floor(used * 100));
  const filled = Math.min(columns * 8, Math.floor(Math.max(0, used) * columns * 8));
  const bar = '█'.repeat(Math.floor(filled / 8)) + (eighths[filled % 8] as string);
  return `${bar.padEnd(columns, '░')} ${percent >= 100 ? 'expired' : `${percent} % used`}`;
}

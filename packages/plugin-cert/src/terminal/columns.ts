/** What is assumed where nobody tells. */
const assumed = 80;

/**
 * Columns that there are for a page: those of the terminal; where the output goes into a pipe or a file, those that `COLUMNS`
 * tells, as other programs take it.
 */
export function pageColumns(
  { columns }: Pick<NodeJS.WriteStream, 'columns'> = process.stdout,
  { COLUMNS: told = '' }: NodeJS.ProcessEnv = process.env,
): number {
  return columns ?? (/^[1-9]\d{0,4}$/.test(told) ? Number(told) : assumed);
}

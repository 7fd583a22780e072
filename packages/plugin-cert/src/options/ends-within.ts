/**
 * Days meant by `--ends-within`, such as `60d`.
 *
 * @returns undefined when it is no whole number of days, or one that no calendar has room for
 */
export function parseEndsWithin(text: string): number | undefined {
  const days = /^(\d{1,5})d$/i.exec(text.trim())?.[1];
  return days === undefined ? undefined : Number(days);
}

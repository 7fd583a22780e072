/** Longest wait that is believed, in milliseconds: the widest limit of a public authority goes over seven days. */
const longest = 7 * 86_400_000;

/**
 * Milliseconds until Retry-After: seconds, or a date (RFC 9110 section 10.2.3). Not less than none, and never more than seven
 * days, whatever is asked for.
 *
 * @returns undefined where there is none, or none that can be read.
 */
export function retryAfter(headers: Readonly<Record<string, string>>, now: Date): number | undefined {
  const written = headers['retry-after']?.trim();
  if (written === undefined) return undefined;
  const duration = /^\d{1,15}$/.test(written) ? Number(written) * 1000 : Date.parse(written) - now.getTime();
  return Number.isNaN(duration) ? undefined : Math.min(Math.max(duration, 0), longest);
}

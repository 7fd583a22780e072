/** How many renewals a year a set of certificates costs as lifetimes shrink. */

export interface RenewalForecast {
  /** Renewals a year as the certificates stand. */
  readonly today: number;
  readonly under: readonly { readonly limitDays: number; readonly renewalsPerYear: number }[];
  /** How the numbers were reached, in one sentence. */
  readonly basis: string;
}

const daysPerYear = 365;

/**
 * Workload of renewals. A certificate is taken to be replaced once every lifetime, so 50 certificates of 45 days are
 * 50 × 365 / 45 = 405.6 renewals a year, the count that Salesforce's guidance rounds to 400. Renewing early adds to it:
 * at two thirds of the lifetime, half as many again.
 *
 * @param certificates only those whose lifetime the limits govern (public TLS leaves)
 * @param limitDays such as 200, 100, 47; a certificate that is shorter already stays as it is
 * @param options.renewAt fraction of the lifetime after which a certificate is replaced; 1: at its end
 */
export function forecastRenewals(
  certificates: readonly { readonly lifetimeDays: number }[],
  limitDays: readonly number[],
  options: { readonly renewAt?: number } = {},
): RenewalForecast {
  const renewAt = options.renewAt ?? 1;
  if (!(renewAt > 0 && renewAt <= 1))
    throw new RangeError('renewAt is a fraction of the lifetime: above 0, at most 1.');
  const lifetimes = certificates.map(({ lifetimeDays }) => lifetimeDays).filter((days) => days > 0);
  const perYear = (limit: number): number =>
    lifetimes.reduce((sum, days) => sum + daysPerYear / (Math.min(days, limit) * renewAt), 0);
  const when = renewAt === 1 ? 'at the end of its lifetime' : `after ${Math.round(renewAt * 100)} % of its lifetime`;
  return {
    today: perYear(Number.POSITIVE_INFINITY),
    under: limitDays.map((limit) => ({ limitDays: limit, renewalsPerYear: perYear(limit) })),
    basis: `Each certificate is replaced ${when}: ${daysPerYear} days divided by that many days, summed over ${lifetimes.length} certificates.`,
  };
}

import { baselineRequirements } from './documents.ts';
import { factsAsOf, type DatedRule, type DayLimit } from './rule.ts';

/** Validity and data reuse of publicly trusted TLS leaves: BR 2.2.6 sections 6.3.2 and 4.2.1, ballot SC-081v3. */

interface Row {
  readonly from?: string;
  readonly until?: string;
  readonly must: number;
  readonly should?: number;
}

const rows: readonly Row[] = [
  { from: '2018-03-01T00:00:00Z', until: '2020-09-01T00:00:00Z', must: 825 },
  { from: '2020-09-01T00:00:00Z', until: '2026-03-15T00:00:00Z', must: 398, should: 397 },
  { from: '2026-03-15T00:00:00Z', until: '2027-03-15T00:00:00Z', must: 200, should: 199 },
  { from: '2027-03-15T00:00:00Z', until: '2029-03-15T00:00:00Z', must: 100, should: 99 },
  { from: '2029-03-15T00:00:00Z', must: 47, should: 46 },
];

const period = (row: Row): Pick<DatedRule, 'from' | 'until'> => ({
  ...(row.from === undefined ? {} : { from: row.from }),
  ...(row.until === undefined ? {} : { until: row.until }),
});

/** The limit that must not be exceeded, one rule at each moment of issuance since 2018-03-01. */
export const validityLimits: readonly DatedRule<DayLimit>[] = rows.map((row) => ({
  id: `br.validity.${row.must}`,
  text: `A publicly trusted TLS certificate must not be valid for more than ${row.must} days.`,
  kind: 'leaf-validity',
  ...period(row),
  appliesTo: 'public TLS leaf',
  value: { days: row.must },
  source: baselineRequirements('6.3.2'),
  // The 825-day row is no longer in the text that was read; its dates are those of earlier editions and of zlint.
  confidence: row.must === 825 ? 'B' : 'A',
  asOf: factsAsOf,
}));

/** The same schedule's SHOULD NOT, one day shorter. */
export const validityRecommendations: readonly DatedRule<DayLimit>[] = rows.flatMap((row) =>
  row.should === undefined
    ? []
    : [
        {
          id: `br.validity.recommended.${row.should}`,
          text: `A publicly trusted TLS certificate should not be valid for more than ${row.should} days.`,
          kind: 'leaf-validity-recommended' as const,
          ...period(row),
          appliesTo: 'public TLS leaf' as const,
          value: { days: row.should },
          source: baselineRequirements('6.3.2'),
          confidence: 'A' as const,
          asOf: factsAsOf,
        },
      ],
);

const reuse = (
  kind: 'domain-data-reuse' | 'identity-data-reuse',
  what: string,
  days: number,
  when: Pick<DatedRule, 'from' | 'until'>,
): DatedRule<DayLimit> => ({
  id: `br.${kind}.${days}`,
  text: `${what} may be reused for at most ${days} days.`,
  kind,
  ...when,
  appliesTo: 'public TLS leaf',
  value: { days },
  source: baselineRequirements('4.2.1'),
  confidence: 'A',
  asOf: factsAsOf,
});

const domain = 'A validation of a domain name or IP address';
const identity = 'Validated organization information (OV and EV)';

export const dataReuseRules: readonly DatedRule<DayLimit>[] = [
  reuse('domain-data-reuse', domain, 398, { until: '2026-03-15T00:00:00Z' }),
  reuse('domain-data-reuse', domain, 200, { from: '2026-03-15T00:00:00Z', until: '2027-03-15T00:00:00Z' }),
  reuse('domain-data-reuse', domain, 100, { from: '2027-03-15T00:00:00Z', until: '2029-03-15T00:00:00Z' }),
  reuse('domain-data-reuse', domain, 10, { from: '2029-03-15T00:00:00Z' }),
  reuse('identity-data-reuse', identity, 825, { until: '2026-03-15T00:00:00Z' }),
  reuse('identity-data-reuse', identity, 398, { from: '2026-03-15T00:00:00Z' }),
];

/** Certificates within these limits are "short-lived": they need no revocation pointer. */
export const shortLivedRules: readonly DatedRule<{ readonly seconds: number }>[] = [
  {
    id: 'br.short-lived.10',
    text: 'A certificate valid for at most 10 days (864,000 seconds) is short-lived and may omit its CRL address.',
    kind: 'short-lived',
    from: '2024-03-15T00:00:00Z',
    until: '2026-03-15T00:00:00Z',
    appliesTo: 'public TLS leaf',
    value: { seconds: 864_000 },
    source: baselineRequirements('1.6.1'),
    confidence: 'A',
    asOf: factsAsOf,
  },
  {
    id: 'br.short-lived.7',
    text: 'A certificate valid for at most 7 days (604,800 seconds) is short-lived and may omit its CRL address.',
    kind: 'short-lived',
    from: '2026-03-15T00:00:00Z',
    appliesTo: 'public TLS leaf',
    value: { seconds: 604_800 },
    source: baselineRequirements('1.6.1'),
    confidence: 'A',
    asOf: factsAsOf,
    note: 'Ten-day certificates for IP addresses, as Google Trust Services issued them, no longer qualify.',
  },
];

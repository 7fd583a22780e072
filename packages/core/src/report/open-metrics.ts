import type { Severity } from '../findings/index.ts';
import type { HealthReport } from '../health/report.ts';
import { isGap } from '../inventory/index.ts';
import { visible } from './escape.ts';
import { datedRecordsIn, endingIn } from './held.ts';
import { unaskedOf, uncheckedOf } from './not-checked.ts';

type Labels = Readonly<Record<string, string>>;
type Sample = readonly [labels: Labels, value: number];

interface Family {
  readonly name: string;
  readonly unit?: 'seconds';
  readonly help: string;
  readonly samples: readonly Sample[];
}

/** Characters of a label's value; what is longer ends in an ellipsis. */
const LONGEST_LABEL = 128;
/** 64 bits: enough to tell certificates apart and to find one in the full report. */
const FINGERPRINT_DIGITS = 16;

/**
 * OpenMetrics 1.0, written so that Prometheus' older text format reads it too: gauges only. Times are absolute, never
 * days left: they stay true however old the sample is. One series for each holding, of its own certificate; that of an
 * intermediate would make the earliest end of a chain look like the certificate's (a cross-signed root ends first and
 * harms nobody), so intermediates are judged by the findings instead.
 */
export function toOpenMetrics(report: HealthReport): string {
  return `${familiesOf(report).map(write).join('')}# EOF\n`;
}

function familiesOf(report: HealthReport): Family[] {
  const org = report.org?.id ?? '';
  const held = endingIn(report).map(({ holding, certificate }) => {
    const { fingerprint, serialNumber, notBefore, notAfter } = certificate;
    const uses = report.uses.filter((use) => use.certificate === fingerprint).flatMap(({ use }) => use ?? []);
    const labels = {
      org,
      source: holding.source,
      name: holding.name,
      use: [...new Set(uses)].sort().join(','),
      serial: serialNumber,
      fingerprint: fingerprint.slice(0, FINGERPRINT_DIGITS),
    };
    return { labels, notBefore, notAfter };
  });
  // A record tells the last day only: its first moment is taken, so that nobody is warned too late.
  const records = datedRecordsIn(report).map(({ source, name, expirationDate }): Sample => [
    { org, source, name, use: '', serial: '', fingerprint: '' },
    seconds(expirationDate),
  ]);
  return [
    {
      name: 'sf_cert_not_after_timestamp_seconds',
      unit: 'seconds',
      help: 'Last moment of validity of a certificate that is held, in seconds since 1970.',
      samples: [...held.map(({ labels, notAfter }): Sample => [labels, seconds(notAfter)]), ...records],
    },
    {
      name: 'sf_cert_not_before_timestamp_seconds',
      unit: 'seconds',
      help: 'First moment of validity of a certificate that is held, in seconds since 1970.',
      samples: held.map(({ labels, notBefore }): Sample => [labels, seconds(notBefore)]),
    },
    {
      name: 'sf_cert_findings',
      help: 'Findings of the last scan.',
      samples: findingCounts(report, org),
    },
    {
      name: 'sf_cert_source_up',
      help: 'Whether a place that may hold certificates leaves no gap (1) or could not be read (0).',
      samples: report.sources.map((source): Sample => [{ org, source: source.id }, isGap(source) ? 0 : 1]),
    },
    {
      name: 'sf_cert_not_checked',
      help: 'Places that could not be read and subjects that a check could not judge.',
      samples: [[{ org }, uncheckedOf(report).length]],
    },
    {
      name: 'sf_cert_not_asked',
      help: 'Questions that nobody asked, such as whether certificates were revoked (--network crl).',
      samples: [[{ org }, unaskedOf(report).length]],
    },
    {
      name: 'sf_cert_scan_timestamp_seconds',
      unit: 'seconds',
      help: 'When the last scan ran, in seconds since 1970.',
      samples: [[{ org }, seconds(report.generatedAt)]],
    },
  ];
}

/** Every combination, zeros too: a series that appears only with the first finding cannot be alerted on. */
function findingCounts({ findings }: HealthReport, org: string): Sample[] {
  const severities: readonly Severity[] = ['critical', 'warning', 'info'];
  return severities.flatMap((severity) =>
    (['open', 'waived'] as const).map((status): Sample => [
      { org, severity, status },
      findings.filter((finding) => finding.severity === severity && finding.status === status).length,
    ]),
  );
}

function write({ name, unit, help, samples }: Family): string {
  // A source may list the same certificate under one name twice; the same series twice would spoil the whole page.
  const series = new Map(samples.map(([labels, value]) => [writeLabels(labels), value]));
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} gauge`,
    ...(unit ? [`# UNIT ${name} ${unit}`] : []),
    ...Array.from(series, ([labels, value]) => `${name}{${labels}} ${value}`),
    '',
  ].join('\n');
}

/** An empty label is the same as none. */
function writeLabels(labels: Labels): string {
  return Object.entries(labels)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}="${escapeLabel(value)}"`)
    .join(',');
}

/** Line feeds are among what is made visible; a backslash and a quote are what is left to escape. */
function escapeLabel(value: string): string {
  const shown = Array.from(visible(value));
  const short = shown.length > LONGEST_LABEL ? [...shown.slice(0, LONGEST_LABEL - 1), '…'] : shown;
  return short.join('').replace(/["\\]/g, '\\$&');
}

function seconds(time: string): number {
  return Date.parse(time) / 1000;
}

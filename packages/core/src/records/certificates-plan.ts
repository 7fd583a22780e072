import type { HealthReport } from '../health/report.ts';
import { certificateFields } from './certificate-row.ts';
import type { WantedRow } from './difference.ts';
import { isTicked, textOf } from './existing.ts';
import { standingOf } from './certificate-standing.ts';
import type { FindingsPlan } from './findings-plan.ts';
import type { HeldPlace } from './held-places.ts';
import { momentIn } from './field-value.ts';
import type { FieldsOf } from './objects.ts';
import type { ExistingRow, ScanChanges } from './publication.ts';
import type { Surroundings } from './surroundings.ts';
import type { UsesPlan } from './uses-plan.ts';

type CertificateRow = WantedRow<'CertHealth_Certificate__c'>;
type CertificateFields = FieldsOf<'CertHealth_Certificate__c'>;

export interface CertificatesPlan extends Pick<ScanChanges, 'renewed' | 'certificatesAdded' | 'certificatesGone'> {
  readonly rows: readonly CertificateRow[];
}

const object = 'CertHealth_Certificate__c';

/** New, changed, renewed and gone certificates, each with what its findings and uses come to. */
export function planCertificates(
  report: HealthReport,
  around: Surroundings,
  { findings, uses }: { readonly findings: FindingsPlan; readonly uses: UsesPlan },
): CertificatesPlan {
  const plan = { rows: [], renewed: [], certificatesAdded: [], certificatesGone: [] } as {
    [Part in keyof CertificatesPlan]: CertificatesPlan[Part][number][];
  };
  const places = new Map(around.places.all.map((place) => [place.key, place]));
  const findingsOf = Map.groupBy(findings.states, ({ certificate }) => certificate);
  const usesOf = Map.groupBy(uses.states, ({ certificate }) => certificate);
  const owners = ownersOf(report, around);
  for (const key of [...new Set([...places.keys(), ...around.certificates.keys()])].sort()) {
    const place = places.get(key);
    const row = around.certificates.get(key);
    const shared: CertificateFields = {
      ...standingOf(findingsOf.get(key) ?? [], isRead(place, row)),
      Uses__c: [...new Set(usesOf.get(key)?.map(({ use }) => use))].sort().join(';'),
    };
    if (place) {
      const fields = certificateFields(place, report, row);
      noteChange(plan, { key, fields, row }, around);
      const isNobodys = textOf(row, 'Responsible__c') === null;
      plan.rows.push({
        object,
        key,
        fields: {
          ...fields,
          ...shared,
          ...(row ? {} : { First_Seen_At__c: report.generatedAt }),
          ...(isNobodys && owners.has(key) ? { Responsible__c: owners.get(key) ?? null } : {}),
        },
        seenAt: report.generatedAt,
      });
    } else if (row) {
      const source = textOf(row, 'Source__c');
      const ends = !isTicked(row, 'Is_Gone__c') && hasEnded(key, row, around);
      if (ends) plan.certificatesGone.push({ key, name: nameOf(row, key) });
      plan.rows.push({
        object,
        key,
        fields: { ...shared, ...(ends ? { Is_Gone__c: true, ...around.lastSeen(row, source) } : {}) },
      });
    }
  }
  return plan;
}

function hasEnded(key: string, row: ExistingRow, around: Surroundings): boolean {
  const source = textOf(row, 'Source__c');
  if (around.isServerUnseen(source, key)) return false;
  return around.looked.held(source, textOf(row, 'Api_Name__c'));
}

function isRead(place: HeldPlace | undefined, row: ExistingRow | undefined): boolean {
  return place
    ? place.certificate !== undefined
    : textOf(row, 'Fingerprint__c') !== null && textOf(row, 'Pending__c') === null;
}

/** Where all findings about a certificate name the same person, it is theirs. */
function ownersOf({ findings }: HealthReport, { places }: Surroundings): ReadonlyMap<string, string> {
  const named = new Map<string, Set<string>>();
  for (const finding of findings) {
    const key = places.ofFinding(finding)?.key;
    if (key !== undefined && finding.owner !== undefined) {
      named.set(key, (named.get(key) ?? new Set()).add(finding.owner));
    }
  }
  return new Map([...named].flatMap(([key, owners]) => (owners.size === 1 ? [[key, [...owners][0] as string]] : [])));
}

function noteChange(
  changes: { readonly [List in 'renewed' | 'certificatesAdded']: CertificatesPlan[List][number][] },
  { key, fields, row }: { key: string; fields: CertificateFields; row: ExistingRow | undefined },
  { first }: Surroundings,
): void {
  const name = String(fields.Name);
  const before = textOf(row, 'Fingerprint__c');
  const now = fields.Fingerprint__c;
  if (row === undefined || isTicked(row, 'Is_Gone__c')) {
    const isFirst = first.source(textOf(fields, 'Source__c'));
    changes.certificatesAdded.push({ key, name, ...(isFirst ? { firstLook: true } : {}) });
  } else if (before !== null && typeof now === 'string' && before !== now) {
    changes.renewed.push({ key, name, from: isoOf(row['Expires_At__c']), to: isoOf(fields.Expires_At__c) });
  }
}

function isoOf(value: unknown): string {
  const time = momentIn(value);
  return time === undefined ? '' : new Date(time).toISOString();
}

function nameOf(row: ExistingRow, key: string): string {
  return textOf(row, 'Name') ?? textOf(row, 'Api_Name__c') ?? key;
}

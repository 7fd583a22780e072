import { waiting } from '../health/certificates.ts';
import type { HealthReport, PendingHolding, ReportCertificate } from '../health/report.ts';
import { nameOfHolding } from '../inventory/index.ts';
import { momentIn } from './field-value.ts';
import type { HeldPlace } from './held-places.ts';
import { jsonWithin } from './json-text.ts';
import type { FieldsOf } from './objects.ts';
import type { CertificateDetails, ExistingRow } from './publication.ts';
import { textOf } from './existing.ts';

type CertificateFields = FieldsOf<'CertHealth_Certificate__c'>;

const LONGEST_DETAILS = 131_072;
const DAY = 86_400_000;

/** What the report says of one place; what hangs on findings and uses is added by the plan. */
export function certificateFields(
  { holding, certificate }: HeldPlace,
  report: HealthReport,
  existing: ExistingRow | undefined,
): CertificateFields {
  const { source, name, id, kind } = holding;
  const place: CertificateFields = {
    Name: nameOfHolding(holding),
    Api_Name__c: name,
    Source__c: source,
    Source_Label__c: report.sources.find((one) => one.id === source)?.label ?? source,
    Kind__c: kind,
    Record_Id__c: id ?? null,
    Is_Gone__c: false,
  };
  if (certificate)
    return {
      ...place,
      ...contentOf(certificate),
      ...(holding.pendingSignature
        ? { Expires_At__c: null, Pending__c: waiting }
        : { Pending__c: null, Known_Fingerprint__c: certificate.fingerprint }),
      Details__c: detailsOf(holding, certificate, report),
    };
  const pending = holding as PendingHolding;
  // One body that could not be read this time must not wipe out what is known of the same certificate.
  if (isStillTheSame(pending, existing)) return { ...place, Pending__c: pending.reason };
  return {
    ...place,
    ...nothingKnown,
    Subject__c: pending.subject ?? null,
    Expires_At__c: pending.expirationDate ?? null,
    Pending__c: pending.reason,
    Details__c: detailsOf(holding, null, report),
  };
}

const nothingKnown: CertificateFields = {
  Fingerprint__c: null,
  Subject__c: null,
  Issuer__c: null,
  Serial_Number__c: null,
  Valid_From__c: null,
  Expires_At__c: null,
  Lifetime_Days__c: null,
  Key__c: null,
  Purposes__c: null,
  Alternative_Names__c: null,
};

function contentOf(certificate: ReportCertificate): CertificateFields {
  return {
    Fingerprint__c: certificate.fingerprint,
    Subject__c: certificate.subject,
    Issuer__c: certificate.issuer,
    Serial_Number__c: certificate.serialNumber,
    Valid_From__c: certificate.notBefore,
    Expires_At__c: certificate.notAfter,
    Lifetime_Days__c: certificate.lifetimeDays,
    Key__c: keyWords(certificate),
    Purposes__c: certificate.extendedKeyUsage.join(', '),
    // One a line, so that a name with a line end in it must not pass for two.
    Alternative_Names__c: certificate.subjectAltNames.map((name) => name.replace(/\p{Cc}+/gu, ' ')).join('\n'),
  };
}

/** `RSA 2048`, `EC P-256`, `Ed25519`. */
export function keyWords({ key: { algorithm, size, curve } }: ReportCertificate): string {
  const measure = curve ?? size;
  return measure === undefined ? algorithm : `${algorithm} ${measure}`;
}

function detailsOf(
  holding: CertificateDetails['holding'],
  certificate: ReportCertificate | null,
  { certificates }: HealthReport,
): string {
  const chain = (certificate?.chain ?? []).flatMap((fingerprint) => findIn(certificates, fingerprint) ?? []);
  const path = (certificate as { readonly path?: CertificateDetails['path'] } | null)?.path;
  const details: CertificateDetails = { certificate, chain, ...(path === undefined ? {} : { path }), holding };
  return jsonWithin(details, LONGEST_DETAILS);
}

const indexes = new WeakMap<readonly ReportCertificate[], ReadonlyMap<string, ReportCertificate>>();

function findIn(certificates: readonly ReportCertificate[], fingerprint: string): ReportCertificate | undefined {
  const known = indexes.get(certificates) ?? new Map(certificates.map((one) => [one.fingerprint, one]));
  indexes.set(certificates, known);
  return known.get(fingerprint);
}

/**
 * Its content was read before, no new signing request takes its place, and the record's own day of expiry agrees. The day
 * is without a time zone, hence the day of tolerance.
 */
function isStillTheSame(pending: PendingHolding, existing: ExistingRow | undefined): boolean {
  if (pending.pendingSignature || textOf(existing, 'Fingerprint__c') === null) return false;
  const [day, end] = [momentIn(pending.expirationDate), momentIn(existing?.['Expires_At__c'])];
  return day === undefined || end === undefined || Math.abs(day - end) <= DAY;
}

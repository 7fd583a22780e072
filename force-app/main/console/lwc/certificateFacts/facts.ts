import authorityLabel from '@salesforce/label/c.CertHealth_Fact_Authority';
import copiedLabel from '@salesforce/label/c.CertHealth_Fact_Copied';
import copyLabel from '@salesforce/label/c.CertHealth_Fact_Copy';
import fingerprintLabel from '@salesforce/label/c.CertHealth_Fact_Fingerprint';
import fromLabel from '@salesforce/label/c.CertHealth_Fact_From';
import issuerLabel from '@salesforce/label/c.CertHealth_Fact_Issuer';
import keyLabel from '@salesforce/label/c.CertHealth_Fact_Key';
import keyUsageLabel from '@salesforce/label/c.CertHealth_Fact_KeyUsage';
import lifetimeLabel from '@salesforce/label/c.CertHealth_Fact_Lifetime';
import namesLabel from '@salesforce/label/c.CertHealth_Fact_Names';
import notCopiedLabel from '@salesforce/label/c.CertHealth_Fact_NotCopied';
import notRestrictedLabel from '@salesforce/label/c.CertHealth_Fact_NotRestricted';
import purposesLabel from '@salesforce/label/c.CertHealth_Fact_Purposes';
import rawLabel from '@salesforce/label/c.CertHealth_Fact_Raw';
import selfSignedLabel from '@salesforce/label/c.CertHealth_Fact_SelfSigned';
import serialLabel from '@salesforce/label/c.CertHealth_Fact_Serial';
import signatureLabel from '@salesforce/label/c.CertHealth_Fact_Signature';
import subjectLabel from '@salesforce/label/c.CertHealth_Fact_Subject';
import untilLabel from '@salesforce/label/c.CertHealth_Fact_Until';
import validityLabel from '@salesforce/label/c.CertHealth_Fact_Validity';
import vouchesLabel from '@salesforce/label/c.CertHealth_Fact_Vouches';
import vouchesNotLabel from '@salesforce/label/c.CertHealth_Fact_VouchesNot';
import type { ReportCertificate } from 'c/certificateEngine';
import type { CertificateRow } from 'c/healthRecords';
import { fill, moment, number, relativeDay, utc } from 'c/wording';
import { keyUsageWords, purposeWords } from './purposes';

export const labels = {
  copied: copiedLabel,
  copy: copyLabel,
  fingerprint: fingerprintLabel,
  notCopied: notCopiedLabel,
  raw: rawLabel,
};

interface Value {
  readonly key: number;
  readonly text: string;
  /** The same as the certificate says it, in UTC: said on hover. */
  readonly utc?: string | undefined;
}

/** One thing that a certificate says. */
export interface Fact {
  readonly id: string;
  /** In plain words: "Who it names". */
  readonly plain: string;
  readonly values: readonly Value[];
  /** What the field calls it, and its exact values where they are not those in plain words. */
  readonly term: string;
  readonly raw: readonly Value[];
}

/** What is known of a certificate; a record that could not be read wholly knows less. */
export type Statements = Partial<Omit<ReportCertificate, 'key'>> & {
  readonly keyText?: string;
  readonly key?: ReportCertificate['key'];
};

/** What the record says where the certificate itself is not at hand. */
export function statementsOf(row: CertificateRow | undefined): Statements {
  if (!row) return {};
  return {
    ...(row.Subject__c ? { subject: row.Subject__c } : {}),
    ...(row.Issuer__c ? { issuer: row.Issuer__c } : {}),
    ...(row.Valid_From__c ? { notBefore: row.Valid_From__c } : {}),
    ...(row.Expires_At__c ? { notAfter: row.Expires_At__c } : {}),
    ...(row.Serial_Number__c ? { serialNumber: row.Serial_Number__c } : {}),
    ...(row.Key__c ? { keyText: row.Key__c } : {}),
    ...(row.Alternative_Names__c ? { subjectAltNames: row.Alternative_Names__c.split('\n') } : {}),
  };
}

/** All that is known, in the order in which people ask for it. */
export function factsOf(known: Statements): Fact[] {
  const { subject, issuer, notBefore, notAfter, serialNumber, signatureAlgorithm, isCa } = known;
  return [
    ...fact('subject', subjectLabel, 'subject', [subject]),
    ...fact(
      'issuer',
      issuerLabel,
      'issuer',
      [known.selfSigned ? fill(selfSignedLabel, issuer ?? '') : issuer],
      [issuer],
    ),
    ...withUtc(fact('validity', validityLabel, 'notBefore, notAfter', validityOf(known), [notBefore, notAfter]), [
      notBefore,
      notAfter,
    ]),
    ...fact('names', namesLabel, 'subjectAltName', known.subjectAltNames ?? []),
    ...fact('purposes', purposesLabel, 'extendedKeyUsage', purposesOf(known.extendedKeyUsage), known.extendedKeyUsage),
    ...fact('keyUsage', keyUsageLabel, 'keyUsage', (known.keyUsage ?? []).map(keyUsageWords), known.keyUsage),
    ...fact(
      'authority',
      authorityLabel,
      'basicConstraints cA',
      [isCa === undefined ? undefined : isCa ? vouchesLabel : vouchesNotLabel],
      [isCa?.toString()],
    ),
    ...fact('key', keyLabel, 'subjectPublicKeyInfo', [keyOf(known)]),
    ...fact('signature', signatureLabel, 'signatureAlgorithm', [signatureAlgorithm]),
    ...fact('serial', serialLabel, 'serialNumber', [serialNumber]),
  ];
}

function fact(
  id: string,
  plain: string,
  term: string,
  values: readonly (string | undefined)[],
  raw: readonly (string | undefined)[] = [],
): Fact[] {
  const shown = listed(values);
  return shown.length > 0 ? [{ id, plain, term, values: shown, raw: listed(raw) }] : [];
}

/** The first values are these moments. */
function withUtc(facts: Fact[], moments: readonly (string | undefined)[]): Fact[] {
  return facts.map((one) => ({
    ...one,
    values: one.values.map((value) => ({ ...value, utc: utc(moments[value.key]) })),
  }));
}

function listed(values: readonly (string | undefined)[]): Value[] {
  return values.flatMap((text, key) => (text ? [{ key, text }] : []));
}

function validityOf({ notBefore, notAfter, lifetimeDays }: Statements): (string | undefined)[] {
  return [
    notBefore && fill(fromLabel, moment(notBefore)),
    notAfter && fill(untilLabel, moment(notAfter), relativeDay(notAfter)),
    lifetimeDays === undefined ? undefined : fill(lifetimeLabel, number(Math.round(lifetimeDays))),
  ];
}

function purposesOf(purposes: readonly string[] | undefined): string[] {
  if (!purposes) return [];
  return purposes.length > 0 ? purposes.map(purposeWords) : [notRestrictedLabel];
}

function keyOf({ key, keyText }: Statements): string | undefined {
  return key ? [key.algorithm, key.curve ?? key.size].filter(Boolean).join(' ') : keyText;
}

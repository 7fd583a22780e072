import type { ReportCertificate, RotationPlan } from 'c/certificateEngine';
import { colons } from 'c/certificateName';
import { day, fill, utc } from 'c/wording';
import { labels } from './partnerLabels';

/** What a letter to the other side is about. */
export interface Letter {
  readonly plan: Pick<RotationPlan, 'certificate' | 'breaks'>;
  readonly org: string;
  /** File that goes with it. */
  readonly file: string;
  /** The new certificate. */
  readonly certificate: ReportCertificate;
  /** ISO date-times: the agreed moment, the end of the old certificate. */
  readonly from?: string;
  readonly ends?: string;
}

/** A text for people who have never heard of this app: what changes, when, and what they are to do. */
export function letterOf({ plan, org, file, certificate, from, ends }: Letter): string {
  const { fingerprint, subject, notBefore, notAfter } = certificate;
  return [
    fill(labels.subject, plan.certificate, org),
    labels.hello,
    fill(labels.what, plan.certificate, org, file),
    [from ? fill(labels.when, fullDay(from)) : labels.whenReady, ends ? fill(labels.ends, fullDay(ends)) : '']
      .filter(Boolean)
      .join(' '),
    labels.toDo,
    ...(plan.breaks.length > 0 ? [fill(labels.breaks, plan.breaks.join('; '))] : []),
    `${fill(labels.valid, subject, fullDay(notBefore), fullDay(notAfter))}\n${fill(labels.fingerprint, colons(fingerprint).toUpperCase())}`,
  ].join('\n\n');
}

/** With its year and in UTC: a letter is read later than it is written, and in another time zone. */
function fullDay(iso: string): string {
  return utc(iso) ?? day(iso, new Date(0));
}

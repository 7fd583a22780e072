import type { HealthReport, PendingHolding, ReportCertificate, ReportHolding } from '../health/report.ts';

/** A certificate where it is held for its own sake: not as a member of another one's chain. */
export interface Held {
  readonly holding: ReportHolding;
  readonly certificate: ReportCertificate;
}

/** Every holding whose certificate is known, in the order of the report: soonest end first. */
export function heldIn({ certificates }: HealthReport): Held[] {
  return certificates.flatMap((certificate) =>
    certificate.holdings.filter(({ chainMember }) => !chainMember).map((holding) => ({ holding, certificate })),
  );
}

/** A holding whose certificate could not be read but whose record tells its last day. */
export type DatedRecord = PendingHolding & { readonly expirationDate: string };

/** Certificates that end all the same, although nobody could look at them. */
export function datedRecordsIn({ pending }: HealthReport): DatedRecord[] {
  return pending.filter((holding): holding is DatedRecord => holding.expirationDate !== undefined);
}

/** What tells one holding from another. */
export function keyOfHolding(holding: { readonly source: string; readonly name: string }): string {
  return JSON.stringify([holding.source, holding.name]);
}

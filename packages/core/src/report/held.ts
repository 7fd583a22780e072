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

/** Those that end one day: what waits for its signed chain has no end, whatever is held beside its request. */
export function endingIn(report: HealthReport): Held[] {
  return heldIn(report).filter(({ holding }) => !holding.pendingSignature);
}

/** Whether a certificate is held only where its record waits for another one, so that nothing ends with it. */
export function isHeldInWaiting({ holdings }: Pick<ReportCertificate, 'holdings'>): boolean {
  const own = holdings.filter(({ chainMember }) => !chainMember);
  return own.length > 0 && own.every(({ pendingSignature }) => pendingSignature);
}

/** A holding whose certificate could not be read but whose record tells its last day. */
export type DatedRecord = PendingHolding & { readonly expirationDate: string };

/** Certificates that end all the same, although nobody could look at them. */
export function datedRecordsIn({ pending }: HealthReport): DatedRecord[] {
  return pending.filter((holding): holding is DatedRecord => holding.expirationDate !== undefined);
}

/** Somebody's decision to live with something until a day. All of it is required. */
export interface Waiver {
  /** Name pattern or fingerprint (see `meansCertificate`). */
  readonly certificate: string;
  /** Id of the one check that it is about. */
  readonly check: string;
  readonly reason: string;
  readonly owner: string;
  /** ISO date of its last day (UTC). */
  readonly until: string;
}

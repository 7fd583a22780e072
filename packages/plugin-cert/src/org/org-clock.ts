/**
 * The clock of an org, by the `Date` of its answers (RFC 9110 section 6.6.1): whole seconds, and right however wrong the
 * clock of this machine is. Until the org has answered it is the machine's. unverified: that no cache between gives an older date.
 */
export class OrgClock {
  #noted: { readonly org: number; readonly here: number } | undefined;

  /** @param date Header of an answer that has just come. */
  note(date: string | undefined): void {
    const org = Date.parse(date ?? '');
    if (!Number.isNaN(org)) this.#noted = { org, here: performance.now() };
  }

  now(): Date {
    if (this.#noted === undefined) return new Date();
    const { org, here } = this.#noted;
    return new Date(org + performance.now() - here);
  }
}

const clocks = new WeakMap<object, OrgClock>();

/** @param connection A log-in; everything that is asked by it sets the one clock. */
export function orgClock(connection: object): OrgClock {
  const known = clocks.get(connection) ?? new OrgClock();
  clocks.set(connection, known);
  return known;
}

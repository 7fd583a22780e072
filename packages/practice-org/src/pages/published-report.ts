/** The newest health report that was handed to the org, if any. */
export class PublishedReport {
  #report: unknown;

  publish(report: unknown): void {
    this.#report = report;
  }

  get newest(): unknown {
    return this.#report;
  }
}

import type { HealthReport } from '@cert-health/core';
import { toHtml } from '@cert-health/core';

/** The newest health report that was handed to the org, if any, and the page that shows it. */
export class PublishedReport {
  #newest: { readonly report: HealthReport; readonly page: string } | undefined;

  /**
   * Takes a report, or the `{result: …}` that `--json` prints. Whether it is one shows when its page is made.
   *
   * @throws {TypeError} for anything else; the report before it stays.
   */
  publish(value: unknown): void {
    const report = unwrapped(value);
    if (report?.schemaVersion !== '1') throw new TypeError('This is no health report of schemaVersion 1.');
    this.#newest = { report, page: pageOf(report) };
  }

  get report(): HealthReport | undefined {
    return this.#newest?.report;
  }

  get page(): string | undefined {
    return this.#newest?.page;
  }
}

function unwrapped(value: unknown): HealthReport | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('result' in value && !('schemaVersion' in value)) return unwrapped(value.result);
  return value as HealthReport;
}

function pageOf(report: HealthReport): string {
  try {
    return toHtml(report);
  } catch (error) {
    throw new TypeError('This health report lacks parts that its page shows.', { cause: error });
  }
}

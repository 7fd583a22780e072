import type { Check } from '../checks/index.ts';
import type { FailOn, Settings } from '../findings/index.ts';

/** What a report does not carry and some formats can use. Nothing is required. */
export interface ReportOptions {
  /** Version of the tool that made the report, such as `1.4.0`. */
  readonly toolVersion?: string;
  /** Address of the repository's files, under which `docs/checks/expired.md` can be read in a browser. */
  readonly docsUrl?: string;
  /** From which level on a finding fails a test, as `--fail-on` has it; default `critical`. */
  readonly failOn?: FailOn;
  /** The checks that were run; default: all of the catalog. */
  readonly checks?: readonly Check[];
  /** The thresholds that the findings were judged by; default `defaultSettings`. */
  readonly settings?: Settings;
}

import { checkCatalog } from '../checks/index.ts';
import { waiverChecks } from '../findings/index.ts';
import type { HealthReport } from '../health/report.ts';
import { fitValue } from './field-value.ts';
import { recordFields } from './objects.ts';

/** What a scan looked at. What it did not look at it can neither end nor better. */
export interface LookedAt {
  /** Whether a source was read, by its id as rows hold it. Rows of no source are nobody's to read. */
  source(id: string | null): boolean;
  /** Whether a check decided, as a whole and about this subject. */
  check(id: string, subject: string | null): boolean;
}

/** The address of the org itself is known with the org. */
const ALWAYS_READ = 'org.identity';

export function lookedAt(report: HealthReport): LookedAt {
  const read = new Set(report.sources.filter(({ status }) => status === 'read').map(({ id }) => storedSource(id)));
  if (report.org) read.add(ALWAYS_READ);
  const wholly = new Set<string>(checkCatalog.map(({ id }) => id));
  // What is said of waivers is said by a scan that was given some.
  if (report.decisions?.file !== undefined) waiverChecks.forEach(({ id }) => wholly.add(id));
  for (const id of report.decisions?.checksOff ?? []) wholly.delete(id);
  const undecided = new Set<string>();
  for (const { check, subject } of report.notChecked) {
    if (subject === undefined) wholly.delete(check);
    else undecided.add(`${check}\0${subject}`);
  }
  return {
    source: (id) => id !== null && read.has(id),
    check: (id, subject) => wholly.has(id) && !(subject !== null && undecided.has(`${id}\0${subject}`)),
  };
}

/** The id of a source as `Source__c` holds it: that of a file may be longer than the field. */
export function storedSource(id: string): string {
  return String(fitValue(recordFields.CertHealth_Coverage__c['Source__c'] ?? { type: 'picklist' }, id));
}

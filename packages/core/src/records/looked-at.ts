import { checkCatalog } from '../checks/index.ts';
import type { HealthReport } from '../health/report.ts';
import { isNameOfServer, isSentByServer, SERVERS } from '../inventory/index.ts';
import { fitValue } from './field-value.ts';
import { recordFields } from './objects.ts';

/** What a scan looked at. What it did not look at it can neither end nor better. */
export interface LookedAt {
  /** Whether a source was read, by its id as rows hold it. Rows of no source are nobody's to read. */
  source(id: string | null): boolean;
  /** Whether what is held in a source under this name was looked at: of servers that were called each answers for itself. */
  held(source: string | null, name: string | null): boolean;
  /**
   * Whether the silence of a check means something: as a whole, and about this subject.
   *
   * @param own False for what is said of something else than the subject's own certificate: one above it in its chain.
   */
  check(id: string, subject: string | null, own?: boolean): boolean;
  /** Whether the silence of a check rests on what certificates are used for. */
  hangsOnUses(check: string): boolean;
}

/** The address of the org itself is known with the org. */
const ALWAYS_READ = 'org.identity';

export function lookedAt(report: HealthReport): LookedAt {
  const read = new Set(report.sources.filter(({ status }) => status === 'read').map(({ id }) => storedSource(id)));
  if (report.org) read.add(ALWAYS_READ);
  // Only what a report says was decided was: one that does not say so, of an earlier version, decides nothing.
  const decided = new Map(
    (report.decided ?? []).map(({ check, except = [], ownOnly = [] }) => [
      check,
      { except: new Set(except.map(storedSubject)), ownOnly: new Set(ownOnly.map(storedSubject)) },
    ]),
  );
  const away = report.pending.filter(isSentByServer).map(({ name }) => name);
  const isAway = (name: string | null): boolean => name !== null && away.some((server) => isNameOfServer(name, server));
  const hanging = new Set(checkCatalog.filter(({ inputs }) => inputs.includes('configuration')).map(({ id }) => id));
  return {
    source: (id) => id !== null && read.has(id),
    held: (source, name) => source !== null && read.has(source) && !(source === SERVERS && isAway(name)),
    check: (id, subject, own = true) => {
      if (isAway(subject)) return false;
      const silence = decided.get(id);
      if (!silence || subject === null) return silence !== undefined;
      return !silence.except.has(subject) && (own || !silence.ownOnly.has(subject));
    },
    hangsOnUses: (check) => hanging.has(check),
  };
}

/** A name as `Subject_Name__c` holds it. */
function storedSubject(name: string): string {
  return String(fitValue(recordFields.CertHealth_Finding__c['Subject_Name__c'] ?? { type: 'picklist' }, name));
}

/** The id of a source as `Source__c` holds it: that of a file may be longer than the field. */
export function storedSource(id: string): string {
  return String(fitValue(recordFields.CertHealth_Coverage__c['Source__c'] ?? { type: 'picklist' }, id));
}

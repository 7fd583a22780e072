import { meansCertificate } from '../findings/certificate-pattern.ts';
import { foldApiName, withoutNamespace } from '../uses/api-name.ts';

/** Longest unique name of a record (Tooling API, Certificate: DeveloperName). */
const LONGEST_NAME = 80;
/** Longest label (Metadata API, Certificate: masterLabel). */
const LONGEST_LABEL = 64;

/** `_202701`, and `_202701_2` for the second one of a month. */
const MARK = /_(\d{4}(?:0[1-9]|1[0-2]))(?:_([2-9]|[1-9]\d+))?$/;

/**
 * What a rotation calls the new record: `Partner_Orders_202701`, then `Partner_Orders_202701_2`. The successor of a
 * successor carries one month, its own. A namespace is left out: the new record is the org's own.
 *
 * @param taken Names that are in use; upper and lower case are the same, as they are to Salesforce.
 */
export function successorName(name: string, at: Date, taken: Iterable<string>): string {
  const used = new Set([...taken].map(foldApiName));
  const month = at.toISOString().slice(0, 7).replace('-', '');
  const stem = stemOf(withoutNamespace(name));
  for (let number = 1; ; number++) {
    const mark = number === 1 ? `_${month}` : `_${month}_${number}`;
    // A name may neither end with an underscore nor have two in a row.
    const candidate = stem.slice(0, LONGEST_NAME - mark.length).replace(/_+$/, '') + mark;
    if (!used.has(foldApiName(candidate))) return candidate;
  }
}

/** A label for the new record, short enough. */
export function successorLabel(name: string): string {
  return name.replaceAll('_', ' ').slice(-LONGEST_LABEL).trim();
}

/** The name without the month that a rotation put behind it. */
export function stemOf(name: string): string {
  const stem = name.replace(MARK, '');
  return stem === '' ? name : stem;
}

/**
 * Whether an entry of the settings is about a certificate: by its name, or by the name of the one it is a successor
 * of. That it is one is told by its name alone, so that a machine without the journal decides the same.
 */
export function coversCertificate(pattern: string, name: string): boolean {
  return (
    meansCertificate(pattern, { name }) ||
    (MARK.test(name) && (meansCertificate(pattern, { name: stemOf(name) }) || isCutFrom(name, pattern)))
  );
}

/** Whether one holding is the successor of another by its name. */
export function isSuccessorOf(name: string, predecessor: string): boolean {
  const other = stemOf(withoutNamespace(predecessor));
  if (foldApiName(name) === foldApiName(predecessor) || !MARK.test(name)) return false;
  return foldApiName(stemOf(withoutNamespace(name))) === foldApiName(other) || isCutFrom(name, other);
}

/** A long name was cut to make room for the month. */
function isCutFrom(name: string, longer: string): boolean {
  const stem = foldApiName(stemOf(name));
  // One shorter, where the cut left an underscore at the end.
  return name.length >= LONGEST_NAME - 1 && longer.length > stem.length && foldApiName(longer).startsWith(stem);
}

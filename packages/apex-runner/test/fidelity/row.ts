/** An expression of Apex, or statements that return, with the answer that Salesforce's documentation gives. */
export interface FidelityRow {
  readonly apex: string;
  /** What `'' + (apex)` is, or what it throws: `System.MathException: Divide by 0`. */
  readonly is: string;
  /** Where the documentation says so. */
  readonly page: string;
  /** Time zone of the user; default UTC. */
  readonly zone?: string;
  /** Locale of the user; default en_US. */
  readonly locale?: string;
  /** Classes that the row needs besides, each as a source of its own. */
  readonly classes?: readonly string[];
}

const REFERENCE = 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/';

/** Rows of one page of the Apex Reference Guide: expression and answer in turns. */
export function rowsOf(
  page: string,
  pairs: readonly (readonly [apex: string, is: string, user?: Pick<FidelityRow, 'zone' | 'locale'>])[],
): FidelityRow[] {
  return pairs.map(([apex, is, user]) => ({ apex, is, page: `${REFERENCE}${page}.htm`, ...user }));
}

const GUIDE = 'https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/';

/** Rows of one page of the Apex Developer Guide: expression and answer in turns, then the classes that the row needs. */
export function guideRowsOf(
  page: string,
  rows: readonly (readonly [apex: string, is: string, ...classes: string[]])[],
): FidelityRow[] {
  return rows.map(([apex, is, ...classes]) => ({ apex, is, page: `${GUIDE}${page}.htm`, classes }));
}

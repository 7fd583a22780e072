/** An expression of Apex with the answer that Salesforce's documentation gives. */
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
}

const REFERENCE = 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/';

/** Rows of one page of the Apex Reference Guide: expression and answer in turns. */
export function rowsOf(
  page: string,
  pairs: readonly (readonly [apex: string, is: string, user?: Pick<FidelityRow, 'zone' | 'locale'>])[],
): FidelityRow[] {
  return pairs.map(([apex, is, user]) => ({ apex, is, page: `${REFERENCE}${page}.htm`, ...user }));
}

/** The address of a page of the Apex Reference Guide. */
export function referencePage(name: string): string {
  return `https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/${name}.htm`;
}

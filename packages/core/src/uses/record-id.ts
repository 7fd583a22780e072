/** Record Ids as Salesforce writes them: 15 characters where case counts, or 18 where three more encode the case. */

const SUFFIX = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/**
 * The 18-character form of a record Id. Of an 18-character Id that lost its case (in a spreadsheet, say) the case is
 * restored from the last three characters, each of which tells the capitals of five (Object Reference, "ID Field Type").
 *
 * @returns undefined for what cannot be a record Id.
 */
export function canonicalRecordId(text: string): string | undefined {
  if (/^[A-Za-z0-9]{15}$/.test(text)) return text + suffixOf(text);
  if (!/^[A-Za-z0-9]{15}[A-Za-z0-5]{3}$/.test(text)) return undefined;
  const restored = withCaseOf(text.slice(0, 15), text.slice(15).toUpperCase());
  const suffix = suffixOf(restored);
  return suffix === text.slice(15).toUpperCase() ? restored + suffix : undefined;
}

/**
 * The record Id that a text is, in 18 characters. Ids of certificates begin with a digit (`0P1…`) and API names with a
 * letter: neither is ever taken for the other. Where the last three characters say something else than the first fifteen
 * (typed by hand, or cut together), the fifteen count as they are.
 */
export function recordIdIn(text: string): string | undefined {
  if (!/^\d[A-Za-z0-9]{14}(?:[A-Za-z0-9]{3})?$/.test(text)) return undefined;
  return canonicalRecordId(text) ?? canonicalRecordId(text.slice(0, 15));
}

function suffixOf(id: string): string {
  return [0, 5, 10]
    .map((start) => {
      const capitals = [...id.slice(start, start + 5)].map((character) => (/[A-Z]/.test(character) ? 1 : 0));
      return SUFFIX[capitals.reduceRight<number>((sum, bit) => 2 * sum + bit, 0)];
    })
    .join('');
}

function withCaseOf(id: string, suffix: string): string {
  return [...id]
    .map((character, index) => {
      const capitals = SUFFIX.indexOf(suffix[Math.floor(index / 5)] as string);
      return (capitals >> (index % 5)) & 1 ? character.toUpperCase() : character.toLowerCase();
    })
    .join('');
}

import { apex } from './references/apex.ts';
import { arrivals } from './references/arrivals.ts';
import { callouts } from './references/callouts.ts';
import { elsewhere } from './references/elsewhere.ts';
import { logins } from './references/logins.ts';
import type { ReferenceUse } from './references/row.ts';

/** Every field that is known to name, carry, pin or meet a certificate, and what for. */
export const referenceUses: readonly ReferenceUse[] = [...callouts, ...apex, ...logins, ...arrivals, ...elsewhere];

const byField = new Map<string, ReferenceUse>(
  referenceUses.flatMap((row) => [row.field, ...(row.also ?? [])].map((field) => [field, row] as const)),
);

/**
 * What a reference in this field is for.
 *
 * @param field `Reference.field`: metadata type and field, or the Tooling API's object and field.
 * @returns undefined for a field that is not known; it must then not be guessed.
 */
export function referenceUseOf(field: string): ReferenceUse | undefined {
  return byField.get(field);
}

interface Blanks {
  readonly name: string;
  readonly endpoint?: string;
}

/** The clause that says what stops, with its blanks filled in. */
export function consequenceOf(row: ReferenceUse, blanks: Blanks): string {
  return filledIn(row.breaks, { endpoint: `the system behind ${blanks.name}`, ...blanks });
}

/** What stops, as a few words for a table. */
export function stoppedOf(row: ReferenceUse, blanks: Blanks): string {
  return filledIn(row.stops, { endpoint: blanks.name, ...blanks });
}

function filledIn(text: string, blanks: Required<Blanks>): string {
  return text.replaceAll(/\{(name|endpoint)\}/g, (_, blank: keyof Blanks) => blanks[blank]);
}

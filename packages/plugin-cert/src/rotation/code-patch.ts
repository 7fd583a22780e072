import { unifiedDiff } from '@cert-health/core';
import type { SubjectReference } from '@cert-health/core';

/**
 * The file of a class or trigger with the name of a certificate exchanged in the lines that references give, or, where it
 * does not stand there, in the one line that has it: a constant. Where it stands in several, a person has to look.
 *
 * @returns undefined when no line could be changed.
 */
export function patchedCode(
  path: string,
  before: string,
  references: readonly SubjectReference[],
  old: string,
  successor: string,
): { readonly after: string; readonly diff: string } | undefined {
  const lines = before.split('\n');
  const found = references.flatMap(({ reference }) => lineOf(lines, old, reference.line) ?? []);
  for (const at of new Set(found)) {
    const line = lines[at] ?? '';
    const [place = 0] = placesOf(line, old);
    lines[at] = line.slice(0, place + 1) + successor + line.slice(place + 1 + old.length);
  }
  if (found.length === 0) return undefined;
  const after = lines.join('\n');
  return { after, diff: unifiedDiff(path, before, after) };
}

/** Position of the line to change, from 0. */
function lineOf(lines: readonly string[], old: string, known: number | undefined): number | undefined {
  const places = lines.map((line) => (COMMENT.test(line) ? 0 : placesOf(line, old).length));
  const own = known === undefined ? 0 : (places[known - 1] ?? 0);
  if (known !== undefined && own > 0) return own === 1 ? known - 1 : undefined;
  const others = places.flatMap((count, at) => (count > 0 ? [at] : []));
  const [only] = others;
  return others.length === 1 && only !== undefined && places[only] === 1 ? only : undefined;
}

/** A line that is nothing but a comment. */
const COMMENT = /^\s*(?:\/\/|\/?\*)/;

/** Where a literal with just this text begins; names are the same whatever their case. */
function placesOf(line: string, name: string): number[] {
  const wanted = `'${name.toLowerCase()}'`;
  const text = line.toLowerCase();
  const places: number[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) places.push(at);
  return places;
}

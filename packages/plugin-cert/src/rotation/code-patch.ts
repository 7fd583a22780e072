import { unifiedDiff } from '@cert-health/core';
import type { SubjectReference } from '@cert-health/core';

/**
 * The file of a class or trigger with the name of a certificate exchanged in the lines that references give. A line
 * is left alone where the name does not stand in it exactly once, as a whole literal: there a person has to look.
 *
 * @returns undefined when no line could be changed.
 */
export function patchedCode(
  path: string,
  before: string,
  references: readonly SubjectReference[],
  old: string,
  successor: string,
): { readonly after: string; readonly diff: string; readonly left: readonly SubjectReference[] } | undefined {
  const lines = before.split('\n');
  const done = new Set<number>();
  const left = references.filter(({ reference }) => {
    const at = (reference.line ?? 0) - 1;
    if (done.has(at)) return false;
    const line = lines[at];
    const [first, second] = line === undefined ? [] : placesOf(line, old);
    if (line === undefined || first === undefined || second !== undefined) return true;
    lines[at] = line.slice(0, first + 1) + successor + line.slice(first + 1 + old.length);
    done.add(at);
    return false;
  });
  if (done.size === 0) return undefined;
  const after = lines.join('\n');
  return { after, diff: unifiedDiff(path, before, after), left };
}

/** Where a literal with just this text begins; names are the same whatever their case. */
function placesOf(line: string, name: string): number[] {
  const wanted = `'${name.toLowerCase()}'`;
  const text = line.toLowerCase();
  const places: number[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) places.push(at);
  return places;
}

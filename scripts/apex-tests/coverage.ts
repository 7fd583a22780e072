/** Lines of Apex that tests ran, by class. */
import type { Coverage, Program } from '@cert-health/apex-runner';

export interface ClassCoverage {
  readonly name: string;
  readonly path: string;
  readonly lines: number;
  readonly missed: readonly number[];
}

/** Of classes that are no tests, by file: inner classes count with their outer one. */
export function coverageOf(program: Program, hits: Coverage): readonly ClassCoverage[] {
  const byPath = new Map<string, { name: string; covered: Set<number>; all: Set<number> }>();
  for (const { index, name, path, isTest, coverableLines } of program.classes) {
    if (isTest || path.includes('/test/')) continue;
    const entry = byPath.get(path) ?? { name: name.split('.')[0] ?? name, covered: new Set(), all: new Set() };
    byPath.set(path, entry);
    for (const line of coverableLines) {
      entry.all.add(line);
      if ((hits[index]?.[line] ?? 0) > 0) entry.covered.add(line);
    }
  }
  return [...byPath].map(([path, { name, covered, all }]) => ({
    name,
    path,
    lines: all.size,
    missed: [...all].filter((line) => !covered.has(line)).sort((left, right) => left - right),
  }));
}

/** `92 %  CertificateEnding  7 of 88 lines: 31, 44-46`, the least covered first. */
export function coverageTable(classes: readonly ClassCoverage[]): string[] {
  const share = ({ lines, missed }: ClassCoverage): number => (lines === 0 ? 1 : 1 - missed.length / lines);
  const total = classes.reduce((sum, { lines }) => sum + lines, 0);
  const missed = classes.reduce((sum, one) => sum + one.missed.length, 0);
  const rows = [...classes]
    .sort((left, right) => share(left) - share(right))
    .map((one) => {
      const percent = `${String(Math.floor(share(one) * 100)).padStart(4)} %`;
      return one.missed.length === 0
        ? `${percent}  ${one.name}`
        : `${percent}  ${one.name}: not run ${ranges(one.missed)}`;
    });
  return [...rows, `${Math.floor((1 - missed / Math.max(total, 1)) * 100)} % of ${total} lines`];
}

function ranges(lines: readonly number[]): string {
  const parts: [number, number][] = [];
  for (const line of lines) {
    const last = parts.at(-1);
    if (last && last[1] === line - 1) last[1] = line;
    else parts.push([line, line]);
  }
  return parts.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(', ');
}

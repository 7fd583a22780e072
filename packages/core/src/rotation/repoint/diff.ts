/** Lines that stay, shown around each change. */
const CONTEXT = 3;

/** A run of lines that differ: from which line (from 0), and how many, before and after. */
interface Region {
  readonly oldStart: number;
  readonly oldCount: number;
  readonly newStart: number;
  readonly newCount: number;
}

/**
 * The change of a file as a unified diff, which `git apply` and `patch` take. Empty when nothing changed.
 *
 * @param path As it stands behind `a/` and `b/`.
 */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return '';
  const [oldLines, newLines] = [linesOf(before), linesOf(after)];
  const hunks = together(regionsOf(oldLines, newLines));
  const body = hunks.map((regions) => hunkOf(regions, oldLines, newLines)).join('');
  return `--- a/${path}\n+++ b/${path}\n${body}`;
}

/** Lines with their ends. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Walks both texts from their start; where they differ, looks for the nearest line that both go on with. */
function regionsOf(before: readonly string[], after: readonly string[]): Region[] {
  const regions: Region[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && before[i] === after[j]) {
      i++;
      j++;
      continue;
    }
    const [oldCount, newCount] = nextAgreement(before, after, i, j);
    regions.push({ oldStart: i, oldCount, newStart: j, newCount });
    i += oldCount;
    j += newCount;
  }
  return regions;
}

/** The smallest number of lines to pass over on both sides together, so that both go on alike. */
function nextAgreement(before: readonly string[], after: readonly string[], i: number, j: number): [number, number] {
  const most = before.length - i + (after.length - j);
  for (let sum = 1; sum < most; sum++) {
    for (let old = Math.min(sum, before.length - i); old >= 0; old--) {
      const fresh = sum - old;
      if (j + fresh > after.length) break;
      if (i + old < before.length && before[i + old] === after[j + fresh]) return [old, fresh];
    }
  }
  return [before.length - i, after.length - j];
}

function together(regions: readonly Region[]): Region[][] {
  const hunks: Region[][] = [];
  for (const region of regions) {
    const last = hunks.at(-1)?.at(-1);
    if (last && region.oldStart - (last.oldStart + last.oldCount) <= 2 * CONTEXT) hunks.at(-1)?.push(region);
    else hunks.push([region]);
  }
  return hunks;
}

function hunkOf(regions: readonly Region[], before: readonly string[], after: readonly string[]): string {
  const [first, last] = [regions[0] as Region, regions.at(-1) as Region];
  const lead = Math.min(CONTEXT, first.oldStart);
  const tail = Math.min(CONTEXT, before.length - last.oldStart - last.oldCount);
  const start = { old: first.oldStart - lead, fresh: first.newStart - lead };
  const end = { old: last.oldStart + last.oldCount + tail, fresh: last.newStart + last.newCount + tail };
  let [written, at] = ['', start.old];
  for (const { oldStart, oldCount, newStart, newCount } of regions) {
    written += marked(' ', before.slice(at, oldStart));
    written += marked('-', before.slice(oldStart, oldStart + oldCount));
    written += marked('+', after.slice(newStart, newStart + newCount));
    at = oldStart + oldCount;
  }
  written += marked(' ', before.slice(at, end.old));
  return `@@ -${range(start.old, end.old)} +${range(start.fresh, end.fresh)} @@\n${written}`;
}

function marked(mark: ' ' | '-' | '+', lines: readonly string[]): string {
  return lines
    .map((line) => `${mark}${line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`}`)
    .join('');
}

/** A range without lines names the line before it. */
function range(start: number, end: number): string {
  const count = end - start;
  return `${count === 0 ? start : start + 1},${count}`;
}

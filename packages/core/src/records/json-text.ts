/** Longest list and text kept, tried in this order until the whole fits. */
const LIMITS = [
  [Infinity, Infinity],
  [1000, 2000],
  [250, 1000],
  [100, 500],
  [40, 250],
  [10, 120],
  [3, 60],
  [0, 30],
] as const;

/**
 * JSON of at most so many characters that still is JSON: lists lose their last entries and texts their ends, the same
 * everywhere, until it fits. A list of texts says how many it lost.
 */
export function jsonWithin(value: unknown, length: number): string {
  for (const [longestList, longestText] of LIMITS) {
    const json = JSON.stringify(trimmed(value, longestList, longestText));
    if (json.length <= length) return json;
  }
  return 'null';
}

function trimmed(value: unknown, longestList: number, longestText: number): unknown {
  if (typeof value === 'string') {
    return value.length <= longestText ? value : `${value.slice(0, longestText).toWellFormed()}…`;
  }
  if (Array.isArray(value)) {
    const kept = value.slice(0, longestList).map((one) => trimmed(one, longestList, longestText));
    const lost = value.length - kept.length;
    return lost > 0 && typeof value[0] === 'string' ? [...kept, `… and ${lost} more`] : kept;
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, trimmed(one, longestList, longestText)] as const),
    );
  }
  return value;
}

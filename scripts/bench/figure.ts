/** One line of `npm run bench`. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The other program, measured in the same run. */
  readonly baseline?: { readonly name: string; readonly value: number };
  /** What it must reach, as text. */
  readonly target: string;
  readonly reached: boolean;
}

/** The middle of some measurements. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

import { collectionRows } from './collections.ts';
import { dateRows } from './dates.ts';
import { numberRows } from './numbers.ts';
import { stringRows } from './string.ts';
import { textAndTypeRows } from './texts-and-types.ts';
import type { FidelityRow } from './row.ts';

/** What the documentation says of the library. */
export const libraryRows: readonly FidelityRow[] = [
  ...stringRows,
  ...numberRows,
  ...dateRows,
  ...collectionRows,
  ...textAndTypeRows,
];

import type { KeySpan } from './model.ts';

/** Between two literals that code puts together. */
const GLUE = /(["'`])\s{0,200}\+\s{0,200}\1/g;

/** Code whose literals were put together, and the way back. */
export interface JoinedLiterals {
  readonly text: string;
  /** The place of a span in the text as it was written. */
  original(span: KeySpan): KeySpan;
}

/**
 * Puts literals together that code adds to each other, since a word may be cut in two. Undefined where nothing is added.
 */
export function joinedLiterals(text: string): JoinedLiterals | undefined {
  const cuts = [...text.matchAll(GLUE)].map(({ index, 0: { length } }) => ({ index, length }));
  if (cuts.length === 0) return undefined;
  const pieces = cuts.map(({ index }, position) => {
    const before = cuts[position - 1];
    return text.slice(before ? before.index + before.length : 0, index);
  });
  const last = cuts.at(-1) as (typeof cuts)[number];
  const back = (offset: number): number => {
    let removed = 0;
    for (const { index, length } of cuts) {
      if (index - removed > offset) break;
      removed += length;
    }
    return offset + removed;
  };
  return {
    text: pieces.join('') + text.slice(last.index + last.length),
    original: (span) => ({ ...span, start: back(span.start), end: back(span.end) }),
  };
}

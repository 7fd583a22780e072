import { armoredKeys, puttyKeys } from './armored-keys.ts';
import { encodedKeys } from './encoded-keys.ts';
import { joinedLiterals } from './joined-literals.ts';
import { jsonWebKeys, xmlKeys } from './member-keys.ts';
import type { FoundKey, KeySpan } from './model.ts';

/** Words one of which stands in every text with a key that has a name for itself. */
const WORDS = /PRIVATE|PuTTY-User|\bkty|Key(?:Value|Pair)/;
/** Text in text in text: a Kubernetes secret of a JSON file of a PEM file. */
const DEEPEST = 3;

/**
 * The secret keys in a text, in whatever form they are kept there: PEM, base64, hex, JSON, XML, keystores in base64, in
 * pieces, escaped or cut off. In order, none within another.
 */
export function findKeys(text: string): KeySpan[] {
  return keysIn(text, 0);
}

function keysIn(text: string, depth: number): KeySpan[] {
  const inText = (inner: string): readonly FoundKey[] => (depth < DEEPEST ? keysIn(inner, depth + 1) : []);
  const within = (whole: string): KeySpan[] => [...namedKeys(whole), ...encodedKeys(whole, inText)];
  const joined = joinedLiterals(text);
  return apart([...within(text), ...(joined ? within(joined.text).map((span) => joined.original(span)) : [])]);
}

/** Keys that a word tells. */
function namedKeys(text: string): KeySpan[] {
  if (!WORDS.test(text)) return [];
  return [...armoredKeys(text), ...puttyKeys(text), ...jsonWebKeys(text), ...xmlKeys(text)];
}

/** The line of a text that a place is in, from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

const certainties = ['trace', 'likely', 'certain'] as const;

/** One of those that overlap: the surest. */
function apart(spans: readonly KeySpan[]): KeySpan[] {
  const found: KeySpan[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = found.at(-1);
    if (!last || span.start >= last.end) {
      found.push(span);
      continue;
    }
    const surer = certainties.indexOf(span.certainty) > certainties.indexOf(last.certainty) ? span : last;
    found[found.length - 1] = { ...surer, start: last.start, end: Math.max(last.end, span.end) };
  }
  return found;
}

import { findKeys } from './find-keys.ts';

/** Stands where key material stood. */
export const WITHHELD = '[key material]';

/** Fewer characters hold nothing of a key that is worth looking for. */
const SHORTEST = 20;

/** A text without the key material in it. Certificates, public keys and fingerprints stay. */
export function withoutKeys(text: string): string {
  if (text.length < SHORTEST) return text;
  const spans = findKeys(text);
  if (spans.length === 0) return text;
  const kept = spans.map(({ start }, position) => text.slice(spans[position - 1]?.end ?? 0, start));
  return [...kept, text.slice(spans.at(-1)?.end)].join(WITHHELD);
}

/** The same of every text in plain data. What has nothing to withhold comes back as it is. */
export function withoutKeysIn<T>(value: T): T {
  return cleaned(value) as T;
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return withoutKeys(value);
  if (Array.isArray(value)) {
    const entries = value.map(cleaned);
    return entries.some((entry, position) => entry !== value[position]) ? entries : value;
  }
  if (typeof value !== 'object' || value === null || !isPlain(value)) return value;
  const before = Object.entries(value);
  const after = before.map(([name, one]) => [withoutKeys(name), cleaned(one)] as const);
  const isSame = after.every(
    ([name, one], position) => name === before[position]?.[0] && one === before[position]?.[1],
  );
  return isSame ? value : Object.fromEntries(after);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * One element of DER or BER, found without judging it. The strict reader of certificates refuses what is cut off or written
 * loosely; a key is a key all the same.
 */
export interface Element {
  readonly tag: number;
  /** Where its content starts. */
  readonly start: number;
  /** Where its content ends, or the octets do. */
  readonly end: number;
  /** Where the next element starts. */
  readonly next: number;
  /** All of its content is there. */
  readonly whole: boolean;
}

export const tags = {
  integer: 0x02,
  octetString: 0x04,
  oid: 0x06,
  sequence: 0x30,
  octetStringInParts: 0x24,
  context0: 0xa0,
} as const;

/** Elements of elements that are followed where no length is given. */
const DEEPEST = 12;

/** The element that starts at an octet; undefined when none does. Tags of several octets do not occur in keys. */
export function elementAt(bytes: Uint8Array, at: number, limit = bytes.length, depth = 0): Element | undefined {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || at + 2 > limit) return undefined;
  if (first === 0x80) return withoutLength(bytes, at, limit, depth);
  const more = first < 0x80 ? 0 : first & 0x7f;
  if (more > 4) return undefined;
  let length = more === 0 ? first : 0;
  for (let position = at + 2; position < at + 2 + more; position++) length = length * 256 + (bytes[position] ?? 0);
  const start = at + 2 + more;
  const stop = start + length;
  return { tag, start: Math.min(start, limit), end: Math.min(stop, limit), next: stop, whole: stop <= limit };
}

/** BER: the content goes on to two zero octets. */
function withoutLength(bytes: Uint8Array, at: number, limit: number, depth: number): Element | undefined {
  const start = at + 2;
  const unfinished = { tag: bytes[at] as number, start, end: limit, next: limit, whole: false };
  if (depth > DEEPEST) return unfinished;
  for (let position = start; ;) {
    if (bytes[position] === 0 && bytes[position + 1] === 0 && position + 2 <= limit)
      return { ...unfinished, end: position, next: position + 2, whole: true };
    const child = elementAt(bytes, position, limit, depth + 1);
    if (!child?.whole) return unfinished;
    position = child.next;
  }
}

/** The first elements within one. The last may be cut off. */
export function elementsIn(bytes: Uint8Array, { start, end }: Element, most = 16): Element[] {
  const found: Element[] = [];
  for (let at = start; at < end && found.length < most;) {
    const element = elementAt(bytes, at, end);
    if (!element) break;
    found.push(element);
    at = element.next;
  }
  return found;
}

/** Content of an OCTET STRING, also of one in parts. */
export function octetsOf(bytes: Uint8Array, element: Element): Uint8Array {
  if (element.tag !== tags.octetStringInParts) return bytes.subarray(element.start, element.end);
  const parts = elementsIn(bytes, element, Infinity).map((part) => bytes.subarray(part.start, part.end));
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Whether the content begins with these octets. */
export function begins(
  bytes: Uint8Array,
  { start, end }: Pick<Element, 'start' | 'end'>,
  octets: readonly number[],
): boolean {
  return start + octets.length <= end && octets.every((octet, position) => bytes[start + position] === octet);
}

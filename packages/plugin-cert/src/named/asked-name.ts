/**
 * Whether something is called as somebody asked for it, in either case; `*` stands for anything.
 *
 * @param asked A name, or a pattern such as `Partner*`.
 */
export function nameMatcher(asked: string): (name: string | undefined) => boolean {
  const parts = asked.toLowerCase().split(/\*+/);
  const [first = ''] = parts;
  const last = parts.at(-1) ?? '';
  return (name) => {
    const text = name?.toLowerCase();
    if (text === undefined || parts.length === 1) return text === first;
    if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
    // Each part as early as it comes leaves the most for the next.
    const end = text.length - last.length;
    let from = first.length;
    for (const part of parts.slice(1, -1)) {
      const at = text.indexOf(part, from);
      if (at < 0 || at + part.length > end) return false;
      from = at + part.length;
    }
    return true;
  };
}

/** Whether a text asks for many names at once. */
export function isPattern(asked: string): boolean {
  return asked.includes('*');
}

/** Whether a fingerprint begins with what somebody asked for: eight digits at least, with or without colons. */
export function fingerprintMatcher(asked: string): (fingerprint: string) => boolean {
  const digits = asked.toLowerCase().replaceAll(':', '');
  return (fingerprint) => digits.length >= 8 && fingerprint.startsWith(digits);
}

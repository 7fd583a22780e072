/**
 * The name by which people know a subject: its common name, else its organization, else all of it.
 *
 * @param subject A distinguished name as RFC 4514 writes it.
 */
export function shortName(subject: string): string {
  return part(subject, 'CN') ?? part(subject, 'O') ?? subject;
}

function part(subject: string, type: string): string | undefined {
  const found = new RegExp(`(?:^|[,+])\\s*${type}=((?:\\\\.|[^,+\\\\])+)`).exec(subject)?.[1];
  return found?.replace(/\\(.)/g, '$1').trim() || undefined;
}

/** Hex digits as people compare them: `3f:a0:…`. */
export function colons(hex: string): string {
  return hex.match(/../g)?.join(':') ?? hex;
}

const CONTROL: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** The text that a string literal of Apex or SOQL stands for: without its quotes, escapes resolved. */
export function unquote(literal: string): string {
  const body = literal.startsWith("'''") ? literal.slice(3, -3).replace(/^\r?\n/, '') : literal.slice(1, -1);
  return body.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_, hex: string | undefined, escaped: string) =>
    hex === undefined ? (CONTROL[escaped] ?? escaped) : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

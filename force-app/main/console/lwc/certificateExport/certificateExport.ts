/**
 * Characters that are not seen: controls, line separators, zero-width and bidirectional marks. A name in a certificate
 * may hold them to look like another one, so that they are spelled out.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A text in which nothing is hidden. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (one) => `\\u{${(one.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`);
}

/** One field of RFC 4180. A leading `=`, `+`, `-` or `@` would make a spreadsheet run it as a formula. */
export function csvField(text: string): string {
  const shown = visible(text);
  const inert = /^\s*[=+\-@]/.test(shown) ? `'${shown}` : shown;
  return /[",]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

/** A table as RFC 4180 has it, with the mark by which spreadsheets know UTF-8. */
export function csvOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return `\uFEFF${[head, ...rows].map((row) => `${row.map(csvField).join(',')}\r\n`).join('')}`;
}

/**
 * Hands a text to the browser as a file.
 *
 * @param link An anchor of the component; its address is set and taken back. Lightning Web Security blocks `data:`
 *   addresses in anchors and Blobs of the type `text/csv` (Lightning Components Security guide, "Specify a MIME Type for
 *   Blob Objects", "Use Blob Objects for Download Links"): hence a Blob of the type `text/plain`.
 */
export function download(link: HTMLAnchorElement, name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  link.href = address;
  link.download = name;
  link.click();
  link.removeAttribute('href');
  URL.revokeObjectURL(address);
}

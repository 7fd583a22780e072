/**
 * Text from certificates and orgs is other people's: it may be made to look like markup, like a formula, or like
 * something else by turning the direction of writing. Each format passes every such text through one of these.
 */

/**
 * Characters that are not seen: controls, line separators, zero-width and bidirectional marks, half surrogate pairs and
 * what Unicode keeps for internal use. All that XML 1.0 (section 2.2) forbids is among them.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu;

/** Makes unseen characters visible, as `\u{202E}`. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (character) => `\\u{${character.codePointAt(0)?.toString(16).toUpperCase()}}`);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For text and for quoted attribute values of HTML and XML. */
export function escapeMarkup(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
}

/**
 * For a line or a table cell of GitHub's Markdown. Mentions and bare addresses become links after rendering, where a
 * backslash no longer helps: an empty comment keeps them apart.
 */
export function escapeMarkdown(text: string): string {
  return visible(text)
    .replace(/[&<>]/g, (character) => ENTITIES[character] as string)
    .replace(/[\\`*_{}[\]()#+!|~$^]/g, '\\$&')
    .replace(/@/g, '@<!-- -->')
    .replace(/:\/\//g, ':<!-- -->//')
    .replace(/www\./gi, '$&<!-- -->');
}

/** One field of RFC 4180. A leading `=`, `+`, `-` or `@` would make a spreadsheet run it as a formula. */
export function escapeCsv(text: string): string {
  const shown = visible(text);
  const inert = /^\s*[=+\-@]/.test(shown) ? `'${shown}` : shown;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

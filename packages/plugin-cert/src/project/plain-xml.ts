/**
 * XML written plainly, with every line where it was: comments and processing instructions are blank, CDATA is escaped
 * text, and names have no prefix. Whatever reads metadata then finds an element in one way only.
 */
export function plainXml(text: string): string {
  if (!isAdorned(text)) return text;
  const pieces: string[] = [];
  let done = 0;
  const replace = (from: number, to: number, by: string): void => {
    pieces.push(text.slice(done, from), by);
    done = to;
  };
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', Math.max(at + 1, done))) {
    const adornment = adornments.find(({ start }) => text.startsWith(start, at));
    if (adornment) {
      const { start, end, write } = adornment;
      const stop = text.indexOf(end, at + start.length);
      // What never ends is told by whoever parses it.
      if (stop < 0) break;
      replace(at, stop + end.length, write(text.slice(at + start.length, stop)));
    } else {
      prefixed.lastIndex = at;
      const prefix = prefixed.exec(text);
      if (prefix) replace(at, at + prefix[0].length, prefix[1] ?? '');
    }
  }
  return pieces.join('') + text.slice(done);
}

const prefixed = /(<\/?)[\w.-]+:(?=[\w.-])/y;

const adornments: readonly {
  readonly start: string;
  readonly end: string;
  readonly write: (inner: string) => string;
}[] = [
  { start: '<!--', end: '-->', write: blank },
  { start: '<![CDATA[', end: ']]>', write: escaped },
  { start: '<?', end: '?>', write: blank },
];

function isAdorned(text: string): boolean {
  // The declaration stands in nearly every file, and parsers know it.
  return text.includes('<!') || text.includes('<?', 6) || /<\/?[\w.-]+:/.test(text);
}

function blank(inner: string): string {
  return inner.replaceAll(/[^\n]+/g, '');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function escaped(inner: string): string {
  return inner.replaceAll(/[&<>]/g, (character) => entities[character] ?? character);
}

/** Name of the root element, without prefix; undefined when there is none, or the file ends within its name. */
export function rootElementOf(xml: string): string | undefined {
  return /^\ufeff?\s*(?:<\?xml\s[^<>]*\?>)?\s*(?:<!DOCTYPE[^<>[]*(?:\[[^\]]*\]\s*)?>\s*)?<([\w.-]+)[\s/>]/i.exec(
    xml,
  )?.[1];
}

import { parseMetadataXml } from './metadata-xml.ts';

/** One element of a metadata file, found without reading the rest. */
export interface ScannedElement {
  /** What stands between its tags, as written. */
  readonly inner: string;
  /** Of its start tag, from 1. */
  readonly line: number;
}

/**
 * Elements of one name, in the order of the file. For files that are large or many (profiles, flows, labels) and of which
 * only a few short elements matter: building the whole document costs a hundred times as much. An element of the same
 * name inside is not told apart; metadata has none.
 */
export function scanElements(text: string, name: string): ScannedElement[] {
  const start = `<${name}`;
  const end = `</${name}>`;
  const found: ScannedElement[] = [];
  let line = 1;
  let counted = 0;
  for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + start.length)) {
    const close = /^(?:\s[^<>]*)?>/.exec(text.slice(at + start.length, at + start.length + 200));
    if (!close || close[0].endsWith('/>')) continue;
    const inner = at + start.length + close[0].length;
    const stop = text.indexOf(end, inner);
    if (stop < 0) break;
    for (let next = text.indexOf('\n', counted); next >= 0 && next < at; next = text.indexOf('\n', counted)) {
      line++;
      counted = next + 1;
    }
    found.push({ inner: text.slice(inner, stop), line });
    at = stop;
  }
  return found;
}

/** Text of the first child of that name in what `scanElements` found; undefined when it is absent or empty. */
export function scannedText(inner: string, name: string): string | undefined {
  const [child] = scanElements(inner, name);
  return child && (plainText(child.inner) || undefined);
}

const predefined: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
const reference = /&(?:(lt|gt|quot|apos|amp)|#(\d{1,7})|#x([\da-fA-F]{1,6}));/g;

/** The text that an element's content stands for (XML 1.0 section 4.6), without white space around it. */
export function plainText(inner: string): string {
  const cdata = /^\s*<!\[CDATA\[([\s\S]*?)\]\]>\s*$/.exec(inner)?.[1];
  if (cdata !== undefined) return cdata.trim();
  if (!inner.includes('&')) return inner.trim();
  return inner
    .replace(reference, (whole, name: string | undefined, decimal: string | undefined, hex: string | undefined) => {
      if (name) return predefined[name] ?? whole;
      const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    })
    .trim();
}

/**
 * The file, ready to be scanned.
 *
 * @throws {MetadataXmlError} when it does not end as it must: it was cut off, or is something else.
 */
export function scannable(xml: string, rootName: string): string {
  if (!new RegExp(`</${rootName}>\\s*$`).test(xml.slice(-200))) parseMetadataXml(xml, rootName);
  return xml;
}

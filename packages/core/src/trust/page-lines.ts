/** A saved page, or text, as lines of cells, without its markup. */

export interface PageLine {
  /** One for a line of text, several for a row of a table or a term and its definition. */
  readonly cells: readonly string[];
  /** PEM blocks that stood in it, with line ends restored. */
  readonly blocks: readonly string[];
  /** Some of it was cut off. */
  readonly overlong: boolean;
}

const pemBlock =
  /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----[^-]*(?:-----END (?:X509 |TRUSTED )?CERTIFICATE-----)?/g;

/** Stand for a cell's end and a block set aside. No page holds control characters. */
const cell = '\u0001';
const blockMark = /\u0002(\d+)\u0002/g;

/** No entry is longer. What is gets cut, and is then not understood, so that no pattern below meets a line without end. */
const longestCell = 2000;

/** @param page HTML, or plain text */
export function pageLines(page: string): PageLine[] {
  const blocks: string[] = [];
  const bare = page.replaceAll(/[\u0001\u0002]/g, ' ').replaceAll('\r\n', '\n');
  const text = decodeEntities(/<[a-z!/]/i.test(bare) ? withoutMarkup(bare) : bare).replaceAll(
    pemBlock,
    (block) => `\u0002${blocks.push(restored(block)) - 1}\u0002`,
  );
  return text.split('\n').map((line) => {
    const cells = line
      .replaceAll(blockMark, ' ')
      .split(cell)
      .map((one) => one.replaceAll(/\s+/g, ' ').trim());
    return {
      blocks: [...line.matchAll(blockMark)].map((mark) => blocks[Number(mark[1])] as string),
      cells: cells.map((one) => one.slice(0, longestCell)),
      overlong: cells.some((one) => one.length > longestCell),
    };
  });
}

const breaksLine: ReadonlySet<string> = new Set([
  'br',
  'hr',
  '/dd',
  ...['tr', 'li', 'h1', 'h2', 'h3', 'h4', 'dl', 'ul', 'ol', 'table', 'pre'].flatMap((name) => [name, `/${name}`]),
]);
/** These break lines too, but in a cell of a table only its looks. */
const blocksOfText: ReadonlySet<string> = new Set(['p', '/p', 'div', '/div', 'section', '/section']);
const startsCell: ReadonlySet<string> = new Set(['td', 'th', 'dt']);
const endsCell: ReadonlySet<string> = new Set(['/td', '/th', '/dt']);
const hidden: ReadonlySet<string> = new Set(['script', 'style', 'head']);

/**
 * Text of a page in one pass, whatever the markup: line ends mean nothing outside <pre>, elements that start a line or
 * end a cell do, and scripts, styles and comments are left out.
 */
function withoutMarkup(html: string): string {
  const parts: string[] = [];
  let inPre = false;
  let inCell = false;
  let at = 0;
  for (;;) {
    const open = html.indexOf('<', at);
    const text = open < 0 ? html.slice(at) : html.slice(at, open);
    parts.push(inPre ? text : text.replaceAll('\n', ' '));
    if (open < 0) return parts.join('');
    const comment = html.startsWith('<!--', open);
    const close = html.indexOf(comment ? '-->' : '>', open);
    if (close < 0) return parts.join('');
    at = close + (comment ? 3 : 1);
    const name = comment ? '' : (/^\/?[a-z][a-z0-9]*/i.exec(html.slice(open + 1, open + 12))?.[0].toLowerCase() ?? '');
    if (hidden.has(name)) {
      const end = html.slice(at).search(new RegExp(`</${name}\\b`, 'i'));
      if (end < 0) return parts.join('');
      at += end;
    }
    if (name === 'pre' || name === '/pre') inPre = name === 'pre';
    if (startsCell.has(name) || endsCell.has(name) || name === 'tr') inCell = startsCell.has(name);
    if (endsCell.has(name)) parts.push(cell);
    else parts.push(breaksLine.has(name) || (blocksOfText.has(name) && !inCell) ? '\n' : ' ');
  }
}

/** A block whose line ends the page lost or replaced, in the shape that a PEM reader takes. */
function restored(block: string): string {
  const body = block.replaceAll(/-----[A-Z0-9 ]+-----/g, '').replaceAll(/\s+/g, '');
  const end = block.includes('-----END') ? '-----END CERTIFICATE-----\n' : '';
  return `-----BEGIN CERTIFICATE-----\n${(body.match(/.{1,64}/g) ?? []).join('\n')}\n${end}`;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function decodeEntities(text: string): string {
  return text.replaceAll(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

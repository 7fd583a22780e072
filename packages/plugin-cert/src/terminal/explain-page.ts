import { Page } from './page.ts';
import type { Paint } from './paint.ts';
import { addTable } from './table.ts';
import { columnsOf } from './text.ts';

/** A block of a page of docs/checks or docs/uses: what lies between blank lines, lists one item each. */
type Block =
  | { readonly kind: 'title' | 'heading' | 'paragraph'; readonly text: string }
  | { readonly kind: 'item'; readonly start: string; readonly text: string }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] };

/** The page of a check or use for a terminal: its words, without the signs of Markdown. */
export function explainPage(markdown: string, options: { readonly columns: number; readonly paint: Paint }): string {
  const page = new Page(options.columns, options.paint);
  let before: Block['kind'] | undefined;
  for (const block of blocksOf(markdown)) {
    if (before !== undefined && !(before === 'item' && block.kind === 'item')) page.blank();
    addBlock(page, block);
    before = block.kind;
  }
  return page.toString();
}

function addBlock(page: Page, block: Block): void {
  if (block.kind === 'table') addRows(page, block.rows);
  else if (block.kind === 'item') page.hanging(block.start, block.text);
  else page.text(block.text, block.kind === 'paragraph' ? (line) => line : page.paint.strong);
}

/** Fewest columns in which the last cell of a row can be read. */
const least = 20;

/** A table where there is room for it, else an item for each row. */
function addRows(page: Page, [head = [], ...rows]: readonly (readonly string[])[]): void {
  const widths = head
    .slice(0, -1)
    .map((_, place) => Math.max(...[head, ...rows].map((row) => columnsOf(row[place] ?? ''))));
  const before = widths.reduce((sum, width) => sum + width + 2, 0);
  if (before + least <= page.columns) {
    addTable(
      page,
      head.map((title) => ({ title })),
      rows,
    );
    return;
  }
  for (const [first = '', ...rest] of rows) {
    const cells = rest.map((cell, place) => `${head[place + 1] ?? ''}: ${cell}`.replace(/^: /, ''));
    page.hanging('- ', `${head[0] ? `${head[0]} ` : ''}${first}; ${cells.join('; ')}`);
  }
}

function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  // A line belongs to the block above it unless it begins one of its own.
  let open: string[] = [];
  const close = (): void => {
    if (open.length > 0) blocks.push(blockOf(open));
    open = [];
  };
  for (const line of markdown.split(/\r?\n/)) {
    if (line.trim() === '' || /^(#|\s*[-*] |\s*\d+\. )/.test(line)) close();
    if (line.trim() !== '') open.push(open.length === 0 ? line.trimEnd() : line.trim());
    if (line.startsWith('#')) close();
  }
  close();
  return blocks;
}

function blockOf(lines: readonly string[]): Block {
  const [first = ''] = lines;
  if (first.startsWith('|')) {
    const rows = lines.map((line) =>
      line
        .replace(/^\||\|$/g, '')
        .split('|')
        .map((cell) => plain(cell.trim())),
    );
    return { kind: 'table', rows: rows.filter((cells) => !cells.every((cell) => /^:?-+:?$/.test(cell))) };
  }
  const text = lines.join(' ');
  const [, hashes, heading] = /^(#+) +(.*)$/.exec(text) ?? [];
  if (hashes !== undefined) return { kind: hashes === '#' ? 'title' : 'heading', text: plain(heading ?? '') };
  const [, start, item] = /^(\s*(?:[-*]|\d+\.)) +(.*)$/.exec(text) ?? [];
  if (start !== undefined) return { kind: 'item', start: `${start} `, text: plain(item ?? '') };
  return { kind: 'paragraph', text: plain(text.trim()) };
}

/** Words without signs. A link within these pages is its words; the page of another check is named, as it can be asked for. */
function plain(text: string): string {
  return text
    .replace(/\[\[(\d+)\]\]\(#sources\)/g, '[$1]')
    .replace(/\[([^\]]*)\]\(([^)]*)\)/g, (_, words: string, target: string) => linkOf(words, target))
    .replace(/\*\*([^*]+)\*\*/g, '$1')
    .replace(/(?<![\w])_([^_]+)_(?![\w])/g, '$1')
    .replace(/`([^`]+)`/g, '$1');
}

function linkOf(words: string, target: string): string {
  if (/^https?:/.test(target)) return `${words} (${target})`;
  const check = /^([\w-]+)\.md$/.exec(target)?.[1];
  return check === undefined || words.includes(check) ? words : `${words} (${check})`;
}

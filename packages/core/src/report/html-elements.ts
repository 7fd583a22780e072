import { dayOf } from '../findings/wording.ts';
import { momentIn } from './calendar-words.ts';
import { escapeMarkup } from './escape.ts';

/** A part of the page under a heading of its own, which names it. */
export function section(id: string, title: string, body: string): string {
  return `<section aria-labelledby="${id}">\n<h2 id="${id}">${title}</h2>\n${body}\n</section>`;
}

export function bold(text: string): string {
  return `<b>${escapeMarkup(text)}</b>`;
}

/** Bold words of ours, which a narrow column keeps whole; names of other people may be of any length. */
export function boldWords(text: string): string {
  return `<b class="words">${escapeMarkup(text)}</b>`;
}

/** `Thu 26 Nov` for an ISO day or date-time; what is not a date stands as it is. A page is read on other days than it was made. */
export function day(iso: string, at: Date): string {
  const date = momentIn(iso);
  if (!date) return escapeMarkup(iso);
  return `<time datetime="${escapeMarkup(iso)}">${dayOf(date, at)}</time>`;
}

/**
 * A table that a narrow screen shows as cards; roles are spelt out because that takes them from table elements.
 *
 * @param head Column titles: ours, plain text.
 * @param rows Cells of markup.
 */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const titles = head.map((title) => `<th scope="col" role="columnheader">${title}</th>`).join('');
  const lines = rows.map((cells) => {
    const line = cells.map((cell, column) => `<td role="cell" data-label="${head[column]}">${cell}</td>`);
    return `<tr role="row">${line.join('')}</tr>`;
  });
  return `<table role="table">
<thead role="rowgroup"><tr role="row">${titles}</tr></thead>
<tbody role="rowgroup">
${lines.join('\n')}
</tbody>
</table>`;
}

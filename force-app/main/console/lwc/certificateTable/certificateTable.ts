import { LightningElement, api } from 'lwc';
import type { Consumers, SortKey } from 'c/certificateFilter';
import type { CertificateRow, ConsoleSettings } from 'c/healthRecords';
import { fill } from 'c/wording';
import { headOf, labels, shown } from './shownRow';
import type { ShownRow } from './shownRow';

/** Rows that are drawn at once. Each costs about a millisecond, and nobody reads two thousand. */
const PAGE = 50;

/**
 * Certificates as a table, a page of rows at a time.
 *
 * @fires open with {record}, when a name is pressed
 * @fires sort with {sort, descending}, when the head of a column is pressed
 * @fires select with {ids}: all that are chosen now
 */
export default class CertificateTable extends LightningElement {
  /** Whether rows can be chosen. */
  @api selectable = false;
  @api selected: readonly string[] = [];
  /** By which a certificate ends soon. */
  @api settings: ConsoleSettings = {};
  @api sort: SortKey = 'ends';
  @api descending = false;

  /** Who uses them, as far as it is loaded. */
  @api consumers: Consumers = new Map();
  /** Whether every place that may use a certificate was read. */
  @api usesKnown = false;

  limit = PAGE;
  readonly labels = labels;
  private all: readonly CertificateRow[] = [];
  private focusOn = -1;

  /** Rows in the order in which they are to be shown. */
  @api
  get rows(): readonly CertificateRow[] {
    return this.all;
  }
  set rows(rows: readonly CertificateRow[]) {
    this.all = rows;
    this.limit = PAGE;
  }

  get head(): ReturnType<typeof headOf> {
    return headOf(this.sort, this.descending);
  }

  get shownRows(): ShownRow[] {
    const chosen = new Set(this.selected);
    const now = new Date();
    return this.all
      .slice(0, this.limit)
      .map((row, place) =>
        shown(row, place, chosen.has(row.Id), { now, settings: this.settings, consumers: this.consumers }),
      );
  }

  get noUse(): string {
    return this.usesKnown ? labels.noUse : labels.useUnknown;
  }

  get sortOptions(): { label: string; value: string }[] {
    return this.head.map(({ key, label }) => ({ value: key, label }));
  }

  get hasMore(): boolean {
    return this.all.length > this.limit;
  }

  get moreLabel(): string {
    return fill(labels.more, Math.min(PAGE, this.all.length - this.limit));
  }

  get count(): string {
    return fill(labels.count, Math.min(this.limit, this.all.length), this.all.length);
  }

  get allChosen(): boolean {
    const chosen = new Set(this.selected);
    return this.all.length > 0 && this.all.slice(0, this.limit).every(({ Id }) => chosen.has(Id));
  }

  handleSort(event: Event): void {
    const sort = keyOf(event) as SortKey;
    const descending = sort === this.sort ? !this.descending : false;
    this.dispatchEvent(new CustomEvent('sort', { detail: { sort, descending } }));
  }

  handleSortBy(event: CustomEvent<{ value: string }>): void {
    this.dispatchEvent(new CustomEvent('sort', { detail: { sort: event.detail.value, descending: false } }));
  }

  handleOpen(event: Event): void {
    this.dispatchEvent(new CustomEvent('open', { detail: { record: keyOf(event) } }));
  }

  handleChoose(event: Event): void {
    this.choose([keyOf(event)], (event.currentTarget as HTMLInputElement).checked);
  }

  handleChooseAll(event: Event): void {
    const visible = this.all.slice(0, this.limit).map(({ Id }) => Id);
    this.choose(visible, (event.currentTarget as HTMLInputElement).checked);
  }

  handleMore(): void {
    this.focusOn = this.limit;
    this.limit += PAGE;
  }

  /** The button may be gone after the last page: who used it goes on at the first new row. */
  renderedCallback(): void {
    if (this.focusOn < 0) return;
    const names = this.template?.querySelectorAll<HTMLElement>('[data-id="name"]');
    names?.[this.focusOn]?.focus();
    this.focusOn = -1;
  }

  private choose(ids: readonly string[], checked: boolean): void {
    const others = this.selected.filter((id) => !ids.includes(id));
    this.dispatchEvent(new CustomEvent('select', { detail: { ids: checked ? [...others, ...ids] : others } }));
  }
}

function keyOf(event: Event): string {
  return (event.currentTarget as HTMLElement).dataset.key ?? '';
}

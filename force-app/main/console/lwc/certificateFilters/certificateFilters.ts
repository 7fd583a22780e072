import { LightningElement, api } from 'lwc';
import { filterIn, isSameFilter, stateOfFilter } from 'c/certificateFilter';
import type { CertificateFilter } from 'c/certificateFilter';
import type { CertificateRow } from 'c/healthRecords';
import { fill } from 'c/wording';
import { labels, namedFilters, optionsOf } from './filterChoices';
import type { Options } from './filterChoices';

/**
 * Asks which certificates to show.
 *
 * @fires filter with {filter}
 */
export default class CertificateFilters extends LightningElement {
  @api filter: CertificateFilter = {};
  /** Name of the person, for the filter "mine". */
  @api userName = '';

  readonly labels = labels;
  options: Options = optionsOf([], false);
  isUnfolded = false;
  private all: readonly CertificateRow[] = [];
  private areUsesKnown = false;

  /** All certificates: what can be chosen is what occurs among them. */
  @api
  get rows(): readonly CertificateRow[] {
    return this.all;
  }
  set rows(rows: readonly CertificateRow[]) {
    this.all = rows;
    this.options = optionsOf(rows, this.areUsesKnown);
  }

  /** Whether every place that may use a certificate was read. */
  @api
  get usesKnown(): boolean {
    return this.areUsesKnown;
  }
  set usesKnown(known: boolean) {
    this.areUsesKnown = known;
    this.options = optionsOf(this.all, known);
  }

  get named(): { id: string; label: string; pressed: string; class: string }[] {
    // A saved filter says what is shown, not in which order.
    const now = filterIn({ ...stateOfFilter(this.filter), sort: '', descending: '' });
    return namedFilters(this.userName, this.usesKnown).map(({ id, label, filter }) => {
      const pressed = isSameFilter(filter, now);
      return { id, label, pressed: String(pressed), class: `slds-button slds-button_${pressed ? 'brand' : 'neutral'}` };
    });
  }

  get filtersClass(): string {
    return this.isUnfolded ? 'filters' : 'filters folded';
  }

  get unfolded(): string {
    return String(this.isUnfolded);
  }

  /** How many narrow the list, apart from the search, which is always to be seen. */
  get foldLabel(): string {
    const { status, use, responsible, source, within, gone } = this.filter;
    const count = [status, use, responsible, source, within, gone].filter(Boolean).length;
    return count > 0 ? fill(labels.foldCount, count) : labels.fold;
  }

  get text(): string {
    return this.filter.text ?? '';
  }

  get status(): string {
    return this.filter.status ?? '';
  }

  get use(): string {
    return this.filter.use ?? '';
  }

  get responsible(): string {
    return this.filter.responsible ?? '';
  }

  get source(): string {
    return this.filter.source ?? '';
  }

  get gone(): boolean {
    return this.filter.gone ?? false;
  }

  /** Into the search. */
  @api
  focus(): void {
    (this.refs?.search as HTMLElement | undefined)?.focus();
  }

  handleFold(): void {
    this.isUnfolded = !this.isUnfolded;
  }

  handleNamed(event: Event): void {
    const { id } = (event.currentTarget as HTMLElement).dataset;
    const { sort, descending } = this.filter;
    const chosen = namedFilters(this.userName, this.usesKnown).find((one) => one.id === id)?.filter ?? {};
    this.ask({ ...chosen, ...(sort ? { sort } : {}), ...(descending ? { descending } : {}) });
  }

  handleValue(event: CustomEvent<{ value: string }>): void {
    const field = (event.currentTarget as HTMLElement).dataset.field ?? '';
    this.ask({ ...this.filter, [field]: event.detail.value });
  }

  handleGone(event: CustomEvent<{ checked: boolean }>): void {
    this.ask({ ...this.filter, gone: event.detail.checked });
  }

  private ask(filter: CertificateFilter): void {
    this.dispatchEvent(new CustomEvent('filter', { detail: { filter } }));
  }
}

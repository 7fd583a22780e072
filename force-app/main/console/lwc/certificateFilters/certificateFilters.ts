import { LightningElement, api } from 'lwc';
import { filterIn, isSameFilter, stateOfFilter } from 'c/certificateFilter';
import type { CertificateFilter } from 'c/certificateFilter';
import type { CertificateRow } from 'c/healthRecords';
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
  options: Options = optionsOf([]);
  private all: readonly CertificateRow[] = [];

  /** All certificates: what can be chosen is what occurs among them. */
  @api
  get rows(): readonly CertificateRow[] {
    return this.all;
  }
  set rows(rows: readonly CertificateRow[]) {
    this.all = rows;
    this.options = optionsOf(rows);
  }

  get named(): { id: string; label: string; pressed: string; class: string }[] {
    // A saved filter says what is shown, not in which order.
    const now = filterIn({ ...stateOfFilter(this.filter), sort: '', descending: '' });
    return namedFilters(this.userName).map(({ id, label, filter }) => {
      const pressed = isSameFilter(filter, now);
      return { id, label, pressed: String(pressed), class: `slds-button slds-button_${pressed ? 'brand' : 'neutral'}` };
    });
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

  handleNamed(event: Event): void {
    const { id } = (event.currentTarget as HTMLElement).dataset;
    const { sort, descending } = this.filter;
    const chosen = namedFilters(this.userName).find((one) => one.id === id)?.filter ?? {};
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

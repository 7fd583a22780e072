import { LightningElement, api } from 'lwc';
import { calendarOf, endingRows } from 'c/certificateCalendar';
import { csvOf, download } from 'c/certificateExport';
import { consumersOf, filterIn, filterRows, isSameFilter, stateOfFilter } from 'c/certificateFilter';
import type { CertificateFilter, Consumers, FilterState, SortKey } from 'c/certificateFilter';
import { areUsesKnown, load, newestFinished, onReload } from 'c/healthRecords';
import type { CertificateRow, ConsoleSettings, Overview } from 'c/healthRecords';
import { fill, plural } from 'c/wording';
import { exportHead, exportRow } from './exportColumns';
import { labels } from './pageLabels';

/** Somebody who types a search should not leave an address behind for every letter. */
const SETTLED = 400;

/**
 * All certificates, with what can be done about several at once.
 *
 * @fires navigate with {page, record} to a certificate, and with {page, filter} when what is asked for has changed
 */
export default class CertificatesPage extends LightningElement {
  readonly labels = labels;
  rows: readonly CertificateRow[] | undefined;
  /** Those no longer in the org: loaded when they are first asked for. */
  gone: readonly CertificateRow[] | undefined;
  goneError: unknown;
  /** What the filter chooses from. */
  known: readonly CertificateRow[] = [];
  overview: Overview | undefined;
  error: unknown;
  /** Who uses them; comes after the rows, which need not wait for it. */
  consumers: Consumers = new Map();
  areConsumersKnown = false;
  usesKnown = false;
  asked: CertificateFilter = {};
  /** The rows that fit, in their order: found once for what is asked, not once for each look at them. */
  shown: readonly CertificateRow[] = [];
  /** Of those, the ones that a calendar can hold. */
  ending: readonly CertificateRow[] = [];
  selected: readonly string[] = [];
  private settling: ReturnType<typeof setTimeout> | undefined;
  private stop: (() => void) | undefined;

  /** What is asked for, as the address keeps it. */
  @api
  get filter(): FilterState {
    return stateOfFilter(this.asked);
  }
  set filter(state: FilterState | undefined) {
    const asked = filterIn(state);
    if (!isSameFilter(asked, this.asked)) this.show(asked);
  }

  connectedCallback(): void {
    this.stop = onReload(() => this.refresh());
    this.read();
  }

  disconnectedCallback(): void {
    clearTimeout(this.settling);
    this.stop?.();
  }

  read(): void {
    Promise.all([load('certificates'), load('overview')]).then(
      ([rows, overview]) => {
        this.rows = rows;
        this.overview = overview;
        this.error = undefined;
        this.gather();
        this.readUses(overview);
      },
      (error: unknown) => {
        this.error = error;
      },
    );
  }

  /** After something was written: those that are gone are not known any more either. */
  refresh(): void {
    this.read();
    if (this.asked.gone) this.readGone();
    else this.gone = undefined;
  }

  /** The list stands without it: until it is there, no use is called none. */
  readUses({ settings }: Overview): void {
    load('uses').then(
      (uses) => {
        this.consumers = consumersOf(uses);
        this.areConsumersKnown = true;
        if (this.asked.text) this.show(this.asked);
      },
      () => {
        this.areConsumersKnown = false;
      },
    );
    load('coverage').then(
      (coverage) => {
        this.usesKnown = areUsesKnown(coverage, settings.staleAfterDays);
      },
      () => {
        this.usesKnown = false;
      },
    );
  }

  readGone(): void {
    this.goneError = undefined;
    load('gone').then(
      (gone) => {
        this.gone = gone;
        this.gather();
      },
      (error: unknown) => {
        this.goneError = error;
      },
    );
  }

  get isLoading(): boolean {
    return !this.rows && !this.error;
  }

  get isEmpty(): boolean {
    return this.rows?.length === 0 && !newestFinished(this.overview?.scans ?? []);
  }

  get nothingFits(): boolean {
    return this.shown.length === 0 && !this.lacksGone;
  }

  /** Certificates whose content could not be read; nothing can be said about their dates. */
  get unread(): string {
    const count = (this.rows ?? []).filter((row) => row.Status__c === 'unknown' && !row.Is_Gone__c).length;
    return count > 0 ? fill(plural(count, labels.unreadOne, labels.unread), count) : '';
  }

  get noFitText(): string {
    return this.asked.text && !this.areConsumersKnown ? labels.noUsesText : labels.noFitText;
  }

  /** Whether there is a certificate of which it matters that not every place was read. */
  get lacksUses(): boolean {
    return !this.usesKnown && this.shown.some(({ Uses__c: uses }) => !uses);
  }

  get goneTrouble(): unknown {
    return this.asked.gone ? this.goneError : undefined;
  }

  /** What is asked for of those that are gone, in words where the list alone would not tell. */
  get goneSaid(): string {
    if (!this.asked.gone || this.goneTrouble) return '';
    if (!this.gone) return labels.goneLoading;
    return this.gone.length === 0 ? labels.goneNone : '';
  }

  get sort(): SortKey {
    return this.asked.sort ?? 'ends';
  }

  get userName(): string {
    return this.overview?.rights.userName ?? '';
  }

  get settings(): ConsoleSettings {
    return this.overview?.settings ?? {};
  }

  get canDecide(): boolean {
    return this.overview?.rights.canDecide ?? false;
  }

  get canWaive(): boolean {
    return this.overview?.rights.canWaive ?? false;
  }

  get chosen(): CertificateRow[] {
    const ids = new Set(this.selected);
    return this.known.filter(({ Id }) => ids.has(Id));
  }

  get exportLabel(): string {
    return fill(labels.export, this.shown.length);
  }

  get calendarLabel(): string {
    return fill(labels.calendar, this.ending.length);
  }

  handleFilter(event: CustomEvent<{ filter: CertificateFilter }>): void {
    this.ask(event.detail.filter);
  }

  handleSort({ detail }: CustomEvent<Pick<CertificateFilter, 'sort' | 'descending'>>): void {
    this.ask({ ...this.asked, ...detail });
  }

  handleAll(): void {
    this.ask({});
    // The button goes away with what it undoes.
    (this.refs?.filters as HTMLElement | undefined)?.focus();
  }

  handleOpen({ detail }: CustomEvent<{ record: string }>): void {
    this.dispatchEvent(new CustomEvent('navigate', { detail: { page: 'certificate', record: detail.record } }));
  }

  handleUnread(): void {
    this.dispatchEvent(new CustomEvent('navigate', { detail: { page: 'notChecked' } }));
  }

  handleSelect({ detail }: CustomEvent<{ ids: readonly string[] }>): void {
    this.selected = detail.ids;
  }

  handleClear(): void {
    this.selected = [];
  }

  handleRetry(): void {
    this.error = undefined;
    this.read();
  }

  handleExport(): void {
    const link = this.refs?.file as HTMLAnchorElement | undefined;
    const day = new Date().toISOString().slice(0, 10);
    if (link) download(link, `certificates-${day}.csv`, csvOf(exportHead, this.shown.map(exportRow)));
  }

  handleCalendar(): void {
    const link = this.refs?.file as HTMLAnchorElement | undefined;
    const org = this.overview?.org;
    if (link && org) download(link, 'certificates.ics', calendarOf(this.ending, org, this.usesKnown, new Date()));
  }

  /** Those that are gone are asked for, but nobody knows them yet. */
  private get lacksGone(): boolean {
    return this.asked.gone === true && !this.gone;
  }

  private show(asked: CertificateFilter): void {
    const lacked = this.lacksGone;
    this.asked = asked;
    if (this.lacksGone && !lacked) this.readGone();
    const now = new Date();
    this.shown = filterRows(this.known, asked, now, this.consumers);
    this.ending = endingRows(this.shown, now);
  }

  private gather(): void {
    this.known = [...(this.rows ?? []), ...(this.gone ?? [])];
    this.show(this.asked);
  }

  private ask(filter: CertificateFilter): void {
    this.show(filter);
    clearTimeout(this.settling);
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- ended when the page is left
    this.settling = setTimeout(() => {
      this.dispatchEvent(new CustomEvent('navigate', { detail: { page: 'certificates', filter: this.filter } }));
    }, SETTLED);
  }
}

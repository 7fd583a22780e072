import { LightningElement, wire } from 'lwc';
import { CurrentPageReference, NavigationMixin } from 'lightning/navigation';
import type { PageReference } from 'lightning/navigation';
import loadingLabel from '@salesforce/label/c.CertHealth_Loading';
import navigationLabel from '@salesforce/label/c.CertHealth_Nav_Label';
import pageFailedLabel from '@salesforce/label/c.CertHealth_Shell_PageFailed';
import productionLabel from '@salesforce/label/c.CertHealth_Shell_Production';
import sandboxLabel from '@salesforce/label/c.CertHealth_Shell_Sandbox';
import zoneLabel from '@salesforce/label/c.CertHealth_Shell_Zone';
import titleLabel from '@salesforce/label/c.CertHealth_Title';
import { load, onReload } from 'c/healthRecords';
import type { OrgFacts } from 'c/healthRecords';
import { fill, zoneName } from 'c/wording';
import { placeIn, stateOf, tabsFor } from './pages';
import type { NavigateDetail, PageId, Place, Tab } from './pages';

/** The app: its title, the way between its pages, and the page that is shown. */
export default class CertificateConsole extends NavigationMixin(LightningElement) {
  /** Times are told as the person's other pages tell them. */
  readonly zone = fill(zoneLabel, zoneName());
  readonly labels = {
    loading: loadingLabel,
    navigation: navigationLabel,
    pageFailed: pageFailedLabel,
    title: titleLabel,
  };

  reference?: PageReference;
  /** Used where there is no address to keep the place in. */
  ownState: Record<string, string> = {};
  org?: OrgFacts;
  canScan = false;
  error?: unknown;
  pageError?: unknown;
  isLoaded = false;
  private isArriving = false;
  private stopListening?: () => void;

  @wire(CurrentPageReference)
  arrive(reference?: PageReference): void {
    if (!reference) return;
    this.reference = reference;
    this.pageError = undefined;
  }

  connectedCallback(): void {
    this.stopListening = onReload(() => this.open());
    this.open();
  }

  disconnectedCallback(): void {
    this.stopListening?.();
  }

  renderedCallback(): void {
    if (!this.isArriving) return;
    // Keyboard and screen reader go on where the new page begins.
    this.isArriving = false;
    this.template?.querySelector<HTMLElement>('.page')?.focus();
  }

  errorCallback(error: unknown): void {
    this.pageError = error;
  }

  /** Asks for the overview first: whoever may not see it gets one sentence, not one from each part of a page. */
  open(): void {
    load('overview').then(
      ({ org, rights }) => {
        this.org = org;
        this.canScan = rights.canScan;
        this.error = undefined;
        this.isLoaded = true;
      },
      (error: unknown) => {
        this.error = error;
        this.isLoaded = true;
      },
    );
  }

  get place(): Place {
    return placeIn(this.reference?.state ?? this.ownState);
  }

  get tabs(): Tab[] {
    return tabsFor(this.place.page);
  }

  get orgLine(): string {
    if (!this.org) return '';
    const kind = { true: sandboxLabel, false: productionLabel }[String(this.org.isSandbox)];
    return [this.org.name, kind].filter(Boolean).join(' · ');
  }

  get isReady(): boolean {
    return this.isLoaded && !this.error && !this.pageError;
  }

  get isWaiting(): boolean {
    return !this.isLoaded;
  }

  /** Which page is shown: `shows.home` and so on. */
  get shows(): Partial<Record<PageId, boolean>> {
    return { [this.place.page]: true };
  }

  handleTab(event: Event): void {
    this.go({ page: (event.currentTarget as HTMLElement).dataset.page ?? 'home' });
  }

  handleNavigate(event: CustomEvent<NavigateDetail>): void {
    this.go(event.detail);
  }

  handleRetry(): void {
    this.isLoaded = false;
    this.pageError = undefined;
    this.open();
  }

  /** What was pressed goes away when the try succeeds: keyboard and screen reader go on where the page begins. */
  handleTriedAgain(): void {
    this.template?.querySelector<HTMLElement>('.page')?.focus();
  }

  private go(place: NavigateDetail): void {
    // A list that is narrowed is the same page: the address follows, without a step back and without moving the focus.
    const stays = place.page === this.place.page && place.record === this.place.record;
    this.isArriving = !stays;
    this.pageError = undefined;
    const state = stateOf(place, this.reference?.state);
    if (!this.reference) this.ownState = state;
    else this[NavigationMixin.Navigate]({ ...this.reference, state }, stays);
  }
}

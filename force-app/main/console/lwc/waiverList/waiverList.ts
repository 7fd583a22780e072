import { LightningElement, api } from 'lwc';
import FindingDecision from 'c/findingDecision';
import { load, onReload, reload } from 'c/healthRecords';
import type { FindingRow } from 'c/healthRecords';
import { catchFocus } from 'c/lostFocus';
import { day, fill, when } from 'c/wording';
import { labels } from './waiverLabels';

interface ShownWaiver {
  readonly id: string;
  readonly title: string;
  readonly subject: string;
  readonly reason: string;
  readonly by: string;
  readonly until: string;
  readonly canReopen: boolean;
  readonly record: string;
}

/**
 * What people decided to live with, and until when.
 *
 * @fires navigate with {page, record} to the certificate
 */
export default class WaiverList extends LightningElement {
  @api canDecide = false;

  readonly labels = labels;
  waivers: readonly FindingRow[] | undefined;
  error: unknown;
  private stop: (() => void) | undefined;

  connectedCallback(): void {
    this.stop = onReload(() => this.read());
    this.read();
  }

  disconnectedCallback(): void {
    this.stop?.();
  }

  read(): void {
    load('waivers').then(
      (waivers) => {
        this.waivers = waivers;
        this.error = undefined;
      },
      (error: unknown) => {
        this.error = error;
      },
    );
  }

  get isLoading(): boolean {
    return !this.waivers && !this.error;
  }

  get isEmpty(): boolean {
    return this.waivers?.length === 0;
  }

  get shown(): ShownWaiver[] {
    return (this.waivers ?? []).map((row) => ({
      id: row.Id,
      title: row.Title__c ?? '',
      subject: row.Subject_Name__c ?? '',
      reason: row.Decision_Note__c ?? '',
      by: row.Waived_By_Settings__c ? labels.bySettings : byWords(row),
      until: row.Waived_Until__c ? when(row.Waived_Until__c) : labels.noEnd,
      canReopen: this.canDecide && row.Waived_By_Settings__c !== true,
      record: row.Certificate__c ?? '',
    }));
  }

  handleOpen(event: Event): void {
    const record = (event.currentTarget as HTMLElement).dataset.key;
    this.dispatchEvent(new CustomEvent('navigate', { detail: { page: 'certificate', record } }));
  }

  async handleReopen(event: Event): Promise<void> {
    const { key = '' } = (event.currentTarget as HTMLElement).dataset;
    const title = this.shown.find(({ id }) => id === key)?.title ?? '';
    const changed = await FindingDecision.ask({ action: 'reopen', ids: [key], titles: [title] });
    if (changed === undefined) return;
    reload();
    // The row of the button is gone: who pressed it goes on at the list.
    catchFocus(() => this.refs?.list as HTMLElement | undefined);
  }

  handleRetry(): void {
    this.error = undefined;
    this.read();
  }
}

function byWords({ Decided_By__c: by = '', Decided_At__c: at }: FindingRow): string {
  return at ? fill(labels.byOn, by, day(at)) : by;
}

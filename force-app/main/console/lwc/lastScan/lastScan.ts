import { LightningElement, api } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import doneLabel from '@salesforce/label/c.CertHealth_Scan_Done';
import donePartlyLabel from '@salesforce/label/c.CertHealth_Scan_DonePartly';
import noRightLabel from '@salesforce/label/c.CertHealth_Scan_NoRight';
import notDoneLabel from '@salesforce/label/c.CertHealth_Scan_NotDone';
import scanNowLabel from '@salesforce/label/c.CertHealth_Scan_Now';
import unreadLabel from '@salesforce/label/c.CertHealth_Scan_Unread';
import { onProgress, scan } from 'c/browserScan';
import type { Outcome, Progress } from 'c/browserScan';
import { newestFinished } from 'c/healthRecords';
import type { Overview } from 'c/healthRecords';
import { fill, listOf, utc } from 'c/wording';
import { lastScanned, progressWords, remarksOn } from './scanWords';

/** The verdict, when and by whom was last scanned, and the button that scans again. */
export default class LastScan extends LightningElement {
  @api overview?: Overview;
  /** One sentence on how things stand; empty before the first scan. */
  @api verdict = '';

  readonly labels = { noRight: noRightLabel, notDone: notDoneLabel, scanNow: scanNowLabel };

  progress?: Progress;
  error?: unknown;
  private stopListening?: () => void;

  connectedCallback(): void {
    this.stopListening = onProgress((progress) => {
      this.progress = progress;
    });
  }

  disconnectedCallback(): void {
    this.stopListening?.();
  }

  get lastScanned(): string {
    return this.overview ? lastScanned(this.overview) : '';
  }

  get lastScannedUtc(): string | undefined {
    return utc(newestFinished(this.overview?.scans ?? [])?.Scanned_At__c);
  }

  get remarks(): object[] {
    return this.overview && !this.progress ? remarksOn(this.overview) : [];
  }

  get canScan(): boolean {
    return this.overview?.rights.canScan === true;
  }

  get cannotScan(): boolean {
    return !this.canScan;
  }

  get isScanning(): boolean {
    return this.progress !== undefined;
  }

  get progressText(): string {
    return this.progress ? progressWords(this.progress) : '';
  }

  handleScan(): void {
    this.error = undefined;
    scan().then(
      (outcome) => this.tell(outcome),
      (error: unknown) => {
        this.error = error;
      },
    );
  }

  private tell({ summary, unread }: Outcome): void {
    const isWhole = unread.length === 0;
    this.dispatchEvent(
      new ShowToastEvent({
        title: isWhole ? doneLabel : donePartlyLabel,
        message: isWhole ? summary : fill(unreadLabel, summary, listOf(unread)),
        variant: isWhole ? 'success' : 'warning',
        mode: isWhole ? 'dismissible' : 'sticky',
      }),
    );
  }
}

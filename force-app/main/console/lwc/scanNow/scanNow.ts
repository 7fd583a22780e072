import { LightningElement } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import doneLabel from '@salesforce/label/c.CertHealth_Scan_Done';
import donePartlyLabel from '@salesforce/label/c.CertHealth_Scan_DonePartly';
import notDoneLabel from '@salesforce/label/c.CertHealth_Scan_NotDone';
import scanNowLabel from '@salesforce/label/c.CertHealth_Scan_Now';
import unreadLabel from '@salesforce/label/c.CertHealth_Scan_Unread';
import { onProgress, scan } from 'c/browserScan';
import type { Outcome, Progress } from 'c/browserScan';
import { fill, listOf } from 'c/wording';
import { progressWords } from './progressWords';

/** The button that scans from here, how far the scan is, and what came of it. */
export default class ScanNow extends LightningElement {
  readonly labels = { notDone: notDoneLabel, scanNow: scanNowLabel };

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

  get isScanning(): boolean {
    return this.progress !== undefined;
  }

  get progressText(): string {
    return this.progress ? progressWords(this.progress) : '';
  }

  handleScan(): void {
    // Not disabled meanwhile: a button that is would lose the focus of who pressed it.
    if (this.isScanning) return;
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

import { LightningElement, api } from 'lwc';
import noRightLabel from '@salesforce/label/c.CertHealth_Scan_NoRight';
import { onProgress } from 'c/browserScan';
import { newestFinished } from 'c/healthRecords';
import type { Overview } from 'c/healthRecords';
import { statusOf, statusWords, utc } from 'c/wording';
import { lastScanned, remarksOn } from './scanWords';

/** The verdict, and when and by whom was last scanned. */
export default class LastScan extends LightningElement {
  @api overview?: Overview;
  /** One sentence on how things stand; empty before the first scan. */
  @api verdict = '';
  /** How things stand, for its icon. */
  @api status = '';

  readonly labels = { noRight: noRightLabel };

  isScanning = false;
  private stopListening?: () => void;

  connectedCallback(): void {
    this.stopListening = onProgress((progress) => {
      this.isScanning = progress !== undefined;
    });
  }

  disconnectedCallback(): void {
    this.stopListening?.();
  }

  get icon(): string {
    return statusWords(this.status).icon;
  }

  get stripClass(): string {
    return this.verdict ? `strip ${statusOf(this.status)}` : 'strip';
  }

  get lastScanned(): string {
    return this.overview ? lastScanned(this.overview) : '';
  }

  get lastScannedUtc(): string | undefined {
    return utc(newestFinished(this.overview?.scans ?? [])?.Scanned_At__c);
  }

  get remarks(): object[] {
    return this.overview && !this.isScanning ? remarksOn(this.overview) : [];
  }

  get cannotScan(): boolean {
    return this.overview?.rights.canScan !== true;
  }
}

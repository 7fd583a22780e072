import { LightningElement, api } from 'lwc';
import type { ReportCertificate } from 'c/certificateEngine';
import { colons } from 'c/certificateName';
import type { CertificateRow } from 'c/healthRecords';
import { factsOf, labels, statementsOf } from './facts';
import type { Fact } from './facts';

/** What a certificate says: in plain words first, with the fields' own names and values on demand. */
export default class CertificateFacts extends LightningElement {
  @api certificate: ReportCertificate | null | undefined;
  /** What is known where the certificate itself could not be read. */
  @api row: CertificateRow | undefined;

  isRaw = false;
  said = '';
  readonly labels = labels;

  get facts(): Fact[] {
    return factsOf(this.certificate ?? statementsOf(this.row));
  }

  get fingerprint(): string {
    return this.certificate?.fingerprint ?? this.row?.Fingerprint__c ?? '';
  }

  get shownFingerprint(): string {
    return colons(this.fingerprint);
  }

  handleRaw(event: CustomEvent<{ checked: boolean }>): void {
    this.isRaw = event.detail.checked;
  }

  async handleCopy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.fingerprint);
      this.said = labels.copied;
    } catch {
      this.said = labels.notCopied;
    }
  }
}

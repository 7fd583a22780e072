import { LightningElement } from 'lwc';
import { describeCertificates, fitFor, readCertificates } from 'c/certificateEngine';
import type { FitForUse, ReportCertificate, ReportPath } from 'c/certificateEngine';
import { shortName } from 'c/certificateName';
import { fill, plural } from 'c/wording';
import { labels } from './checkLabels';
import { sample } from './sample';

interface Found {
  readonly certificates: readonly { key: string; name: string; certificate: ReportCertificate }[];
  readonly path: ReportPath | undefined;
  readonly described: readonly ReportCertificate[];
  readonly fits: readonly FitForUse[];
  readonly problems: readonly { key: number; text: string }[];
}

/** Looks at a certificate that somebody pastes or chooses: what it says and what it is fit for. Nothing is sent anywhere. */
export default class CheckPage extends LightningElement {
  readonly labels = labels;
  text = '';
  fileName = '';
  found: Found | undefined;
  isBusy = false;
  private asked = 0;

  get nothingGiven(): boolean {
    return this.isBusy || this.text.trim() === '';
  }

  get hasCertificates(): boolean {
    return (this.found?.certificates.length ?? 0) > 0;
  }

  get hasProblems(): boolean {
    return (this.found?.problems.length ?? 0) > 0;
  }

  /** What came of it, also for those who do not see the page change. */
  get outcome(): string {
    if (this.isBusy) return labels.busy;
    if (!this.found) return '';
    const count = this.found.certificates.length;
    if (count === 0) return labels.nothing;
    const words = fill(plural(count, labels.readOne, labels.readMany), count);
    return this.fileName ? `${this.fileName}: ${words}` : words;
  }

  handleText(event: CustomEvent<{ value: string }>): void {
    this.text = event.detail.value;
    this.fileName = '';
  }

  async handleFile(event: CustomEvent<{ files: FileList }>): Promise<void> {
    const file = event.detail.files[0];
    if (!file) return;
    this.text = '';
    this.fileName = file.name;
    try {
      await this.look(new Uint8Array(await file.arrayBuffer()));
    } catch {
      this.fail(labels.fileUnreadable);
    }
  }

  async handleCheck(): Promise<void> {
    await this.look(this.text);
  }

  async handleSample(): Promise<void> {
    this.text = sample;
    this.fileName = '';
    await this.look(sample);
  }

  handleClear(): void {
    this.text = '';
    this.fileName = '';
    this.found = undefined;
    this.asked += 1;
    // The button goes away with what it cleared.
    (this.refs?.paste as HTMLElement | undefined)?.focus();
  }

  private async look(content: string | Uint8Array): Promise<void> {
    const asked = (this.asked += 1);
    this.isBusy = true;
    try {
      const at = new Date();
      const { certificates, problems } = readCertificates(content);
      const described = await describeCertificates(certificates, at);
      const fits = await fitFor(certificates, at);
      // Somebody may have given something else meanwhile.
      if (asked === this.asked) this.show(described, fits, problems);
    } catch {
      if (asked === this.asked) this.fail(labels.failed);
    } finally {
      this.isBusy = false;
    }
  }

  private show(described: readonly ReportCertificate[], fits: readonly FitForUse[], problems: readonly string[]): void {
    this.found = {
      certificates: described.map((certificate) => ({
        key: certificate.fingerprint,
        name: shortName(certificate.subject),
        certificate,
      })),
      path: described[0]?.path,
      described,
      fits,
      problems: problems.map((text, key) => ({ key, text })),
    };
  }

  private fail(sentence: string): void {
    this.show([], [], [sentence]);
  }
}

import { LightningElement, api } from 'lwc';
import { reduceErrors } from 'c/apexErrors';
import { describeCertificates, readCertificates } from 'c/certificateEngine';
import type { RotationPlan } from 'c/certificateEngine';
import { download } from 'c/certificateExport';
import { loadFile } from 'c/rotationRecords';
import { fill } from 'c/wording';
import { letterOf } from './letter';
import { labels } from './partnerLabels';

/** The new certificate for the other side: a file to attach, and a text to send. */
export default class RotationPartner extends LightningElement {
  /** Id of the rotation. */
  @api recordId: string | undefined;
  @api plan: RotationPlan | undefined;
  /** Names of what is kept with the rotation. */
  @api files: readonly string[] = [];
  @api org = '';
  /** ISO date-times: the agreed moment, the end of the old certificate. */
  @api from: string | undefined;
  @api ends: string | undefined;

  readonly labels = labels;
  letter = '';
  error = '';
  said = '';
  private content = '';

  connectedCallback(): void {
    const { file } = this;
    if (!file) return;
    this.letterWith(file).then(
      (letter) => {
        this.letter = letter;
      },
      (error: unknown) => {
        this.error = fill(labels.fileUnread, file, reduceErrors(error));
      },
    );
  }

  /** The public certificate by itself where there is one, else the chain that was signed. */
  get file(): string | undefined {
    return this.files.find((name) => name.endsWith('.crt')) ?? this.files.find((name) => name === 'chain.pem');
  }

  get isLoading(): boolean {
    return Boolean(this.file) && !this.letter && !this.error;
  }

  get isNotMade(): boolean {
    return !this.file;
  }

  get downloadLabel(): string {
    return fill(labels.download, this.fileName);
  }

  /** Named for the certificate, also where only its chain is there. */
  private get fileName(): string {
    const { file = '', plan } = this;
    return file === 'chain.pem' ? `${plan?.successor ?? plan?.certificate ?? 'chain'}.pem` : file;
  }

  handleDownload(): void {
    const link = this.refs?.file as HTMLAnchorElement | undefined;
    if (link) download(link, this.fileName, this.content);
  }

  async handleCopy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.letter);
      this.said = labels.copied;
    } catch {
      this.said = labels.notCopied;
    }
  }

  private async letterWith(file: string): Promise<string> {
    const { recordId, plan, org, from, ends } = this;
    if (!recordId || !plan) return '';
    this.content = await loadFile(recordId, file);
    const { certificates, problems } = readCertificates(this.content);
    const [certificate] = await describeCertificates(certificates, new Date());
    if (!certificate) throw new Error(problems.join(' '));
    return letterOf({
      plan,
      org,
      file: this.fileName,
      certificate,
      ...(from ? { from } : {}),
      ...(ends ? { ends } : {}),
    });
  }
}

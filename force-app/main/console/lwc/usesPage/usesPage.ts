import { LightningElement, api } from 'lwc';
import breaksLabel from '@salesforce/label/c.CertHealth_Uses_Breaks';
import emptyTextLabel from '@salesforce/label/c.CertHealth_Uses_EmptyText';
import emptyTitleLabel from '@salesforce/label/c.CertHealth_Uses_EmptyTitle';
import hereLabel from '@salesforce/label/c.CertHealth_Uses_Here';
import hereNoneLabel from '@salesforce/label/c.CertHealth_Uses_HereNone';
import introLabel from '@salesforce/label/c.CertHealth_Uses_Intro';
import loadingLabel from '@salesforce/label/c.CertHealth_Loading';
import openLabel from '@salesforce/label/c.CertHealth_Uses_OpenCertificates';
import titleLabel from '@salesforce/label/c.CertHealth_Uses_Title';
import { load, newestFinished, onReload } from 'c/healthRecords';
import type { UseStanding } from 'c/useMatrix';
import { explained } from './explainedUse';
import type { ExplainedUse } from './explainedUse';
import { standingsOf } from './useStandings';
import type { Known } from './useStandings';

/**
 * The eight uses as a matrix; the chosen one is explained, with its configuration in this org.
 *
 * @fires navigate to the certificates of a use
 */
export default class UsesPage extends LightningElement {
  /** `{use: id}` opens that use. */
  @api filter?: Readonly<Record<string, string>>;

  readonly labels = {
    breaks: breaksLabel,
    emptyText: emptyTextLabel,
    emptyTitle: emptyTitleLabel,
    here: hereLabel,
    hereNone: hereNoneLabel,
    intro: introLabel,
    loading: loadingLabel,
    open: openLabel,
    title: titleLabel,
  };
  readonly command = 'sf cert health --target-org my-org --publish';

  known?: Known;
  hasScan = false;
  error?: unknown;
  private isOpening = false;
  private stopListening?: () => void;

  connectedCallback(): void {
    this.stopListening = onReload(() => this.show());
    this.show();
  }

  disconnectedCallback(): void {
    this.stopListening?.();
  }

  show(): void {
    Promise.all([load('overview'), load('certificates'), load('uses'), load('findings'), load('coverage')]).then(
      ([{ scans, settings }, certificates, uses, findings, coverage]) => {
        const { staleAfterDays } = settings;
        this.known = { certificates, uses, findings, coverage, staleAfterDays };
        this.hasScan = newestFinished(scans) !== undefined;
        this.error = undefined;
      },
      (error: unknown) => {
        this.error = error;
      },
    );
  }

  /** On a narrow page the words stand far below the row that was pressed: who opened them goes on there. */
  renderedCallback(): void {
    if (!this.isOpening) return;
    const words = this.template?.querySelector<HTMLElement>('.explained');
    if (!words) return;
    this.isOpening = false;
    words.focus();
  }

  get isLoading(): boolean {
    return !this.known && !this.error;
  }

  get isEmpty(): boolean {
    return this.known !== undefined && !this.hasScan;
  }

  get hasMatrix(): boolean {
    return this.known !== undefined && this.hasScan;
  }

  get standings(): UseStanding[] {
    return this.known ? standingsOf(this.known) : [];
  }

  get chosen(): string | undefined {
    return this.filter?.use;
  }

  get explained(): ExplainedUse | undefined {
    return this.known && explained(this.chosen, this.known.uses);
  }

  handleChoose(event: CustomEvent<string>): void {
    this.isOpening = event.detail !== this.chosen;
    const filter: Record<string, string> = this.isOpening ? { use: event.detail } : {};
    this.dispatchEvent(new CustomEvent('navigate', { detail: { page: 'uses', filter } }));
  }

  handleCertificates(): void {
    const detail = { page: 'certificates', filter: { use: this.chosen ?? '' } };
    this.dispatchEvent(new CustomEvent('navigate', { detail }));
  }
}

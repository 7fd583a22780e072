import { LightningElement } from 'lwc';
import countedLabel from '@salesforce/label/c.CertHealth_Home_Counted';
import emptyTextLabel from '@salesforce/label/c.CertHealth_Home_EmptyText';
import emptyTextViewerLabel from '@salesforce/label/c.CertHealth_Home_EmptyTextViewer';
import emptyTitleLabel from '@salesforce/label/c.CertHealth_Home_EmptyTitle';
import forecastOfLabel from '@salesforce/label/c.CertHealth_Home_ForecastOf';
import loadingLabel from '@salesforce/label/c.CertHealth_Loading';
import attentionLabel from '@salesforce/label/c.CertHealth_Verdict_Attention';
import criticalLabel from '@salesforce/label/c.CertHealth_Verdict_Critical';
import emptyVerdictLabel from '@salesforce/label/c.CertHealth_Verdict_Empty';
import healthyLabel from '@salesforce/label/c.CertHealth_Verdict_Healthy';
import incompleteLabel from '@salesforce/label/c.CertHealth_Verdict_Incomplete';
import { areUsesKnown, countOf, fromJson, gapsIn, isFailing, load, onReload } from 'c/healthRecords';
import type { Count, CoverageRow, FindingRow, Forecast, Gap, Overview, ScanRow, UseRow } from 'c/healthRecords';
import { fill, scanMoment } from 'c/wording';

/** Is anything about to break, what changed, what to do next, and what is ahead. */
export default class HomePage extends LightningElement {
  readonly labels = { counted: countedLabel, emptyTitle: emptyTitleLabel, loading: loadingLabel };
  readonly command = 'sf cert health --target-org my-org --publish';

  overview?: Overview;
  findings: readonly FindingRow[] = [];
  coverage: readonly CoverageRow[] = [];
  /** Who uses what; comes after the rest, which need not wait for it. Undefined while nobody knows. */
  uses: readonly UseRow[] | undefined;
  error?: unknown;
  private stopListening?: () => void;

  connectedCallback(): void {
    this.stopListening = onReload(() => this.show());
    this.show();
  }

  disconnectedCallback(): void {
    this.stopListening?.();
  }

  show(): void {
    Promise.all([load('overview'), load('findings'), load('coverage')]).then(
      ([overview, findings, coverage]) => {
        this.overview = overview;
        this.findings = findings;
        this.coverage = coverage;
        this.error = undefined;
        this.showUses();
      },
      (error: unknown) => {
        this.error = error;
      },
    );
  }

  showUses(): void {
    load('uses').then(
      (uses) => {
        this.uses = uses;
      },
      () => {
        this.uses = undefined;
      },
    );
  }

  get usesKnown(): boolean {
    return areUsesKnown(this.coverage, this.overview?.settings.staleAfterDays);
  }

  get isLoading(): boolean {
    return !this.overview && !this.error;
  }

  get finished(): ScanRow[] {
    return (this.overview?.scans ?? []).filter((scan) => scan.Progress__c === 'finished');
  }

  get newest(): ScanRow | undefined {
    return this.finished[0];
  }

  get before(): ScanRow | undefined {
    return this.finished[1];
  }

  get hasScan(): boolean {
    return this.newest !== undefined;
  }

  get isEmpty(): boolean {
    return !this.hasScan;
  }

  get emptyText(): string {
    return this.overview?.rights.canScan ? emptyTextLabel : emptyTextViewerLabel;
  }

  get critical(): Count {
    return countOf(this.findings, 'critical');
  }

  get warnings(): Count {
    return countOf(this.findings, 'warning');
  }

  get gaps(): Gap[] {
    return gapsIn(this.coverage, this.overview?.settings.staleAfterDays);
  }

  get notChecked(): number {
    return this.gaps.filter(isFailing).length;
  }

  /** Ids of checks for which nobody asked. */
  get notAsked(): string[] {
    return this.gaps.filter((gap) => !isFailing(gap)).flatMap(({ checks }) => checks);
  }

  /** The worst that applies, as in the report: critical, then incomplete, then attention, then healthy or nothing. */
  get verdict(): string {
    if (!this.hasScan) return '';
    const words = { critical: criticalLabel, unknown: incompleteLabel, warning: attentionLabel, healthy: healthyLabel };
    return this.isNothing ? emptyVerdictLabel : words[this.standing];
  }

  /** What its icon says: where there was nothing to judge, nothing is in order either. */
  get verdictStatus(): string {
    return this.isNothing ? 'unknown' : this.standing;
  }

  private get isNothing(): boolean {
    return this.standing === 'healthy' && this.newest?.Status__c === 'empty';
  }

  private get standing(): 'critical' | 'unknown' | 'warning' | 'healthy' {
    if (this.critical.findings > 0) return 'critical';
    if (this.notChecked > 0) return 'unknown';
    return this.warnings.findings > 0 ? 'warning' : 'healthy';
  }

  /** A scheduled scan makes no forecast: the newest that has one may be an older one. */
  get forecastScan(): ScanRow | undefined {
    return this.finished.find((scan) => scan.Forecast__c);
  }

  get forecast(): Forecast | undefined {
    return fromJson<Forecast>(this.forecastScan?.Forecast__c);
  }

  /** The moment that it was made for. */
  get forecastAt(): string {
    return this.forecastScan?.As_Of__c ?? this.forecastScan?.Scanned_At__c ?? '';
  }

  get forecastOf(): string {
    return this.forecastScan ? fill(forecastOfLabel, scanMoment(this.forecastScan)) : '';
  }

  handleNavigate(event: CustomEvent<object>): void {
    this.dispatchEvent(new CustomEvent('navigate', { detail: event.detail }));
  }
}

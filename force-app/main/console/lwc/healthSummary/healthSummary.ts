import { LightningElement } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import emptyLabel from '@salesforce/label/c.CertHealth_Home_EmptyTitle';
import loadingLabel from '@salesforce/label/c.CertHealth_Loading';
import openLabel from '@salesforce/label/c.CertHealth_Notify_Open';
import endsLabel from '@salesforce/label/c.CertHealth_Summary_Ends';
import noEndsLabel from '@salesforce/label/c.CertHealth_Summary_NoEnds';
import titleLabel from '@salesforce/label/c.CertHealth_Title';
import { endingRows } from 'c/certificateCalendar';
import { stateOf } from 'c/consoleAddress';
import type { NavigateDetail } from 'c/consoleAddress';
import { countOf, gapsIn, isFailing, load, newestFinished, onReload } from 'c/healthRecords';
import type { CertificateRow, Count, CoverageRow, FindingRow, Gap, Overview } from 'c/healthRecords';
import { certificateWord, when } from 'c/wording';

const NEXT = 3;

interface NextEnd {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly word: string;
  readonly when: string;
}

/** Certificate Health in short, for the home page of Lightning: counts, the next ends, and whether anybody watches. */
export default class HealthSummary extends NavigationMixin(LightningElement) {
  readonly labels = {
    empty: emptyLabel,
    ends: endsLabel,
    loading: loadingLabel,
    noEnds: noEndsLabel,
    open: openLabel,
    title: titleLabel,
  };

  overview?: Overview;
  certificates: readonly CertificateRow[] = [];
  findings: readonly FindingRow[] = [];
  coverage: readonly CoverageRow[] = [];
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
    Promise.all([load('overview'), load('certificates'), load('findings'), load('coverage')]).then(
      ([overview, certificates, findings, coverage]) => {
        this.overview = overview;
        this.certificates = certificates;
        this.findings = findings;
        this.coverage = coverage;
        this.error = undefined;
      },
      (error: unknown) => {
        this.error = error;
      },
    );
  }

  get isLoading(): boolean {
    return !this.overview && !this.error;
  }

  /** Before the first scan nothing is known, which is not "nothing is wrong". */
  get hasScan(): boolean {
    return newestFinished(this.overview?.scans ?? []) !== undefined;
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

  /** Certificates come with the soonest end first. */
  get ends(): NextEnd[] {
    return endingRows(this.certificates, new Date())
      .slice(0, NEXT)
      .map((row) => ({
        id: row.Id,
        name: row.Name,
        status: row.Status__c ?? 'unknown',
        word: certificateWord(row),
        when: when(row.Expires_At__c),
      }));
  }

  handleEnd(event: Event): void {
    this.go({ page: 'certificate', record: (event.currentTarget as HTMLElement).dataset.record ?? '' });
  }

  handleNavigate({ detail }: CustomEvent<NavigateDetail>): void {
    this.go(detail);
  }

  handleOpen(): void {
    this.go({ page: 'home' });
  }

  private go(place: NavigateDetail): void {
    this[NavigationMixin.Navigate]({
      type: 'standard__navItemPage',
      attributes: { apiName: 'Certificate_Health' },
      state: stateOf(place),
    });
  }
}

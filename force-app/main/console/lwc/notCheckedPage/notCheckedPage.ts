import { LightningElement } from 'lwc';
import loadingLabel from '@salesforce/label/c.CertHealth_Loading';
import emptyTextLabel from '@salesforce/label/c.CertHealth_NotChecked_EmptyText';
import emptyTitleLabel from '@salesforce/label/c.CertHealth_NotChecked_EmptyTitle';
import introLabel from '@salesforce/label/c.CertHealth_NotChecked_Intro';
import noneLabel from '@salesforce/label/c.CertHealth_NotChecked_None';
import noneTitleLabel from '@salesforce/label/c.CertHealth_NotChecked_NoneTitle';
import offLabel from '@salesforce/label/c.CertHealth_NotChecked_Off';
import titleLabel from '@salesforce/label/c.CertHealth_NotChecked_Title';
import { DEFAULT_STALE_AFTER, gapsIn, load, onReload } from 'c/healthRecords';
import type { ConsoleSettings, CoverageRow } from 'c/healthRecords';
import { fill, listOf, number } from 'c/wording';
import { groupsOf } from './gapWords';
import type { GapGroup } from './gapWords';

/** What was not checked, why, and which permission or step fixes it. */
export default class NotCheckedPage extends LightningElement {
  readonly labels = {
    emptyText: emptyTextLabel,
    emptyTitle: emptyTitleLabel,
    intro: introLabel,
    loading: loadingLabel,
    noneTitle: noneTitleLabel,
    title: titleLabel,
  };
  readonly command = 'sf cert health --target-org my-org --publish';

  coverage?: readonly CoverageRow[];
  settings: ConsoleSettings = {};
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
    Promise.all([load('overview'), load('coverage')]).then(
      ([{ settings }, coverage]) => {
        this.settings = settings;
        this.coverage = coverage;
        this.error = undefined;
      },
      (error: unknown) => {
        this.error = error;
      },
    );
  }

  get isLoading(): boolean {
    return !this.coverage && !this.error;
  }

  /** Before the first scan there is nothing that could have been left out. */
  get isEmpty(): boolean {
    return this.coverage?.length === 0;
  }

  get staleAfterDays(): number {
    return this.settings.staleAfterDays ?? DEFAULT_STALE_AFTER;
  }

  get groups(): GapGroup[] {
    return groupsOf(gapsIn(this.coverage ?? [], this.staleAfterDays), this.staleAfterDays);
  }

  get isWhole(): boolean {
    return !this.isEmpty && this.coverage !== undefined && this.groups.length === 0;
  }

  get hasGaps(): boolean {
    return this.groups.length > 0;
  }

  get none(): string {
    return fill(noneLabel, number(this.staleAfterDays));
  }

  /** What somebody decided not to be checked: nobody should take it for nothing. */
  get off(): string {
    const off = this.settings.checksOff ?? [];
    return this.coverage && off.length > 0 ? fill(offLabel, listOf(off)) : '';
  }
}

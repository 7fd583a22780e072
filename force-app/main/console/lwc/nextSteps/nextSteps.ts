import { LightningElement, api } from 'lwc';
import inListLabel from '@salesforce/label/c.CertHealth_Next_InList';
import inListOneLabel from '@salesforce/label/c.CertHealth_Next_InListOne';
import noneLabel from '@salesforce/label/c.CertHealth_Next_None';
import noneUntilLabel from '@salesforce/label/c.CertHealth_Next_NoneUntil';
import ofOrgLabel from '@salesforce/label/c.CertHealth_Next_OfOrg';
import ofOrgOneLabel from '@salesforce/label/c.CertHealth_Next_OfOrgOne';
import showFewerLabel from '@salesforce/label/c.CertHealth_Next_ShowFewer';
import titleLabel from '@salesforce/label/c.CertHealth_Next_Title';
import { isStanding, toDo } from 'c/healthRecords';
import type { FindingRow, Rights, UseRow } from 'c/healthRecords';
import { fill, momentIn, number, plural, when } from 'c/wording';
import { detailsWords, dueOf, factsOf } from './stepWords';
import type { KnownUses } from './stepWords';

const FEW = 3;

/**
 * The next things to do, soonest trouble first: each says what breaks, who uses it, who is responsible and what to do.
 *
 * @fires navigate to the certificate of a step, to its rotation, or to the list of all that need somebody
 */
export default class NextSteps extends LightningElement {
  @api findings: readonly FindingRow[] = [];
  /** Who uses what; undefined while nobody knows. */
  @api uses: readonly UseRow[] | undefined;
  /** Whether every place that may use a certificate was read. */
  @api usesKnown = false;
  @api rights?: Rights;
  /** ISO date-time of the next end of a certificate: said when there is nothing to do. */
  @api nextExpiry?: string;

  readonly title = titleLabel;
  showsOfOrg = false;
  /** Id of the step whose details are open. */
  opened?: string;

  get all(): FindingRow[] {
    return toDo(this.findings);
  }

  get steps(): object[] {
    const uses = this.knownUses;
    const shown = [...this.all.slice(0, FEW), ...(this.showsOfOrg ? this.ofOrg : [])];
    return shown.map((finding, place) => {
      const isTold = shown.slice(0, place).some(({ Remedy__c: remedy }) => remedy && remedy === finding.Remedy__c);
      const isOpen = this.opened === finding.Id;
      const { Id: id, Title__c: title = '', Certificate__c: record, Severity__c: severity } = finding;
      const facts = factsOf(finding, uses, isTold);
      const expanded = String(isOpen);
      return {
        id,
        title,
        record,
        isOfOrg: !record,
        severity,
        finding,
        facts,
        due: dueOf(finding),
        isOpen,
        expanded,
        ...detailsWords(title, isOpen),
      };
    });
  }

  get isEmpty(): boolean {
    return this.all.length === 0;
  }

  get noneText(): string {
    const ahead = this.nextExpiry && (momentIn(this.nextExpiry)?.getTime() ?? 0) > Date.now();
    return ahead ? fill(noneUntilLabel, when(this.nextExpiry)) : noneLabel;
  }

  get hasMore(): boolean {
    return this.all.length > FEW;
  }

  /** How many certificates the list shows that is narrowed to those that need somebody. */
  get inList(): string {
    const urgent = this.findings.filter((finding) => isStanding(finding) && finding.Severity__c !== 'info');
    const count = new Set(urgent.flatMap(({ Certificate__c: of }) => of ?? [])).size;
    return count > 0 ? fill(plural(count, inListOneLabel, inListLabel), number(count)) : '';
  }

  /** Those after the first that are about no certificate: no list of certificates has them. */
  get ofOrg(): FindingRow[] {
    return this.all.slice(FEW).filter(({ Certificate__c: of }) => !of);
  }

  get ofOrgLabel(): string {
    const count = this.ofOrg.length;
    if (count === 0) return '';
    return this.showsOfOrg ? showFewerLabel : fill(plural(count, ofOrgOneLabel, ofOrgLabel), number(count));
  }

  get ofOrgExpanded(): string {
    return String(this.showsOfOrg);
  }

  handleList(): void {
    const detail = { page: 'certificates', filter: { status: 'critical;warning' } };
    this.dispatchEvent(new CustomEvent('navigate', { detail }));
  }

  handleOfOrg(): void {
    this.showsOfOrg = !this.showsOfOrg;
  }

  handleOpen(event: Event): void {
    const { record } = (event.currentTarget as HTMLElement).dataset;
    this.dispatchEvent(new CustomEvent('navigate', { detail: { page: 'certificate', record } }));
  }

  handleNavigate(event: CustomEvent<object>): void {
    this.dispatchEvent(new CustomEvent('navigate', { detail: event.detail }));
  }

  handleDetails(event: Event): void {
    const { id } = (event.currentTarget as HTMLElement).dataset;
    this.opened = this.opened === id ? undefined : id;
  }

  private get knownUses(): KnownUses {
    const present = this.uses?.filter((row) => row.Is_Gone__c !== true && row.Certificate__c);
    const of = present && Map.groupBy(present, (row) => row.Certificate__c ?? '');
    return { of, isWhole: this.usesKnown };
  }
}

import { LightningElement, api } from 'lwc';
import byLabel from '@salesforce/label/c.CertHealth_Next_By';
import detailsLabel from '@salesforce/label/c.CertHealth_Next_Details';
import detailsOfLabel from '@salesforce/label/c.CertHealth_Next_DetailsOf';
import hideDetailsLabel from '@salesforce/label/c.CertHealth_Next_HideDetails';
import hideDetailsOfLabel from '@salesforce/label/c.CertHealth_Next_HideDetailsOf';
import noneLabel from '@salesforce/label/c.CertHealth_Next_None';
import noneUntilLabel from '@salesforce/label/c.CertHealth_Next_NoneUntil';
import nowLabel from '@salesforce/label/c.CertHealth_Next_Now';
import openLabel from '@salesforce/label/c.CertHealth_Next_Open';
import openOfLabel from '@salesforce/label/c.CertHealth_Next_OpenOf';
import ownerLabel from '@salesforce/label/c.CertHealth_Next_Owner';
import showAllLabel from '@salesforce/label/c.CertHealth_Next_ShowAll';
import showFewerLabel from '@salesforce/label/c.CertHealth_Next_ShowFewer';
import titleLabel from '@salesforce/label/c.CertHealth_Next_Title';
import { toDo } from 'c/healthRecords';
import type { FindingRow, Rights } from 'c/healthRecords';
import { day, daysUntil, fill, momentIn, number, when } from 'c/wording';

const FEW = 3;

/**
 * The next things to do, soonest trouble first, each with its button.
 *
 * @fires navigate to the certificate of a step, or to its rotation
 */
export default class NextSteps extends LightningElement {
  @api findings: readonly FindingRow[] = [];
  @api rights?: Rights;
  /** ISO date-time of the next end of a certificate: said when there is nothing to do. */
  @api nextExpiry?: string;

  readonly title = titleLabel;
  showsAll = false;
  /** Id of the step whose details are open. */
  opened?: string;

  get all(): FindingRow[] {
    return toDo(this.findings);
  }

  get steps(): object[] {
    const all = this.all;
    return (this.showsAll ? all : all.slice(0, FEW)).map((finding) => stepOf(finding, this.opened === finding.Id));
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

  get moreLabel(): string {
    return this.showsAll ? showFewerLabel : fill(showAllLabel, number(this.all.length));
  }

  handleMore(): void {
    this.showsAll = !this.showsAll;
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
}

function stepOf(finding: FindingRow, isOpen: boolean): object {
  const { Id, Title__c: title = '', Certificate__c: record, Subject_Name__c: subject, Responsible__c: owner } = finding;
  const action = record
    ? { buttonLabel: openLabel, buttonTitle: fill(openOfLabel, subject ?? title) }
    : isOpen
      ? { buttonLabel: hideDetailsLabel, buttonTitle: fill(hideDetailsOfLabel, title) }
      : { buttonLabel: detailsLabel, buttonTitle: fill(detailsOfLabel, title) };
  return {
    id: Id,
    record,
    finding,
    title,
    severity: finding.Severity__c,
    remedy: finding.Remedy__c,
    due: dueOf(finding),
    owner: owner ? fill(ownerLabel, owner) : '',
    isOpen,
    expanded: isOpen ? 'true' : 'false',
    ...action,
  };
}

/** `Due in 4 days (Thu, Nov 26)` while there is time, then `Due since Thu, Nov 26`. */
function dueOf({ Due_On__c: due }: FindingRow): string {
  const days = daysUntil(due);
  if (days === undefined) return '';
  return days > 0 ? fill(byLabel, when(due)) : fill(nowLabel, day(due));
}

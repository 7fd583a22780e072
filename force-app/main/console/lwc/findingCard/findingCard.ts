import { LightningElement, api } from 'lwc';
import FindingDecision from 'c/findingDecision';
import type { Decision } from 'c/findingDecision';
import { reload } from 'c/healthRecords';
import type { FindingRow } from 'c/healthRecords';
import { catchFocus } from 'c/lostFocus';
import { day, findingStatusWord, useName, utc, when } from 'c/wording';
import { labels } from './cardLabels';
import { decisionSentence, evidenceOf } from './cardWords';
import type { EvidenceItem } from './cardWords';

/** One thing that is or will be wrong: why, what to do, and what people decided about it. */
export default class FindingCard extends LightningElement {
  @api finding: FindingRow | undefined;
  @api canDecide = false;
  @api canWaive = false;
  /** Shows what it was found on, as a way there: for lists that are not about one certificate. */
  @api subjectLink = false;

  readonly labels = labels;

  get title(): string {
    return this.finding?.Title__c ?? '';
  }

  get severity(): string {
    return this.finding?.Severity__c ?? 'unknown';
  }

  /** Said only when it is not simply open. */
  get standing(): string {
    const status = this.finding?.Status__c;
    return status && status !== 'open' ? findingStatusWord(status) : '';
  }

  get isSettled(): boolean {
    return this.finding?.Status__c === 'waived' || this.finding?.Status__c === 'resolved';
  }

  get cardClass(): string {
    return `card ${this.isSettled ? 'settled' : this.severity}`;
  }

  get facts(): { key: string; term: string; value: string; utc: string | undefined }[] {
    const {
      Due_On__c: due,
      Use__c: use,
      Responsible__c: who,
      First_Seen_At__c: since,
      Rose_At__c: rose,
      Resolved_At__c: end,
    } = this.finding ?? {};
    return [
      { key: 'due', term: labels.due, value: this.isSettled ? '' : when(due) },
      { key: 'use', term: labels.use, value: use ? useName(use) : '' },
      { key: 'who', term: labels.responsible, value: this.isSettled ? (who ?? '') : (who ?? labels.nobody) },
      { key: 'since', term: labels.since, value: day(since), utc: utc(since) },
      { key: 'rose', term: labels.rose, value: day(rose), utc: utc(rose) },
      { key: 'end', term: labels.resolved, value: day(end), utc: utc(end) },
    ]
      .filter(({ value }) => value)
      .map((fact) => ({ utc: undefined, ...fact }));
  }

  get decision(): string {
    return this.finding ? decisionSentence(this.finding) : '';
  }

  get note(): string {
    return this.finding?.Decision_Note__c ?? '';
  }

  get evidence(): EvidenceItem[] {
    return evidenceOf(this.finding?.Evidence__c);
  }

  /** The page of the check, where it has an address of its own. */
  get docsAddress(): string {
    return /^https:\/\//.test(this.finding?.Docs__c ?? '') ? (this.finding?.Docs__c ?? '') : '';
  }

  get actions(): { id: Decision; label: string }[] {
    const { Status__c: status, Waived_By_Settings__c: bySettings } = this.finding ?? {};
    if (!this.canDecide || status === 'resolved') return [];
    return [
      ...(status === 'open' ? [{ id: 'acknowledge' as const, label: labels.acknowledge }] : []),
      ...(status !== 'waived' && this.canWaive ? [{ id: 'waive' as const, label: labels.waive }] : []),
      ...(status !== 'open' && !bySettings ? [{ id: 'reopen' as const, label: labels.reopen }] : []),
      { id: 'assign' as const, label: labels.assign },
    ];
  }

  handleSubject(): void {
    this.dispatchEvent(new CustomEvent('open', { detail: { record: this.finding?.Certificate__c } }));
  }

  get hasSubject(): boolean {
    return this.subjectLink && Boolean(this.finding?.Certificate__c);
  }

  async handleAction(event: Event): Promise<void> {
    if (!this.finding) return;
    const action = (event.currentTarget as HTMLElement).dataset.id as Decision;
    const { Id, Responsible__c: responsible = '', Certificate__c: certificate, Certificate__r: about } = this.finding;
    const changed = await FindingDecision.ask({
      action,
      ids: [Id],
      titles: [this.title],
      responsible,
      ...(action === 'waive' && about?.Expires_At__c ? { ends: about.Expires_At__c } : {}),
      ...(action === 'assign' && certificate && about
        ? { certificate: { id: certificate, name: about.Name, responsible: about.Responsible__c ?? '' } }
        : {}),
    });
    if (changed === undefined) return;
    reload();
    // The button that was pressed may be gone after the decision: who pressed it goes on at the title.
    catchFocus(() => this.refs?.title as HTMLElement | undefined);
  }
}

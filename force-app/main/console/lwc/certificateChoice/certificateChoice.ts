import { LightningElement, api } from 'lwc';
import acknowledgeLabel from '@salesforce/label/c.CertHealth_Certificates_Acknowledge';
import acknowledgedLabel from '@salesforce/label/c.CertHealth_Certificates_Acknowledged';
import acknowledgedOneLabel from '@salesforce/label/c.CertHealth_Certificates_AcknowledgedOne';
import assignLabel from '@salesforce/label/c.CertHealth_Certificates_Assign';
import assignedLabel from '@salesforce/label/c.CertHealth_Certificates_Assigned';
import assignedOneLabel from '@salesforce/label/c.CertHealth_Certificates_AssignedOne';
import waivedLabel from '@salesforce/label/c.CertHealth_Certificates_Waived';
import waivedOneLabel from '@salesforce/label/c.CertHealth_Certificates_WaivedOne';
import waiveLabel from '@salesforce/label/c.CertHealth_Certificates_Waive';
import nothingToWaiveLabel from '@salesforce/label/c.CertHealth_Certificates_NothingToWaive';
import clearedLabel from '@salesforce/label/c.CertHealth_Certificates_Cleared';
import clearLabel from '@salesforce/label/c.CertHealth_Certificates_Clear';
import nothingOpenLabel from '@salesforce/label/c.CertHealth_Certificates_NothingOpen';
import selectedLabel from '@salesforce/label/c.CertHealth_Certificates_Selected';
import { reduceErrors } from 'c/apexErrors';
import FindingDecision from 'c/findingDecision';
import type { Decision, Question } from 'c/findingDecision';
import { isStanding, load, reload } from 'c/healthRecords';
import type { CertificateRow, FindingRow } from 'c/healthRecords';
import { catchFocus } from 'c/lostFocus';
import { fill, plural } from 'c/wording';

/**
 * What can be done about several certificates at once.
 *
 * @fires clear when none of them is to be chosen any more
 */
export default class CertificateChoice extends LightningElement {
  @api chosen: readonly CertificateRow[] = [];
  /** Whether the person may waive what was found. */
  @api canWaive = false;

  readonly labels = { acknowledge: acknowledgeLabel, assign: assignLabel, clear: clearLabel, waive: waiveLabel };
  said = '';

  get someChosen(): boolean {
    return this.chosen.length > 0;
  }

  get count(): string {
    return fill(selectedLabel, this.chosen.length);
  }

  async handleAssign(): Promise<void> {
    const ids = this.chosen.map(({ Id }) => Id);
    const titles = this.chosen.map(({ Name }) => Name);
    await this.decide({ action: 'assign', ids, titles }, assignedOneLabel, assignedLabel);
  }

  async handleAcknowledge(): Promise<void> {
    const isOpen = ({ Status__c: status }: FindingRow): boolean => status === 'open';
    await this.decideFindings('acknowledge', isOpen, [acknowledgedOneLabel, acknowledgedLabel, nothingOpenLabel]);
  }

  async handleWaive(): Promise<void> {
    await this.decideFindings('waive', isStanding, [waivedOneLabel, waivedLabel, nothingToWaiveLabel]);
  }

  handleClear(): void {
    this.leave(clearedLabel);
  }

  /** Decides about all findings of the chosen certificates that are to be decided about. */
  private async decideFindings(
    action: Decision,
    isMeant: (finding: FindingRow) => boolean,
    [doneOne, done, none]: readonly [string, string, string],
  ): Promise<void> {
    const chosen = new Map(this.chosen.map((row) => [row.Id, row]));
    try {
      const meant = (await load('findings')).filter(
        (finding) => chosen.has(finding.Certificate__c ?? '') && isMeant(finding),
      );
      const ends = meant
        .flatMap(({ Certificate__c: of }) => chosen.get(of ?? '')?.Expires_At__c ?? [])
        .sort()
        .at(0);
      const ids = meant.map(({ Id }) => Id);
      const titles = meant.map(({ Title__c: title }) => title ?? '');
      if (meant.length > 0)
        await this.decide({ action, ids, titles, ...(action === 'waive' && ends ? { ends } : {}) }, doneOne, done);
      else this.said = none;
    } catch (error) {
      this.said = reduceErrors(error);
    }
  }

  private async decide(question: Question, doneOne: string, done: string): Promise<void> {
    this.said = '';
    const changed = await FindingDecision.ask(question);
    if (changed === undefined) return;
    this.leave(fill(plural(changed, doneOne, done), changed));
    reload();
  }

  /** The buttons are gone with the choice: who pressed one goes on at what came of it. */
  private leave(said: string): void {
    this.said = said;
    this.dispatchEvent(new CustomEvent('clear'));
    catchFocus(() => this.refs?.said as HTMLElement | undefined);
  }
}

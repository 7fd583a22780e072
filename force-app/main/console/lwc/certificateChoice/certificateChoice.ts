import { LightningElement, api } from 'lwc';
import acknowledgeLabel from '@salesforce/label/c.CertHealth_Certificates_Acknowledge';
import acknowledgedLabel from '@salesforce/label/c.CertHealth_Certificates_Acknowledged';
import acknowledgedOneLabel from '@salesforce/label/c.CertHealth_Certificates_AcknowledgedOne';
import assignLabel from '@salesforce/label/c.CertHealth_Certificates_Assign';
import assignedLabel from '@salesforce/label/c.CertHealth_Certificates_Assigned';
import assignedOneLabel from '@salesforce/label/c.CertHealth_Certificates_AssignedOne';
import clearLabel from '@salesforce/label/c.CertHealth_Certificates_Clear';
import nothingOpenLabel from '@salesforce/label/c.CertHealth_Certificates_NothingOpen';
import selectedLabel from '@salesforce/label/c.CertHealth_Certificates_Selected';
import { reduceErrors } from 'c/apexErrors';
import FindingDecision from 'c/findingDecision';
import type { Question } from 'c/findingDecision';
import { load, reload } from 'c/healthRecords';
import type { CertificateRow } from 'c/healthRecords';
import { fill, plural } from 'c/wording';

/**
 * What can be done about several certificates at once.
 *
 * @fires clear when none of them is to be chosen any more
 */
export default class CertificateChoice extends LightningElement {
  @api chosen: readonly CertificateRow[] = [];

  readonly labels = { acknowledge: acknowledgeLabel, assign: assignLabel, clear: clearLabel };
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
    const certificates = new Set(this.chosen.map(({ Id }) => Id));
    try {
      const open = (await load('findings')).filter(
        ({ Status__c: status, Certificate__c: of }) => status === 'open' && certificates.has(of ?? ''),
      );
      const ids = open.map(({ Id }) => Id);
      const titles = open.map(({ Title__c: title }) => title ?? '');
      if (open.length > 0)
        await this.decide({ action: 'acknowledge', ids, titles }, acknowledgedOneLabel, acknowledgedLabel);
      else this.said = nothingOpenLabel;
    } catch (error) {
      this.said = reduceErrors(error);
    }
  }

  handleClear(): void {
    this.said = '';
    this.dispatchEvent(new CustomEvent('clear'));
  }

  private async decide(question: Question, doneOne: string, done: string): Promise<void> {
    this.said = '';
    const changed = await FindingDecision.ask(question);
    if (changed === undefined) return;
    this.said = fill(plural(changed, doneOne, done), changed);
    this.dispatchEvent(new CustomEvent('clear'));
    reload();
    // The buttons are gone with the choice: who pressed one goes on at what came of it.
    (this.refs?.said as HTMLElement | undefined)?.focus();
  }
}

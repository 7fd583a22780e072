import { LightningElement, api } from 'lwc';
import note from '@salesforce/apex/FindingDecisions.note';
import cancelLabel from '@salesforce/label/c.CertHealth_Decision_Cancel';
import changeLabel from '@salesforce/label/c.CertHealth_Owner_Change';
import editNotesLabel from '@salesforce/label/c.CertHealth_Owner_EditNotes';
import nobodyLabel from '@salesforce/label/c.CertHealth_Table_Nobody';
import noNotesLabel from '@salesforce/label/c.CertHealth_Owner_NoNotes';
import notesLabel from '@salesforce/label/c.CertHealth_Owner_Notes';
import serverNoNotesLabel from '@salesforce/label/c.CertHealth_Server_NoNotes';
import serverPeopleLabel from '@salesforce/label/c.CertHealth_Server_People';
import readOnlyLabel from '@salesforce/label/c.CertHealth_Owner_ReadOnly';
import responsibleLabel from '@salesforce/label/c.CertHealth_Table_Responsible';
import saveLabel from '@salesforce/label/c.CertHealth_Owner_Save';
import { reduceErrors } from 'c/apexErrors';
import FindingDecision from 'c/findingDecision';
import { isOnServer, reload } from 'c/healthRecords';
import type { CertificateRow } from 'c/healthRecords';

/** Who sees to a certificate and what people noted about it; can be changed by who may decide. */
export default class OwnerField extends LightningElement {
  @api row: CertificateRow | undefined;
  @api canEdit = false;

  isEditing = false;
  isBusy = false;
  error = '';
  private isArriving = false;
  private isLeaving = false;

  readonly labels = {
    cancel: cancelLabel,
    change: changeLabel,
    editNotes: editNotesLabel,
    nobody: nobodyLabel,
    notes: notesLabel,
    readOnly: readOnlyLabel,
    responsible: responsibleLabel,
    save: saveLabel,
  };

  get responsible(): string {
    return this.row?.Responsible__c ?? '';
  }

  get notes(): string {
    return this.row?.Notes__c ?? '';
  }

  get noNotes(): string {
    return isOnServer(this.row) ? serverNoNotesLabel : noNotesLabel;
  }

  /** Whose job it is where the certificate is on somebody else's server. */
  get whose(): string {
    return isOnServer(this.row) ? serverPeopleLabel : '';
  }

  get isReadOnly(): boolean {
    return !this.canEdit;
  }

  get isReading(): boolean {
    return !this.isEditing;
  }

  async handleAssign(): Promise<void> {
    if (!this.row) return;
    const { Id, Name } = this.row;
    const question = { action: 'assign', ids: [Id], titles: [Name], responsible: this.responsible } as const;
    const changed = await FindingDecision.ask(question);
    if (changed !== undefined) reload();
  }

  handleEdit(): void {
    this.isEditing = true;
    this.isArriving = true;
  }

  handleCancel(): void {
    this.leave();
  }

  async handleSave(): Promise<void> {
    const field = this.refs?.field as (HTMLElement & { value: string }) | undefined;
    if (!this.row || !field || this.isBusy) return;
    this.isBusy = true;
    this.error = '';
    try {
      await note({ certificateId: this.row.Id, text: field.value ?? '' });
      this.leave();
      reload();
    } catch (error) {
      this.error = reduceErrors(error);
    } finally {
      this.isBusy = false;
    }
  }

  renderedCallback(): void {
    if (this.isArriving) (this.refs?.field as HTMLElement | undefined)?.focus();
    if (this.isLeaving) (this.refs?.edit as HTMLElement | undefined)?.focus();
    this.isArriving = false;
    this.isLeaving = false;
  }

  private leave(): void {
    this.isEditing = false;
    this.isLeaving = true;
    this.error = '';
  }
}

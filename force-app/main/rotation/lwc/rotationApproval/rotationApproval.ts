import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import approve from '@salesforce/apex/RotationApproval.approve';
import approveLabel from '@salesforce/label/c.CertHealth_Rotation_Approve';
import cancelLabel from '@salesforce/label/c.CertHealth_Rotation_Approve_Cancel';
import helpLabel from '@salesforce/label/c.CertHealth_Rotation_Approve_Help';
import momentHelpLabel from '@salesforce/label/c.CertHealth_Rotation_Approve_MomentHelp';
import momentLabel from '@salesforce/label/c.CertHealth_Rotation_Approve_Moment';
import noteLabel from '@salesforce/label/c.CertHealth_Rotation_Approve_Note';
import titleLabel from '@salesforce/label/c.CertHealth_Rotation_Approve_Title';
import { reduceErrors } from 'c/apexErrors';
import type { RotationRow } from 'c/rotationRecords';

interface Field extends HTMLElement {
  value: string;
  reportValidity(): boolean;
}

interface Opens {
  open(options: {
    readonly row: RotationRow;
    readonly size: string;
    readonly label: string;
  }): Promise<true | undefined>;
}

/** Asks whether the step that a rotation waits at may be taken, writes it, and closes with `true`. */
export default class RotationApproval extends LightningModal {
  @api row: RotationRow | undefined;

  error = '';
  busy = false;
  readonly labels = {
    approve: approveLabel,
    cancel: cancelLabel,
    help: helpLabel,
    moment: momentLabel,
    momentHelp: momentHelpLabel,
    note: noteLabel,
    title: titleLabel,
  };

  /** Opens the dialog; resolves to `undefined` when nothing was approved. */
  static ask(row: RotationRow): Promise<true | undefined> {
    return (this as unknown as Opens).open({ size: 'small', label: titleLabel, row });
  }

  get name(): string {
    return this.row?.Certificate_Name__c ?? '';
  }

  get what(): string {
    return this.row?.Waits_What__c ?? '';
  }

  async approve(): Promise<void> {
    const { Id: rotationId, Step__c: step } = this.row ?? {};
    if (this.busy || !rotationId || !step) return;
    const fields = [...(this.template?.querySelectorAll<Field>('[data-field]') ?? [])];
    if (!fields.map((field) => field.reportValidity()).every(Boolean)) return;
    const given = Object.fromEntries(
      fields.map((field): [string, string] => [field.dataset.field ?? '', (field.value ?? '').trim()]),
    );
    this.busy = true;
    this.error = '';
    try {
      await approve({ rotationId, step, notBefore: given.moment || null, note: given.note ?? '' });
      await this.close(true);
    } catch (error) {
      this.error = reduceErrors(error);
      this.busy = false;
    }
  }

  async cancel(): Promise<void> {
    await this.close(undefined);
  }
}

import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import approve from '@salesforce/apex/RotationApproval.approve';
import approveLabel from '@salesforce/label/c.CertHealth_Rotation_Approve';
import cancelLabel from '@salesforce/label/c.CertHealth_Rotation_Approve_Cancel';
import helpLabel from '@salesforce/label/c.CertHealth_Rotation_Approve_Help';
import dayHelpLabel from '@salesforce/label/c.CertHealth_Rotation_Approve_DayHelp';
import dayLabel from '@salesforce/label/c.CertHealth_Rotation_Approve_Day';
import hourLabel from '@salesforce/label/c.CertHealth_Rotation_Approve_Hour';
import noteLabel from '@salesforce/label/c.CertHealth_Rotation_Approve_Note';
import titleLabel from '@salesforce/label/c.CertHealth_Rotation_Approve_Title';
import { reduceErrors } from 'c/apexErrors';
import type { RotationRow } from 'c/rotationRecords';

const DAY = 86_400_000;
/** What goes wrong then is met by people who are awake. */
const USUAL_HOUR = '09';

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

/**
 * Asks whether the step that a rotation waits at may be taken, writes it, and closes with `true`. Day and hour are fields of the
 * browser: the date picker of the base components has a button that is too small to hit (WCAG 2.2, 2.5.8).
 */
export default class RotationApproval extends LightningModal {
  @api row: RotationRow | undefined;

  error = '';
  busy = false;
  readonly hours = Array.from({ length: 24 }, (_, hour) => {
    const value = String(hour).padStart(2, '0');
    return { label: `${value}:00`, value, isUsual: value === USUAL_HOUR };
  });
  readonly labels = {
    approve: approveLabel,
    cancel: cancelLabel,
    help: helpLabel,
    day: dayLabel,
    dayHelp: dayHelpLabel,
    hour: hourLabel,
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

  get firstDay(): string {
    return dayAfter(0);
  }

  /** As far ahead as the org lets a moment be. */
  get lastDay(): string {
    return dayAfter(365);
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
      await approve({
        rotationId,
        step,
        moment: given.day ? `${given.day}T${given.hour}:00:00.000Z` : '',
        note: given.note ?? '',
      });
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

/** ISO day so many days from now (UTC). */
function dayAfter(days: number): string {
  return new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
}

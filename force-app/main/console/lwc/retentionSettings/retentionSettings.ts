import { LightningElement, api } from 'lwc';
import daysLabel from '@salesforce/label/c.CertHealth_Keep_Label';
import helpLabel from '@salesforce/label/c.CertHealth_Keep_Help';
import saveLabel from '@salesforce/label/c.CertHealth_Settings_Save';
import type { ConsoleSettings } from 'c/healthRecords';

interface Field extends HTMLElement {
  value: string;
  reportValidity(): boolean;
}

/**
 * How long records of what is over are kept.
 *
 * @fires save with {settings}: what is to be other than before
 */
export default class RetentionSettings extends LightningElement {
  @api settings: ConsoleSettings = {};
  @api canEdit = false;

  readonly labels = { days: daysLabel, help: helpLabel, save: saveLabel };

  get isLocked(): boolean {
    return !this.canEdit;
  }

  get days(): string {
    return String(this.settings.keepDays ?? '');
  }

  handleSave(): void {
    const field = this.refs?.days as Field | undefined;
    if (!field?.reportValidity()) return;
    const typed = String(field.value ?? '').trim();
    const settings: ConsoleSettings = { ...this.settings, keepDays: typed === '' ? null : Number(typed) };
    this.dispatchEvent(new CustomEvent('save', { detail: { settings } }));
  }
}

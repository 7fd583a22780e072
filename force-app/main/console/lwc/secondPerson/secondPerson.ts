import { LightningElement, api } from 'lwc';
import helpLabel from '@salesforce/label/c.CertHealth_Second_Person_Help';
import nameLabel from '@salesforce/label/c.CertHealth_Second_Person_Label';
import type { ConsoleSettings } from 'c/healthRecords';

/**
 * Whether a second person has to waive what somebody is responsible for.
 *
 * @fires save with {settings}: what is to be other than before
 */
export default class SecondPerson extends LightningElement {
  @api settings: ConsoleSettings = {};
  @api canEdit = false;

  readonly labels = { name: nameLabel, help: helpLabel };

  get isLocked(): boolean {
    return !this.canEdit;
  }

  get isOn(): boolean {
    return this.settings.secondPerson === true;
  }

  handleChange(event: CustomEvent<{ checked: boolean }>): void {
    const settings: ConsoleSettings = { ...this.settings, secondPerson: event.detail.checked };
    this.dispatchEvent(new CustomEvent('save', { detail: { settings } }));
  }
}

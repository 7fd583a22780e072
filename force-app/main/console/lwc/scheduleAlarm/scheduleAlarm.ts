import { LightningElement, api } from 'lwc';
import settingsLabel from '@salesforce/label/c.CertHealth_Watch_Settings';
import titleLabel from '@salesforce/label/c.CertHealth_Watch_Title';
import type { ScheduleWatch } from 'c/healthRecords';

/**
 * Says that the daily scan does not run, and why; nothing where it runs or none is wanted.
 *
 * @fires navigate with {page} to the settings
 */
export default class ScheduleAlarm extends LightningElement {
  @api watch?: ScheduleWatch;
  /** Whether the person may see to it. */
  @api canSettings = false;

  readonly labels = { settings: settingsLabel, title: titleLabel };

  get alarm(): string {
    return this.watch?.alarm ?? '';
  }

  handleSettings(): void {
    this.dispatchEvent(new CustomEvent('navigate', { detail: { page: 'settings' } }));
  }
}

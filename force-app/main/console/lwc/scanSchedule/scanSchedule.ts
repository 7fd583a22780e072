import { LightningElement, api } from 'lwc';
import schedule from '@salesforce/apex/SetupAssistant.schedule';
import unschedule from '@salesforce/apex/SetupAssistant.unschedule';
import hourLabel from '@salesforce/label/c.CertHealth_Schedule_Hour';
import offLabel from '@salesforce/label/c.CertHealth_Schedule_Off';
import onLabel from '@salesforce/label/c.CertHealth_Schedule_On';
import savedOffLabel from '@salesforce/label/c.CertHealth_Schedule_SavedOff';
import savedOnLabel from '@salesforce/label/c.CertHealth_Schedule_SavedOn';
import timeLabel from '@salesforce/label/c.CertHealth_Schedule_Time';
import { reduceErrors } from 'c/apexErrors';
import { reload } from 'c/healthRecords';
import { catchFocus } from 'c/lostFocus';
import { fill, hourOfDay } from 'c/wording';

/** Whether and when the org scans by itself; how it stands now is said by the steps of the set-up. */
export default class ScanSchedule extends LightningElement {
  /** Whether a daily scan is scheduled now; undefined where that is not known. */
  @api scheduled: boolean | undefined;

  readonly labels = { hour: hourLabel, off: offLabel, on: onLabel };
  readonly hours = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: timeOf(hour) }));

  hour = '3';
  isBusy = false;
  said = '';
  error = '';

  get mayStop(): boolean {
    return this.scheduled !== false;
  }

  handleHour(event: CustomEvent<{ value: string }>): void {
    this.hour = event.detail.value;
  }

  async handleOn(): Promise<void> {
    await this.write(() => schedule({ hourUtc: Number(this.hour) }), fill(savedOnLabel, timeOf(Number(this.hour))));
  }

  async handleOff(): Promise<void> {
    await this.write(() => unschedule(), savedOffLabel);
    // The button goes away with what it stopped.
    if (!this.error) catchFocus(() => this.refs?.on as HTMLElement | undefined);
  }

  private async write(change: () => Promise<unknown>, done: string): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.said = '';
    this.error = '';
    try {
      await change();
      this.said = done;
      reload();
    } catch (error) {
      this.error = reduceErrors(error);
    } finally {
      this.isBusy = false;
    }
  }
}

/** In the person's time zone first: Salesforce runs it by theirs. */
function timeOf(hourUtc: number): string {
  return fill(timeLabel, hourOfDay(hourUtc), String(hourUtc).padStart(2, '0'));
}

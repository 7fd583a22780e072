import { LightningElement, api } from 'lwc';
import legendLabel from '@salesforce/label/c.CertHealth_Timeline_Legend';
import legendEndsLabel from '@salesforce/label/c.CertHealth_Timeline_LegendEnds';
import legendRulesLabel from '@salesforce/label/c.CertHealth_Timeline_LegendRules';
import legendScanLabel from '@salesforce/label/c.CertHealth_Timeline_LegendScan';
import legendServersLabel from '@salesforce/label/c.CertHealth_Timeline_LegendServers';
import legendSuccessorsLabel from '@salesforce/label/c.CertHealth_Timeline_LegendSuccessors';
import changesLabel from '@salesforce/label/c.CertHealth_Timeline_Changes';
import daysLabel from '@salesforce/label/c.CertHealth_Timeline_Days';
import dayTextLabel from '@salesforce/label/c.CertHealth_Timeline_DayText';
import endLabel from '@salesforce/label/c.CertHealth_Timeline_End';
import endsLabel from '@salesforce/label/c.CertHealth_Timeline_Ends';
import monthLabel from '@salesforce/label/c.CertHealth_Timeline_Month';
import noneLabel from '@salesforce/label/c.CertHealth_Timeline_None';
import noneEndsLabel from '@salesforce/label/c.CertHealth_Timeline_NoneEnds';
import pictureLabel from '@salesforce/label/c.CertHealth_Timeline_Picture';
import renewalsLabel from '@salesforce/label/c.CertHealth_Timeline_Renewals';
import rulesOnLabel from '@salesforce/label/c.CertHealth_Timeline_RulesOn';
import showPictureLabel from '@salesforce/label/c.CertHealth_Timeline_ShowPicture';
import showTableLabel from '@salesforce/label/c.CertHealth_Timeline_ShowTable';
import titleLabel from '@salesforce/label/c.CertHealth_Timeline_Title';
import type { Forecast } from 'c/healthRecords';
import { day, fill, listOf, month, number } from 'c/wording';
import { changeText, changesByDay, pictureOf, ruleWords } from './timeline';
import type { Month, Picture } from './timeline';

/** What ends in each of twelve months and when rules change: as a picture, and as a table that says the same. */
export default class HealthTimeline extends LightningElement {
  @api forecast?: Forecast;
  /** ISO date-time that the forecast was made for. */
  @api scannedAt = '';

  readonly labels = {
    legend: legendLabel,
    legendEnds: legendEndsLabel,
    legendServers: legendServersLabel,
    legendSuccessors: legendSuccessorsLabel,
    legendScan: legendScanLabel,
    legendRules: legendRulesLabel,
    changes: changesLabel,
    end: endLabel,
    month: monthLabel,
    none: noneLabel,
    renewals: renewalsLabel,
    title: titleLabel,
  };

  showsTable = false;

  get months(): readonly Month[] {
    return this.forecast?.byMonth ?? [];
  }

  get noMonths(): boolean {
    return this.months.length === 0;
  }

  get hasMonths(): boolean {
    return this.months.length > 0;
  }

  get picture(): Picture {
    return pictureOf(this.months, this.scannedAt);
  }

  get pictureTitle(): string {
    return fill(pictureLabel, number(this.months.length));
  }

  /** What the picture shows, for who does not see it. */
  get description(): string {
    const busy = this.months.filter(({ expiries }) => expiries > 0);
    const ends = busy.map((one) => fill(endsLabel, nameOf(one), number(one.expiries)));
    const days = [...changesByDay(this.months).keys()].map((on) => day(on));
    return [
      ends.length > 0 ? `${listOf(ends)}.` : noneEndsLabel,
      ...(days.length > 0 ? [fill(rulesOnLabel, listOf(days))] : []),
    ].join(' ');
  }

  get days(): object[] {
    return [...changesByDay(this.months)].map(([on, changes], index) => ({
      on,
      place: number(index + 1),
      short: ruleWords(on, changes),
      day: day(on),
      texts: changes.map((one) => ({ key: `${one.rule}${one.change}`, text: changeText(one) })),
    }));
  }

  get daysLabel(): string {
    return fill(daysLabel, number(this.days.length));
  }

  get rows(): object[] {
    return this.months.map((one) => ({
      key: one.month,
      name: nameOf(one),
      expiries: number(one.expiries),
      renewals: number(one.renewals),
      changes: one.changes.map((change) => ({
        key: `${change.rule}${change.change}`,
        text: fill(dayTextLabel, day(change.on), changeText(change)),
      })),
    }));
  }

  get switchLabel(): string {
    return this.showsTable ? showPictureLabel : showTableLabel;
  }

  handleSwitch(): void {
    this.showsTable = !this.showsTable;
  }
}

function nameOf(one: Month): string {
  const { name, year } = month(one.month);
  return `${name} ${year}`.trim();
}

import { LightningElement, api } from 'lwc';
import basisLabel from '@salesforce/label/c.CertHealth_Forecast_Basis';
import fewerLabel from '@salesforce/label/c.CertHealth_Forecast_Fewer';
import daysLabel from '@salesforce/label/c.CertHealth_Forecast_Days';
import limitLabel from '@salesforce/label/c.CertHealth_Forecast_Limit';
import noneLabel from '@salesforce/label/c.CertHealth_Forecast_None';
import renewalsLabel from '@salesforce/label/c.CertHealth_Forecast_Renewals';
import shortenedLabel from '@salesforce/label/c.CertHealth_Forecast_Shortened';
import shortenedNoneLabel from '@salesforce/label/c.CertHealth_Forecast_ShortenedNone';
import titleLabel from '@salesforce/label/c.CertHealth_Forecast_Title';
import todayLabel from '@salesforce/label/c.CertHealth_Forecast_Today';
import type { Forecast } from 'c/healthRecords';
import { fill, number } from 'c/wording';

/** Renewals a year, today and under each limit that is set for public TLS certificates. */
export default class RenewalForecast extends LightningElement {
  @api forecast?: Forecast;

  readonly labels = {
    basis: basisLabel,
    limit: limitLabel,
    none: noneLabel,
    renewals: renewalsLabel,
    title: titleLabel,
  };

  get isEmpty(): boolean {
    return !this.forecast || this.forecast.perCertificate.length === 0;
  }

  get rows(): object[] {
    if (!this.forecast) return [];
    const { today, under200, under100, under47 } = this.forecast;
    const most = Math.max(today, under200, under100, under47, 1);
    const row = (limit: string, renewals: number): object => ({
      limit,
      renewals: asCounted(renewals),
      width: `${Math.round((1000 * renewals) / most) / 10}%`,
    });
    return [
      row(todayLabel, today),
      row(fill(daysLabel, number(200)), under200),
      row(fill(daysLabel, number(100)), under100),
      row(fill(daysLabel, number(47)), under47),
    ];
  }

  get shortened(): string {
    const all = this.forecast?.perCertificate ?? [];
    const limited = all.filter((one) => one.limited).length;
    return limited === 0 ? shortenedNoneLabel : fill(shortenedLabel, number(limited), number(all.length));
  }
}

/** As the report of the command line: a decimal would be more exact than anybody knows. */
function asCounted(renewals: number): string {
  return renewals > 0 && renewals < 0.5 ? fewerLabel : number(Math.round(renewals));
}

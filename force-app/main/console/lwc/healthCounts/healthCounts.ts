import { LightningElement, api } from 'lwc';
import andLabel from '@salesforce/label/c.CertHealth_Counts_And';
import criticalLabel from '@salesforce/label/c.CertHealth_Counts_Critical';
import criticalNoneLabel from '@salesforce/label/c.CertHealth_Counts_CriticalNone';
import criticalNoneReadLabel from '@salesforce/label/c.CertHealth_Counts_CriticalNoneRead';
import nameLabel from '@salesforce/label/c.CertHealth_Counts_Label';
import notAskedLabel from '@salesforce/label/c.CertHealth_Counts_NotAsked';
import notCheckedLabel from '@salesforce/label/c.CertHealth_Counts_NotChecked';
import notCheckedNoneLabel from '@salesforce/label/c.CertHealth_Counts_NotCheckedNone';
import notCheckedSomeLabel from '@salesforce/label/c.CertHealth_Counts_NotCheckedSome';
import onManyLabel from '@salesforce/label/c.CertHealth_Counts_OnMany';
import onOneLabel from '@salesforce/label/c.CertHealth_Counts_OnOne';
import onOrgLabel from '@salesforce/label/c.CertHealth_Counts_OnOrg';
import soonLabel from '@salesforce/label/c.CertHealth_Counts_Soon';
import soonNoneLabel from '@salesforce/label/c.CertHealth_Counts_SoonNone';
import soonNoneReadLabel from '@salesforce/label/c.CertHealth_Counts_SoonNoneRead';
import revocationLabel from '@salesforce/label/c.CertHealth_Unasked_Revocation';
import serversLabel from '@salesforce/label/c.CertHealth_Unasked_Servers';
import type { Count } from 'c/healthRecords';
import { fill, listOf, number, plural, statusWords } from 'c/wording';

/** What a question that nobody asked is about, by its check. */
const questions: Readonly<Record<string, string>> = {
  revoked: revocationLabel,
  'server-not-accepted': serversLabel,
};

const nothing: Count = { findings: 0, certificates: 0, others: 0 };

/**
 * Three counts of what stands now; each leads to what it counts.
 *
 * @fires navigate with the place that lists it
 */
export default class HealthCounts extends LightningElement {
  @api critical: Count = nothing;
  @api warnings: Count = nothing;
  /** Places and checks of which nobody knows. */
  @api notChecked = 0;
  /** Ids of checks for which nobody asked. */
  @api notAsked: readonly string[] = [];

  readonly label = nameLabel;

  get tiles(): object[] {
    const gaps = this.notChecked;
    const unasked = this.notAsked;
    // What was not read may hold anything: then "none" is said of the rest only, and not in green.
    const isWhole = gaps + unasked.length === 0;
    const noneCritical = isWhole ? criticalNoneLabel : criticalNoneReadLabel;
    const noneSoon = isWhole ? soonNoneLabel : soonNoneReadLabel;
    const asked = listOf(unasked.map((check) => questions[check] ?? check));
    // The count leaves out what nobody asked for, and the page that it leads to lists it.
    const notAsked = unasked.length > 0 ? [fill(notAskedLabel, asked)] : [];
    const places = [gaps > 0 ? `${notCheckedSomeLabel}${notAsked.length > 0 ? '.' : ''}` : notCheckedNoneLabel];
    return [
      tileOf('critical', criticalLabel, this.critical.findings, about(this.critical) || noneCritical, isWhole),
      tileOf('warning', soonLabel, this.warnings.findings, about(this.warnings) || noneSoon, isWhole),
      tileOf('unknown', notCheckedLabel, gaps, [...places, ...notAsked].join(' '), isWhole),
    ];
  }

  handlePress(event: Event): void {
    const { status } = (event.currentTarget as HTMLElement).dataset;
    const detail =
      status === 'unknown' ? { page: 'notChecked' } : { page: 'certificates', filter: { status: status ?? '' } };
    this.dispatchEvent(new CustomEvent('navigate', { detail }));
  }
}

function tileOf(status: string, label: string, count: number, text: string, isWhole: boolean): object {
  const shown = count > 0 ? status : isWhole ? 'healthy' : 'unknown';
  return { status, label, count: number(count), text, icon: statusWords(shown).icon, tileClass: `tile ${shown}` };
}

/** `on 2 certificates and on settings of the org`; empty for nothing. */
function about({ certificates, others }: Count): string {
  const held = certificates > 0 ? fill(plural(certificates, onOneLabel, onManyLabel), number(certificates)) : '';
  if (others === 0) return held;
  return held ? fill(andLabel, held, onOrgLabel) : onOrgLabel;
}

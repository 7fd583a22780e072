import { LightningElement, api } from 'lwc';
import firstLabel from '@salesforce/label/c.CertHealth_Changes_First';
import moreInAllLabel from '@salesforce/label/c.CertHealth_Changes_MoreInAll';
import noneLabel from '@salesforce/label/c.CertHealth_Changes_None';
import sinceLabel from '@salesforce/label/c.CertHealth_Changes_Since';
import titleLabel from '@salesforce/label/c.CertHealth_Changes_Title';
import unknownLabel from '@salesforce/label/c.CertHealth_Changes_Unknown';
import { fromJson } from 'c/healthRecords';
import type { ScanChanges as Changes, ScanRow } from 'c/healthRecords';
import { fill, number, scanMoment } from 'c/wording';
import { groupsOf } from './changeGroups';
import type { ChangeGroup } from './changeGroups';

/** What the newest scan found to be other than the one before. */
export default class ScanChanges extends LightningElement {
  /** The newest finished scan, with its changes. */
  @api scan?: ScanRow;
  /** The finished scan before it. */
  @api before?: ScanRow;

  readonly title = titleLabel;

  get changes(): Changes | undefined {
    return fromJson<Changes>(this.scan?.Changes__c);
  }

  get groups(): ChangeGroup[] {
    return this.before && this.changes ? groupsOf(this.changes) : [];
  }

  get since(): string {
    return this.before && this.scan ? fill(sinceLabel, scanMoment(this.before), scanMoment(this.scan)) : '';
  }

  /** Said instead of lists. */
  get instead(): string {
    if (!this.before) return firstLabel;
    if (!this.changes) return unknownLabel;
    return this.groups.length === 0 ? noneLabel : '';
  }

  get more(): string {
    const more = this.changes?.more ?? 0;
    return more > 0 && this.before ? fill(moreInAllLabel, number(more)) : '';
  }
}

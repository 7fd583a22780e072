import { LightningElement, api } from 'lwc';
import neverRanLabel from '@salesforce/label/c.CertHealth_Rotation_NeverRan';
import nextLabel from '@salesforce/label/c.CertHealth_Rotation_RunNext';
import runLabel from '@salesforce/label/c.CertHealth_Rotation_Run';
import titleLabel from '@salesforce/label/c.CertHealth_Rotation_Title_Automation';
import type { RotationRunRow } from 'c/rotationRecords';
import { fill, moment, relativeDay, when } from 'c/wording';

interface Line {
  readonly key: string;
  readonly ran: string;
  readonly says: string;
}

/** When the automations ran last, and which have stopped. */
export default class RotationAutomation extends LightningElement {
  @api runs: readonly RotationRunRow[] = [];
  @api alarms: readonly string[] = [];

  readonly labels = { neverRan: neverRanLabel, title: titleLabel };

  get lines(): Line[] {
    return this.runs.map(({ Id, Key__c: user = '', Ran_At__c: at, Says__c: says, Next_On__c: next }) => ({
      key: Id,
      ran: fill(runLabel, `${relativeDay(at)} (${moment(at)})`, user),
      says: [says, next ? fill(nextLabel, when(next)) : ''].filter(Boolean).join(' '),
    }));
  }
}

import { LightningElement, api } from 'lwc';
import approveLabel from '@salesforce/label/c.CertHealth_Rotation_Approve';
import approveOfLabel from '@salesforce/label/c.CertHealth_Rotation_ApproveOf';
import atWorkLabel from '@salesforce/label/c.CertHealth_Rotation_AtWork';
import byItselfLabel from '@salesforce/label/c.CertHealth_Rotation_ByItself';
import doneOnLabel from '@salesforce/label/c.CertHealth_Rotation_DoneOn';
import dueLabel from '@salesforce/label/c.CertHealth_Rotation_Due';
import endedLabel from '@salesforce/label/c.CertHealth_Rotation_Ended';
import endsLabel from '@salesforce/label/c.CertHealth_Rotation_Ends';
import openOfLabel from '@salesforce/label/c.CertHealth_Rotation_OpenOf';
import overdueLabel from '@salesforce/label/c.CertHealth_Rotation_Overdue';
import sinceLabel from '@salesforce/label/c.CertHealth_Rotation_Since';
import successorLabel from '@salesforce/label/c.CertHealth_Rotation_SuccessorIs';
import undoneOnLabel from '@salesforce/label/c.CertHealth_Rotation_UndoneOn';
import untilLabel from '@salesforce/label/c.CertHealth_Rotation_Until';
import type { RotationRow } from 'c/rotationRecords';
import { moveWords, rotationKindWords, stateWords } from 'c/rotationWords';
import type { StandingWords } from 'c/rotationWords';
import { day, endWhen, fill, moment, momentIn, relativeDay, when } from 'c/wording';

/**
 * One rotation in a few lines: how it stands, whose move it is, since when.
 *
 * @fires open with the Id of the rotation
 * @fires approve with the Id of the rotation, when somebody wants to
 */
export default class RotationItem extends LightningElement {
  @api row: RotationRow | undefined;
  @api isOverdue = false;
  @api canApprove = false;
  /** On the page of the rotation itself there is nothing to open. */
  @api isWhole = false;

  readonly labels = { approve: approveLabel, byItself: byItselfLabel, overdue: overdueLabel };

  get name(): string {
    return this.row?.Certificate_Name__c ?? '';
  }

  get state(): StandingWords {
    return stateWords(this.row?.State__c);
  }

  get move(): string {
    return this.row ? moveWords(this.row, this.canApprove) : '';
  }

  get isOver(): boolean {
    return this.row?.State__c === 'done' || this.row?.State__c === 'undone';
  }

  /** Said of approver and partner only: an authority and a moment answer for themselves. */
  get isToApprove(): boolean {
    const { State__c: state, Waits_For__c: who } = this.row ?? {};
    return this.canApprove && state === 'waiting' && (who === 'approver' || who === 'partner');
  }

  get what(): string {
    return this.isOver || !this.move ? '' : (this.row?.Waits_What__c ?? '');
  }

  get problem(): string {
    return this.isOver ? '' : (this.row?.Problem__c ?? '');
  }

  get times(): string {
    const row = this.row ?? ({} as RotationRow);
    const { State__c: state, Waits_For__c: who, Waits_Since__c: since, Ended_At__c: ended } = row;
    if (this.isOver) return ended ? fill(state === 'done' ? doneOnLabel : undoneOnLabel, moment(ended)) : '';
    const ends = row.Certificate__r?.Expires_At__c;
    const hasEnded = (momentIn(ends)?.getTime() ?? Infinity) <= Date.now();
    return [
      state === 'waiting' && since ? fill(who === 'date' ? untilLabel : sinceLabel, timeOf(since, who)) : '',
      row.Due_On__c ? fill(dueLabel, when(row.Due_On__c)) : '',
      ends ? fill(hasEnded ? endedLabel : endsLabel, endWhen(ends)) : '',
    ]
      .filter(Boolean)
      .join(' ');
  }

  get atWork(): string {
    const { Runner__c: runner, Heartbeat__c: heard } = this.row ?? {};
    return runner && heard && !this.isOver ? fill(atWorkLabel, runner, moment(heard)) : '';
  }

  get kind(): string {
    const { Kind__c: kind, Successor__c: successor, Certificate_Name__c: name } = this.row ?? {};
    const gets = successor && successor !== name ? fill(successorLabel, successor) : '';
    return [`${rotationKindWords(kind)}.`, gets].filter(Boolean).join(' ');
  }

  get canOpen(): boolean {
    return !this.isWhole;
  }

  get openTitle(): string {
    return fill(openOfLabel, this.name);
  }

  get approveTitle(): string {
    return fill(approveOfLabel, this.name);
  }

  handleOpen(): void {
    this.dispatchEvent(new CustomEvent('open', { detail: this.row?.Id }));
  }

  handleApprove(): void {
    this.dispatchEvent(new CustomEvent('approve', { detail: this.row?.Id }));
  }
}

/** An agreed moment is told with its time of day, a wait by how long it is. */
function timeOf(iso: string, who: string | undefined): string {
  return who === 'date' ? moment(iso) : `${day(iso)} (${relativeDay(iso)})`;
}

import { LightningElement, api } from 'lwc';
import type { Next, RotationPlan, RotationStanding } from 'c/certificateEngine';
import { load, onReload, reload } from 'c/healthRecords';
import { catchFocus } from 'c/lostFocus';
import RotationApproval from 'c/rotationApproval';
import { loadOverview, loadRotation, readStanding } from 'c/rotationRecords';
import type { ReadStanding, RotationRecord, RotationRow } from 'c/rotationRecords';
import { fill } from 'c/wording';
import { labels } from './pageLabels';

/**
 * One rotation: whose move it is, its steps, what it changes, what only people can do, what happened and who did it.
 *
 * @fires navigate with {page}, back to the list
 */
export default class RotationPage extends LightningElement {
  readonly labels = labels;
  record: RotationRecord | undefined;
  read: ReadStanding | undefined;
  org = '';
  canApprove = false;
  isOverdue = false;
  error: unknown;
  private shownId: string | undefined;
  private stop: (() => void) | undefined;

  /** Id of the record. */
  @api
  get recordId(): string | undefined {
    return this.shownId;
  }
  set recordId(id: string | undefined) {
    this.shownId = id;
    this.record = undefined;
    if (this.stop) this.show();
  }

  connectedCallback(): void {
    this.stop = onReload(() => this.show());
    this.show();
  }

  disconnectedCallback(): void {
    this.stop?.();
  }

  show(): void {
    const id = this.shownId;
    if (!id) return;
    // Somebody may have gone on to another rotation before the answer comes.
    Promise.all([loadRotation(id), loadOverview(), load('overview')]).then(
      ([record, { canApprove, overdue }, { org }]) => {
        if (id !== this.shownId) return;
        this.record = record;
        this.read = readStanding(record.events, new Date());
        [this.canApprove, this.isOverdue] = [canApprove, overdue.includes(id)];
        [this.org, this.error] = [org.name, undefined];
      },
      (error: unknown) => {
        if (id === this.shownId) this.error = error;
      },
    );
  }

  get isNothing(): boolean {
    return !this.shownId;
  }

  get row(): RotationRow | undefined {
    return this.record?.row;
  }

  get standing(): RotationStanding | undefined {
    return this.read && 'standing' in this.read ? this.read.standing : undefined;
  }

  get next(): Next | undefined {
    return this.read && 'next' in this.read ? this.read.next : undefined;
  }

  get unreadable(): string {
    return this.read && 'problem' in this.read ? fill(labels.unreadable, this.read.problem) : '';
  }

  get plan(): RotationPlan | undefined {
    return this.standing?.plan;
  }

  get references(): { readonly key: string; readonly name: string; readonly field: string }[] {
    return (this.plan?.references ?? []).map(({ name, field }, index) => ({ key: `${index}`, name, field }));
  }

  /** References by hand are looked at by the next run; to approve would change nothing. */
  get looksItself(): boolean {
    return this.next?.kind === 'wait' && this.next.look !== undefined;
  }

  get mayApprove(): boolean {
    return this.canApprove && !this.looksItself;
  }

  /** The other side is in it: the plan waits for them somewhere, or their certificate was exported. */
  get hasPartner(): boolean {
    const waits = this.plan?.steps.some((step) => step.waits?.who === 'partner') ?? false;
    return waits || (this.record?.files.some((name) => name.endsWith('.crt')) ?? false);
  }

  /** The moment that was agreed for a step which is still to come. */
  get agreed(): string | undefined {
    return this.standing?.steps.find(({ state, approved }) => state === 'open' && approved?.notBefore)?.approved
      ?.notBefore;
  }

  get oldEnds(): string | undefined {
    return this.row?.Certificate__r?.Expires_At__c;
  }

  get goOn(): string {
    const { State__c: state, Waits_For__c: who, Key__c: key = '' } = this.row ?? {};
    return state === 'waiting' && !who ? fill(labels.goOn, key) : '';
  }

  /** As long as nothing is retired: after that there is nothing to go back to. */
  get undoHow(): string {
    const { plan, standing } = this;
    const { State__c: state, Key__c: key = '' } = this.row ?? {};
    const retire = standing?.steps.find(({ id }) => id === 'retire');
    const isOpen = !retire || (retire.state === 'open' && retire.attempts === 0);
    return plan && standing && !standing.undoing && state !== 'done' && state !== 'undone' && isOpen
      ? fill(labels.undoHow, key)
      : '';
  }

  handleBack(): void {
    this.dispatchEvent(new CustomEvent('navigate', { detail: { page: 'rotations' } }));
  }

  handleRetry(): void {
    this.error = undefined;
    this.show();
  }

  async handleApprove(): Promise<void> {
    if (!this.row || !(await RotationApproval.ask(this.row))) return;
    reload();
    // The button is gone with what it approved: who pressed it goes on at the name.
    catchFocus(() => this.refs?.name as HTMLElement | undefined);
  }
}

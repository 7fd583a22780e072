import { LightningElement } from 'lwc';
import { onReload, reload } from 'c/healthRecords';
import { catchFocus } from 'c/lostFocus';
import RotationApproval from 'c/rotationApproval';
import { groupsOf, loadOverview, loadRotations } from 'c/rotationRecords';
import type { RotationGroups, RotationOverview, RotationRow } from 'c/rotationRecords';
import { fill, number } from 'c/wording';
import { labels } from './pageLabels';

/** As many of those that are over stand there at first. */
const FEW = 10;

interface Shown {
  readonly id: string;
  readonly row: RotationRow;
  readonly isOverdue: boolean;
}

interface Group {
  readonly id: string;
  readonly title: string;
  readonly items: readonly Shown[];
}

/**
 * How certificates get their successors: what waits for somebody, what failed, what is under way, planned and over, and
 * whether the automation runs.
 *
 * @fires navigate to a rotation
 */
export default class RotationsPage extends LightningElement {
  readonly labels = labels;
  readonly command = 'sf cert rotate plan --target-org my-org';

  rows: readonly RotationRow[] | undefined;
  overview: RotationOverview | undefined;
  error: unknown;
  showsAll = false;
  /** What was done last, for those who do not see the list change. */
  said = '';
  private stopListening: (() => void) | undefined;

  connectedCallback(): void {
    this.stopListening = onReload(() => this.show());
    this.show();
  }

  disconnectedCallback(): void {
    this.stopListening?.();
  }

  show(): void {
    Promise.all([loadOverview(), loadRotations()]).then(
      ([overview, rows]) => {
        [this.overview, this.rows, this.error] = [overview, rows, undefined];
      },
      (error: unknown) => {
        this.error = error;
      },
    );
  }

  get isLoading(): boolean {
    return !this.rows && !this.error;
  }

  get isEmpty(): boolean {
    return this.rows?.length === 0;
  }

  get canApprove(): boolean {
    return this.overview?.canApprove ?? false;
  }

  private get all(): RotationGroups {
    return groupsOf(this.rows ?? []);
  }

  get waiting(): Shown[] {
    return this.shown(this.all.waiting);
  }

  get waitingTitle(): string {
    return fill(labels.waiting, number(this.waiting.length));
  }

  /** Between what waits and what is over; a group without any is left out. */
  get groups(): Group[] {
    const { failed, underWay, planned } = this.all;
    return [
      { id: 'failed', label: labels.failed, rows: failed },
      { id: 'under-way', label: labels.underWay, rows: underWay },
      { id: 'planned', label: labels.planned, rows: planned },
    ]
      .filter(({ rows }) => rows.length > 0)
      .map(({ id, label, rows }) => ({ id, title: fill(label, number(rows.length)), items: this.shown(rows) }));
  }

  get over(): Shown[] {
    const { over } = this.all;
    return this.shown(this.showsAll ? over : over.slice(0, FEW));
  }

  get overTitle(): string {
    return fill(labels.over, number(this.all.over.length));
  }

  get byItself(): string {
    const { over } = this.all;
    const own = over.filter(({ Started_By_Itself__c: isOwn }) => isOwn).length;
    return own > 0 ? fill(labels.byItselfOf, number(own), number(over.length)) : '';
  }

  get hasMore(): boolean {
    return this.all.over.length > FEW;
  }

  get moreLabel(): string {
    return this.showsAll ? labels.showFewer : fill(labels.showAll, number(this.all.over.length));
  }

  handleMore(): void {
    this.showsAll = !this.showsAll;
  }

  handleOpen(event: CustomEvent<string>): void {
    this.dispatchEvent(new CustomEvent('navigate', { detail: { page: 'rotation', record: event.detail } }));
  }

  async handleApprove(event: CustomEvent<string>): Promise<void> {
    const row = this.rows?.find(({ Id }) => Id === event.detail);
    if (!row || !(await RotationApproval.ask(row))) return;
    this.said = fill(labels.approvedNow, row.Certificate_Name__c ?? '');
    reload();
    // The button is gone with what it approved: who pressed it goes on at what came of it.
    catchFocus(() => this.refs?.said as HTMLElement | undefined);
  }

  private shown(rows: readonly RotationRow[]): Shown[] {
    const overdue = this.overview?.overdue ?? [];
    return rows.map((row) => ({ id: row.Id, row, isOverdue: overdue.includes(row.Id) }));
  }
}

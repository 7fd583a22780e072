import { LightningElement, api } from 'lwc';
import doneLabel from '@salesforce/label/c.CertHealth_Rotation_Hint_Done';
import failedLabel from '@salesforce/label/c.CertHealth_Rotation_Hint_Failed';
import openLabel from '@salesforce/label/c.CertHealth_Rotation_Open';
import openOfLabel from '@salesforce/label/c.CertHealth_Rotation_OpenOf';
import plannedLabel from '@salesforce/label/c.CertHealth_Rotation_Hint_Planned';
import underWayLabel from '@salesforce/label/c.CertHealth_Rotation_Hint_UnderWay';
import undoneLabel from '@salesforce/label/c.CertHealth_Rotation_Hint_Undone';
import waitsApproverLabel from '@salesforce/label/c.CertHealth_Rotation_Hint_WaitsApprover';
import waitsAuthorityLabel from '@salesforce/label/c.CertHealth_Rotation_Hint_WaitsAuthority';
import waitsLabel from '@salesforce/label/c.CertHealth_Rotation_Hint_Waits';
import waitsPartnerLabel from '@salesforce/label/c.CertHealth_Rotation_Hint_WaitsPartner';
import { onReload } from 'c/healthRecords';
import { loadOverview, loadRotations, rotationOf } from 'c/rotationRecords';
import type { RotationRow } from 'c/rotationRecords';
import { day, fill } from 'c/wording';

/**
 * Beside a certificate: how its rotation stands, and the way there. Shows nothing where there is none, or where it cannot be
 * read: whoever may not see rotations misses nothing of the page that it stands on.
 *
 * @fires navigate to the rotation
 */
export default class RotationHint extends LightningElement {
  /** Id of the certificate's record. */
  @api certificateId: string | undefined;
  /** Where it is held and its name there, for rotations that began before a scan saw it. */
  @api source: string | undefined;
  @api name: string | undefined;
  /** Only what is not over. */
  @api isBrief = false;

  readonly labels = { open: openLabel };
  rows: readonly RotationRow[] = [];
  canApprove = false;
  private stop: (() => void) | undefined;

  connectedCallback(): void {
    this.stop = onReload(() => this.show());
    this.show();
  }

  disconnectedCallback(): void {
    this.stop?.();
  }

  show(): void {
    Promise.all([loadRotations(), loadOverview()]).then(
      ([rows, { canApprove }]) => {
        [this.rows, this.canApprove] = [rows, canApprove];
      },
      () => {
        this.rows = [];
      },
    );
  }

  get row(): RotationRow | undefined {
    const { certificateId: id, source, name } = this;
    return rotationOf(this.rows, { ...(id ? { id } : {}), ...(source ? { source } : {}), ...(name ? { name } : {}) });
  }

  get text(): string {
    const { State__c: state, Waits_For__c: who, Ended_At__c: ended } = this.row ?? {};
    if (state === 'done' || state === 'undone')
      return this.isBrief ? '' : fill(state === 'done' ? doneLabel : undoneLabel, day(ended));
    if (state === 'waiting' && who === 'approver') return this.canApprove ? waitsLabel : waitsApproverLabel;
    if (state === 'waiting' && who === 'partner') return waitsPartnerLabel;
    if (state === 'waiting' && who === 'authority') return waitsAuthorityLabel;
    return { failed: failedLabel, planned: plannedLabel }[String(state)] ?? (state ? underWayLabel : '');
  }

  get openTitle(): string {
    return fill(openOfLabel, this.row?.Certificate_Name__c ?? '');
  }

  handleOpen(): void {
    this.dispatchEvent(new CustomEvent('navigate', { detail: { page: 'rotation', record: this.row?.Id } }));
  }
}

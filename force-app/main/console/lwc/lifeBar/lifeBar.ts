import { LightningElement, api } from 'lwc';
import expiredLabel from '@salesforce/label/c.CertHealth_Life_Expired';
import notYetLabel from '@salesforce/label/c.CertHealth_Life_NotYet';
import unknownLabel from '@salesforce/label/c.CertHealth_Life_Unknown';
import usedLabel from '@salesforce/label/c.CertHealth_Life_Used';
import usedShortLabel from '@salesforce/label/c.CertHealth_Life_UsedShort';
import { fill, lifetimeUsed, momentIn, percent, statusOf } from 'c/wording';

/** How much of a certificate's lifetime is used, as a bar with its words beside it. */
export default class LifeBar extends LightningElement {
  /** ISO date-times. */
  @api validFrom?: string;
  @api expiresAt?: string;
  /** Colors the bar; the words do not depend on it. */
  @api status?: string;

  get used(): number | undefined {
    return lifetimeUsed(this.validFrom, this.expiresAt);
  }

  /** Only the end may be known, and that may be past. */
  get isOver(): boolean {
    const end = momentIn(this.expiresAt);
    return end !== undefined && end.getTime() <= Date.now();
  }

  get words(): string {
    if (this.isOver) return expiredLabel;
    if (this.used === undefined) return unknownLabel;
    return this.used < 0 ? notYetLabel : fill(usedShortLabel, percent(this.used));
  }

  get title(): string {
    return this.isOver || this.used === undefined || this.used < 0 ? this.words : fill(usedLabel, percent(this.used));
  }

  get width(): string {
    const used = this.isOver ? 1 : (this.used ?? 0);
    return `${Math.round(1000 * Math.min(Math.max(used, 0), 1)) / 10}%`;
  }

  get barClass(): string {
    return `used ${statusOf(this.status)}`;
  }
}

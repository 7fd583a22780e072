import { LightningElement, api } from 'lwc';
import { statusOf, statusWords } from 'c/wording';

/** How something stands: an icon and a word, never color alone. */
export default class StatusBadge extends LightningElement {
  /** critical, warning, waived, info, healthy, absent; all else is shown as not checked. */
  @api status?: string | null;
  /** Another word than that of the status. */
  @api label?: string;

  get word(): string {
    return this.label || statusWords(this.status).word;
  }

  get icon(): string {
    return statusWords(this.status).icon;
  }

  get badgeClass(): string {
    return `badge ${statusOf(this.status)}`;
  }
}

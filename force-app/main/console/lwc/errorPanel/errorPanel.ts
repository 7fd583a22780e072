import { LightningElement, api } from 'lwc';
import retryLabel from '@salesforce/label/c.CertHealth_Error_Retry';
import titleLabel from '@salesforce/label/c.CertHealth_Error_Title';
import { isRefusal, reduceErrors } from 'c/apexErrors';

/**
 * Says what went wrong and what to do.
 *
 * @fires retry when the person wants to try again; also to those around, as the button that was pressed may go away
 */
export default class ErrorPanel extends LightningElement {
  /** What was thrown, or a sentence. */
  @api error?: unknown;
  /** Another heading than "This could not be shown". */
  @api heading?: string;

  readonly labels = { retry: retryLabel };

  get title(): string {
    return this.heading || titleLabel;
  }

  get sentence(): string {
    return reduceErrors(this.error);
  }

  get icon(): string {
    return isRefusal(this.error) ? 'utility:lock' : 'utility:warning';
  }

  handleRetry(): void {
    this.dispatchEvent(new CustomEvent('retry', { bubbles: true, composed: true }));
  }
}

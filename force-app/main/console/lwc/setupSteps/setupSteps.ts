import { LightningElement } from 'lwc';
import steps from '@salesforce/apex/SetupAssistant.steps';
import test from '@salesforce/apex/SetupAssistant.test';
import { reduceErrors } from 'c/apexErrors';
import { onReload } from 'c/healthRecords';
import type { ConnectionTest, SetupStep } from 'c/healthRecords';
import { fill } from 'c/wording';
import { labels, stateWords } from './setupLabels';

/**
 * What must be there so that the org can be scanned from this app, what of it is missing, and a test.
 *
 * @fires steps with {steps}, whenever it was looked at them
 */
export default class SetupSteps extends LightningElement {
  readonly labels = labels;
  steps: readonly SetupStep[] | undefined;
  error: unknown;
  answer: ConnectionTest | undefined;
  isTesting = false;
  private stop: (() => void) | undefined;

  connectedCallback(): void {
    this.stop = onReload(() => this.read());
    this.read();
  }

  disconnectedCallback(): void {
    this.stop?.();
  }

  read(): void {
    steps().then(
      (found) => {
        this.steps = found;
        this.error = undefined;
        this.dispatchEvent(new CustomEvent('steps', { detail: { steps: found } }));
      },
      (error: unknown) => {
        this.error = error;
      },
    );
  }

  get isLoading(): boolean {
    return !this.steps && !this.error;
  }

  get shown(): (SetupStep & { readonly status: string; readonly word: string })[] {
    return (this.steps ?? []).map((step) => ({ ...step, ...stateWords[step.state] }));
  }

  get progress(): string {
    const all = (this.steps ?? []).filter(({ state }) => state !== 'optional');
    return fill(labels.progress, all.filter(({ state }) => state === 'done').length, all.length);
  }

  get answerStatus(): string {
    return this.answer?.ok ? 'healthy' : 'critical';
  }

  get answerWord(): string {
    return this.answer?.ok ? labels.works : labels.fails;
  }

  async handleTest(): Promise<void> {
    // Not disabled meanwhile: a button that is would lose the focus of who pressed it.
    if (this.isTesting) return;
    this.isTesting = true;
    this.answer = undefined;
    try {
      this.answer = await test();
    } catch (error) {
      this.answer = { ok: false, status: null, sentence: reduceErrors(error), what: null };
    } finally {
      this.isTesting = false;
    }
    this.read();
  }

  handleRetry(): void {
    this.error = undefined;
    this.read();
  }
}

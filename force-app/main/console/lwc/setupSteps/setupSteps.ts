import { LightningElement, api } from 'lwc';
import steps from '@salesforce/apex/SetupAssistant.steps';
import test from '@salesforce/apex/SetupAssistant.test';
import { reduceErrors } from 'c/apexErrors';
import { onReload } from 'c/healthRecords';
import type { ConnectionTest, ConsoleSettings, SetupStep } from 'c/healthRecords';
import { fill, moment, relativeDay, utc } from 'c/wording';
import { labels, stateWords } from './setupLabels';
import { stagesOf } from './stages';
import type { Stage } from './stages';

interface Standing {
  readonly status: string;
  readonly word: string;
}

interface ShownStage extends Stage, Standing {
  readonly number: string;
  readonly isConnect: boolean;
  readonly isSchedule: boolean;
  readonly isTell: boolean;
  readonly shownSteps: readonly (SetupStep & Standing & { readonly utc: string | undefined })[];
}

/**
 * The way to an org that is watched: connect, scan, schedule, tell. What is done of it, what is missing, and where to do it.
 *
 * @fires save with {settings}, when somebody saves how people are told
 */
export default class SetupSteps extends LightningElement {
  @api settings: ConsoleSettings = {};

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
      },
      (error: unknown) => {
        this.error = error;
      },
    );
  }

  get isLoading(): boolean {
    return !this.steps && !this.error;
  }

  get shown(): ShownStage[] {
    return this.stages.map((stage, place) => ({
      ...stage,
      ...stateWords[stage.state],
      number: String(place + 1),
      isConnect: stage.id === 'connect',
      isSchedule: stage.id === 'schedule',
      isTell: stage.id === 'tell',
      shownSteps: stage.steps.map((step) => ({
        ...step,
        ...stateWords[step.state],
        detail: step.detail.replace('{at}', step.at ? `${relativeDay(step.at)}, ${moment(step.at)}` : ''),
        utc: utc(step.at),
      })),
    }));
  }

  get progress(): string {
    const all = this.stages.filter(({ state }) => state !== 'optional');
    return fill(labels.progress, all.filter(({ state }) => state === 'done').length, all.length);
  }

  /** Undefined where the steps do not tell. */
  get isScheduled(): boolean | undefined {
    const step = this.steps?.find(({ id }) => id === 'schedule');
    return step && step.state !== 'unknown' ? step.state === 'done' : undefined;
  }

  private get stages(): Stage[] {
    return stagesOf(this.steps ?? []);
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

  handleSave({ detail }: CustomEvent<{ settings: ConsoleSettings }>): void {
    this.dispatchEvent(new CustomEvent('save', { detail }));
  }

  handleRetry(): void {
    this.error = undefined;
    this.read();
  }
}

import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import acknowledge from '@salesforce/apex/FindingDecisions.acknowledge';
import assign from '@salesforce/apex/FindingDecisions.assign';
import reopen from '@salesforce/apex/FindingDecisions.reopen';
import waive from '@salesforce/apex/FindingDecisions.waive';
import { reduceErrors } from 'c/apexErrors';
import { fill } from 'c/wording';
import { labels, wordsOf } from './decisionWords';
import type { Decision } from './decisionWords';

export type { Decision } from './decisionWords';

const DAY = 86_400_000;
const SHOWN = 5;

interface Field extends HTMLElement {
  value: string;
  reportValidity(): boolean;
}

/** A decision to ask for. */
export interface Question {
  readonly action: Decision;
  /** Ids of the findings; of findings or certificates when somebody is named. */
  readonly ids: readonly string[];
  /** What it is about, as people know it. */
  readonly titles: readonly string[];
  /** Who sees to it now. */
  readonly responsible?: string;
}

interface Opens {
  open(options: Question & { readonly size: string; readonly label: string }): Promise<number | undefined>;
}

/** Asks what is to be decided about findings, writes it, and closes with the number of records changed. */
export default class FindingDecision extends LightningModal {
  @api action: Decision = 'acknowledge';
  @api ids: readonly string[] = [];
  @api titles: readonly string[] = [];
  @api responsible = '';

  error = '';
  busy = false;
  readonly labels = labels;

  /** Opens the dialog; resolves to the number of records changed, or to undefined when nothing was decided. */
  static ask(question: Question): Promise<number | undefined> {
    return (this as unknown as Opens).open({ size: 'small', label: wordsOf(question.action).title, ...question });
  }

  get words(): ReturnType<typeof wordsOf> {
    return wordsOf(this.action);
  }

  get shownTitles(): readonly { readonly key: number; readonly text: string }[] {
    return this.titles.slice(0, SHOWN).map((text, key) => ({ key, text }));
  }

  get more(): string {
    return this.titles.length > SHOWN ? fill(labels.more, this.titles.length - SHOWN) : '';
  }

  get asksReason(): boolean {
    return this.action === 'waive' || this.action === 'acknowledge';
  }

  get reasonNeeded(): boolean {
    return this.action === 'waive';
  }

  get asksUntil(): boolean {
    return this.action === 'waive';
  }

  get asksWho(): boolean {
    return this.action === 'assign';
  }

  get firstDay(): string {
    return dayAfter(0);
  }

  get usualDay(): string {
    return dayAfter(90);
  }

  /** The longest that the org lets a waiver last. */
  get lastDay(): string {
    return dayAfter(366);
  }

  async decide(): Promise<void> {
    if (this.busy) return;
    const fields = [...(this.template?.querySelectorAll<Field>('[data-field]') ?? [])];
    if (!fields.map((field) => field.reportValidity()).every(Boolean)) return;
    const given = Object.fromEntries(
      fields.map((field): [string, string] => [field.dataset.field ?? '', (field.value ?? '').trim()]),
    );
    this.busy = true;
    this.error = '';
    try {
      const changed = await this.write(given);
      await this.close(changed);
    } catch (error) {
      this.error = reduceErrors(error);
      this.busy = false;
    }
  }

  async cancel(): Promise<void> {
    await this.close(undefined);
  }

  private write({ reason = '', until = '', who = '' }: Record<string, string>): Promise<number> {
    const findingIds = this.ids;
    const writers: Readonly<Record<Decision, () => Promise<number>>> = {
      acknowledge: () => acknowledge({ findingIds, note: reason }),
      waive: () => waive({ findingIds, reason, until }),
      reopen: () => reopen({ findingIds }),
      assign: () => assign({ recordIds: this.ids, responsible: who }),
    };
    return writers[this.action]();
  }
}

/** ISO day so many days from now (UTC, as the scans judge). */
function dayAfter(days: number): string {
  return new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
}

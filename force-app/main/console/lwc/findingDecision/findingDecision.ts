import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import acknowledge from '@salesforce/apex/FindingDecisions.acknowledge';
import assign from '@salesforce/apex/FindingDecisions.assign';
import reopen from '@salesforce/apex/FindingDecisions.reopen';
import waive from '@salesforce/apex/FindingDecisions.waive';
import { reduceErrors } from 'c/apexErrors';
import { day, endDay, fill, momentIn, plural } from 'c/wording';
import { labels, wordsOf } from './decisionWords';
import type { Decision } from './decisionWords';
import { isReason, reachesPast, waiverDays } from './waiverRules';

export type { Decision } from './decisionWords';

const SHOWN = 5;

interface Field extends HTMLElement {
  value: string;
  checked?: boolean;
  reportValidity(): boolean;
  setCustomValidity?(message: string): void;
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
  /** ISO date-time at which the certificate ends; of several the first. For a waiver. */
  readonly ends?: string;
  /** The certificate of the finding, to which the name may go too. */
  readonly certificate?: { readonly id: string; readonly name: string; readonly responsible: string };
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
  @api ends: string | undefined;
  @api certificate: Question['certificate'];

  /** Last day of the waiver, as it is chosen now. */
  until = '';
  error = '';
  busy = false;
  readonly labels = labels;
  private isArrived = false;

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

  get days(): ReturnType<typeof waiverDays> {
    return waiverDays(this.ends);
  }

  /** What a waiver would hide: that the certificate has ended by then. */
  get warning(): string {
    const until = this.until || this.days.proposed;
    if (!this.asksUntil || !reachesPast(until, this.ends)) return '';
    const hasEnded = (momentIn(this.ends)?.getTime() ?? 0) <= Date.now();
    const warning = hasEnded ? labels.hasEnded : plural(this.titles.length, labels.pastEnd, labels.pastEndOfFirst);
    return fill(warning, endDay(this.ends), day(until));
  }

  get asksCertificate(): boolean {
    return this.asksWho && this.certificate !== undefined;
  }

  get alsoLabel(): string {
    const { name = '', responsible = '' } = this.certificate ?? {};
    return responsible ? fill(labels.alsoInstead, name, responsible) : fill(labels.also, name);
  }

  /** Who sees to a finding sees to its certificate, unless somebody else does. */
  get isAlso(): boolean {
    const { responsible = '' } = this.certificate ?? {};
    return responsible === '' || responsible === this.responsible;
  }

  handleUntil(event: CustomEvent<{ value: string }>): void {
    this.until = event.detail.value;
  }

  /** The dialog begins at its heading. What is typed at once belongs into the first field: the name of the dialog is said all the same. */
  handleHeading(): void {
    if (this.isArrived) return;
    this.isArrived = true;
    // unverified: that the heading takes the focus once, and that its focusin leaves the header.
    this.template?.querySelector<HTMLElement>('[data-field]')?.focus();
  }

  async decide(): Promise<void> {
    if (this.busy) return;
    const fields = [...(this.template?.querySelectorAll<Field>('[data-field]') ?? [])];
    for (const field of fields.filter(({ dataset }) => dataset.field === 'reason')) {
      field.setCustomValidity?.(this.reasonNeeded && !isReason(field.value ?? '') ? labels.noReason : '');
    }
    const [wrong] = fields.map((field) => [field, field.reportValidity()] as const).filter(([, isRight]) => !isRight);
    if (wrong) {
      wrong[0].focus();
      return;
    }
    const given = Object.fromEntries(
      fields.map((field): [string, string] => [
        field.dataset.field ?? '',
        field.dataset.field === 'also' ? String(field.checked === true) : (field.value ?? '').trim(),
      ]),
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

  private write({ reason = '', until = '', who = '', also = '' }: Record<string, string>): Promise<number> {
    const findingIds = this.ids;
    const certificate = this.certificate?.id ?? '';
    const writers: Readonly<Record<Decision, () => Promise<number>>> = {
      acknowledge: () => acknowledge({ findingIds, note: reason }),
      waive: () => waive({ findingIds, reason, until }),
      reopen: () => reopen({ findingIds }),
      assign: () => assign({ recordIds: also === 'true' ? [...this.ids, certificate] : this.ids, responsible: who }),
    };
    return writers[this.action]();
  }
}

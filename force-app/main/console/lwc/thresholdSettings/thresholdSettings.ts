import { LightningElement, api } from 'lwc';
import type { ConsoleSettings, LevelSettings } from 'c/healthRecords';
import { fractionOf, isInOrder } from 'c/warningLevels';
import { effects, levelRows } from './levelRows';
import type { Effect, LevelRow } from './levelRows';
import { labels } from './thresholdLabels';

interface Field extends HTMLElement {
  value: string;
  reportValidity(): boolean;
}

/**
 * When to warn before a certificate ends: for all, and for each use.
 *
 * @fires save with {settings}: what is to be other than before
 */
export default class ThresholdSettings extends LightningElement {
  @api settings: ConsoleSettings = {};
  @api canEdit = false;

  readonly labels = labels;
  error = '';
  private typed: ConsoleSettings | undefined;

  /** The settings as they would be with what is typed. */
  get draft(): ConsoleSettings {
    return this.typed ?? this.settings;
  }

  get general(): LevelRow {
    return levelRows(this.settings)[0] as LevelRow;
  }

  get perUse(): LevelRow[] {
    return levelRows(this.settings).slice(1);
  }

  get effects(): Effect[] {
    return effects(this.draft);
  }

  get isLocked(): boolean {
    return !this.canEdit;
  }

  handleChange(): void {
    this.typed = this.read();
    this.error = '';
  }

  handleSave(): void {
    const fields = this.fields();
    if (!fields.map((field) => field.reportValidity()).every(Boolean)) return;
    const settings = this.read();
    const inOrder = [{}, ...(settings.perUse ?? [])].every((own) => isInOrder(settings, own));
    this.error = inOrder ? '' : labels.order;
    if (inOrder) this.dispatchEvent(new CustomEvent('save', { detail: { settings } }));
  }

  private fields(): Field[] {
    return [...(this.template?.querySelectorAll<Field>('[data-level]') ?? [])];
  }

  /** What is typed, over what was set before. */
  private read(): ConsoleSettings {
    const own = (use: string): LevelSettings => this.settings.perUse?.find((one) => one.use === use) ?? {};
    return {
      ...this.settings,
      ...this.typedFor('', this.settings),
      perUse: this.perUse.map(({ use }) => ({ use, ...this.typedFor(use, own(use)) })),
    };
  }

  private typedFor(use: string, before: LevelSettings): LevelSettings {
    const mine = this.fields().filter(({ dataset }) => (dataset.use ?? '') === use);
    return Object.fromEntries(
      mine.map(({ value, dataset }): [string, number | null] => {
        const level = dataset.level as keyof LevelSettings;
        const text = String(value ?? '');
        if (level.endsWith('Fraction')) return [level, fractionOf(text, before[level])];
        return [level, text === '' ? null : Number(text)];
      }),
    );
  }
}

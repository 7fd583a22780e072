import { LightningElement, api } from 'lwc';
import people from '@salesforce/apex/FindingDecisions.people';
import foundLabel from '@salesforce/label/c.CertHealth_Responsible_Found';
import foundNoneLabel from '@salesforce/label/c.CertHealth_Responsible_FoundNone';
import groupLabel from '@salesforce/label/c.CertHealth_Responsible_Group';
import namedLabel from '@salesforce/label/c.CertHealth_Responsible_Named';
import queueLabel from '@salesforce/label/c.CertHealth_Responsible_Queue';
import helpLabel from '@salesforce/label/c.CertHealth_Decision_ResponsibleHelp';
import labelLabel from '@salesforce/label/c.CertHealth_Decision_Responsible';
import type { Suggestion } from 'c/healthRecords';
import { fill } from 'c/wording';

/** Nobody should ask the org for every letter. */
const SETTLED = 250;

const kinds: Readonly<Record<string, string>> = { group: groupLabel, queue: queueLabel, named: namedLabel };

interface Option {
  readonly key: number;
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly selected: 'true' | 'false';
  readonly optionClass: string;
}

/** A person, a team or any text: looks up whom is meant while somebody types, and takes what is typed all the same. */
export default class ResponsibleField extends LightningElement {
  @api disabled = false;

  readonly labels = { help: helpLabel, label: labelLabel };
  typed = '';
  found: readonly Suggestion[] = [];
  isOpen = false;
  /** Which of those found the arrow keys are at; -1: none. */
  at = -1;
  said = '';
  private settling: ReturnType<typeof setTimeout> | undefined;

  /** What is typed or chosen. */
  @api
  get value(): string {
    return this.typed;
  }
  set value(text: string) {
    this.typed = text;
  }

  /** Any text will do, and none. */
  @api
  reportValidity(): boolean {
    return true;
  }

  @api
  focus(): void {
    (this.refs?.input as HTMLElement | undefined)?.focus();
  }

  disconnectedCallback(): void {
    clearTimeout(this.settling);
  }

  get options(): Option[] {
    return this.found.map(({ name, kind, detail }, key) => ({
      key,
      id: `option-${key}`,
      name,
      about: kinds[kind] ?? detail ?? '',
      selected: key === this.at ? 'true' : 'false',
      optionClass: key === this.at ? 'option at' : 'option',
    }));
  }

  get expanded(): string {
    return String(this.isOpen);
  }

  get active(): string | undefined {
    return this.isOpen && this.at >= 0 ? `option-${this.at}` : undefined;
  }

  get listClass(): string {
    return this.isOpen ? 'list' : 'slds-hide';
  }

  handleInput(event: Event): void {
    this.typed = (event.currentTarget as HTMLInputElement).value;
    clearTimeout(this.settling);
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- ended when the field is left
    this.settling = setTimeout(() => this.lookUp(), SETTLED);
  }

  handleKey(event: KeyboardEvent): void {
    if (!this.isOpen) return;
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step !== undefined) this.at = (this.at + step + this.found.length) % this.found.length;
    else if (event.key === 'Enter' && this.at >= 0) this.choose(this.at);
    else if (event.key === 'Escape') this.isOpen = false;
    else return;
    event.preventDefault();
    // The dialog around it would close with the same key.
    event.stopPropagation();
  }

  /** The field keeps the focus while somebody presses a name. */
  handleHold(event: Event): void {
    event.preventDefault();
  }

  handleChoose(event: Event): void {
    this.choose(Number((event.currentTarget as HTMLElement).dataset.key));
  }

  handleBlur(): void {
    this.isOpen = false;
  }

  /** Where nobody can be looked up, what is typed stands for itself. */
  lookUp(): void {
    const asked = this.typed.trim();
    people({ typed: asked }).then(
      (found) => this.offer(asked, found),
      () => this.offer(asked, []),
    );
  }

  private offer(asked: string, found: readonly Suggestion[]): void {
    // Somebody may have typed on, or left, before the answer comes.
    if (asked !== this.typed.trim()) return;
    this.found = found;
    this.at = -1;
    this.isOpen = found.length > 0 && !(found.length === 1 && found[0]?.name === asked);
    this.said = asked.length < 2 ? '' : found.length > 0 ? fill(foundLabel, found.length) : foundNoneLabel;
  }

  private choose(key: number): void {
    this.typed = this.found[key]?.name ?? this.typed;
    this.isOpen = false;
    this.said = '';
  }
}

import { LightningElement, api } from 'lwc';
import clearLabel from '@salesforce/label/c.CertHealth_UseChoice_Clear';
import namedLabel from '@salesforce/label/c.CertHealth_UseChoice_Named';
import someLabel from '@salesforce/label/c.CertHealth_UseChoice_Some';
import { fill } from 'c/wording';

interface Option {
  readonly label: string;
  readonly value: string;
}

/**
 * Chooses several from a list that opens below its button, as no base component does.
 *
 * @fires change with {value}: the values chosen, joined by `;`
 */
export default class UseChoice extends LightningElement {
  @api label = '';
  /** What is said where none is chosen: then all are meant. */
  @api allLabel = '';
  @api options: readonly Option[] = [];
  /** Values joined by `;`. */
  @api value = '';

  readonly labels = { clear: clearLabel };
  isOpen = false;
  private isClosing = false;

  get chosen(): readonly string[] {
    return this.value.split(';').filter(Boolean);
  }

  get shown(): (Option & { readonly isChosen: boolean })[] {
    const chosen = new Set(this.chosen);
    return this.options.map((option) => ({ ...option, isChosen: chosen.has(option.value) }));
  }

  get summary(): string {
    const [first, ...others] = this.chosen;
    if (first === undefined) return this.allLabel;
    if (others.length > 0) return fill(someLabel, others.length + 1);
    return this.options.find(({ value }) => value === first)?.label ?? first;
  }

  /** What is chosen belongs to the name of the button, or nobody would hear it. */
  get name(): string {
    return fill(namedLabel, this.label, this.summary);
  }

  get expanded(): string {
    return String(this.isOpen);
  }

  get hasChosen(): boolean {
    return this.chosen.length > 0;
  }

  handleToggle(): void {
    this.isOpen = !this.isOpen;
  }

  handleChoose(event: Event): void {
    const { value, checked } = event.currentTarget as HTMLInputElement;
    const others = this.chosen.filter((one) => one !== value);
    this.tell(checked ? [...others, value] : others);
  }

  handleClear(): void {
    this.tell([]);
    this.close();
  }

  handleKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.isOpen) return;
    event.stopPropagation();
    this.close();
  }

  /** Whoever goes on with Tab or presses elsewhere is done with it. */
  handleLeave({ currentTarget, relatedTarget }: FocusEvent): void {
    if (relatedTarget && !(currentTarget as HTMLElement).contains(relatedTarget as Node)) this.isOpen = false;
  }

  renderedCallback(): void {
    if (!this.isClosing) return;
    this.isClosing = false;
    (this.refs?.face as HTMLElement | undefined)?.focus();
  }

  private close(): void {
    this.isOpen = false;
    this.isClosing = true;
  }

  private tell(values: readonly string[]): void {
    this.dispatchEvent(new CustomEvent('change', { detail: { value: values.join(';') } }));
  }
}

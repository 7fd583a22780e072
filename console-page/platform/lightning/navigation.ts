/** lightning/navigation over the address's fragment. */
import { addressOf, currentReference } from '../address.ts';
import type { PageReference } from '../page-reference.ts';

const Navigate = Symbol('Navigate');
const GenerateUrl = Symbol('GenerateUrl');

type Constructor = new (...args: never[]) => object;

/** Gives a component `this[NavigationMixin.Navigate](reference, replace)` and `this[NavigationMixin.GenerateUrl](reference)`. */
export const NavigationMixin = Object.assign(
  <Base extends Constructor>(base: Base) =>
    class extends (base as Constructor) {
      [Navigate](reference: PageReference, replace = false): void {
        const address = addressOf(reference);
        if (reference.type === 'standard__webPage') window.open(address, '_blank', 'noopener');
        else if (replace) location.replace(address);
        else location.assign(address);
      }

      [GenerateUrl](reference: PageReference): Promise<string> {
        return Promise.resolve(addressOf(reference));
      }
    },
  { Navigate, GenerateUrl },
);

/** Wire adapter: the page that is shown now, again whenever the fragment changes. */
export class CurrentPageReference {
  readonly #emit: (reference: PageReference) => void;
  readonly #changed = (): void => this.#emit(currentReference());

  constructor(emit: (reference: PageReference) => void) {
    this.#emit = emit;
  }

  connect(): void {
    window.addEventListener('hashchange', this.#changed);
    this.#changed();
  }

  update(): void {
    // It has no parameters.
  }

  disconnect(): void {
    window.removeEventListener('hashchange', this.#changed);
  }
}
